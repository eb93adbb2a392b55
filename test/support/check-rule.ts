import assert from 'node:assert/strict'
import type { Rule } from '../../server/src/rules/rule.ts'
import { run } from '../../server/src/rules/run.ts'
import { withCarets, withoutCarets } from './carets.ts'

/** Runs one rule on a drawn document and compares what it says with what is drawn. */
export function checkRule<Doc>(rule: Rule<Doc>, read: (text: string) => Doc, drawn: string): void {
  const text = withoutCarets(drawn)
  const settings = rule.severity === 'off' ? { [rule.id]: 'warning' as const } : {}
  const findings = run([rule], read(text), {
    settings,
    bug: (id, error) => {
      throw new Error(`${id} threw`, { cause: error })
    },
  })
  assert.equal(withCarets(text, findings), drawn)
}

/** Runs the examples of a rule: each bad one says exactly what is drawn in it, each good one nothing. */
export function checkExamples<Doc>(rule: Rule<Doc>, read: (text: string) => Doc): void {
  for (const bad of rule.examples.bad) {
    assert.notEqual(withoutCarets(bad), bad, `a bad example of ${rule.id} draws no finding`)
    checkRule(rule, read, bad)
  }
  for (const good of rule.examples.good) checkRule(rule, read, good)
}

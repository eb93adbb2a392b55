import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTaskDefinition, type TaskDefinition } from '../../../server/src/languages/ecs/document.ts'
import { taskDefinitionRules } from '../../../server/src/languages/ecs/rules/index.ts'
import type { Rule } from '../../../server/src/rules/rule.ts'
import { run } from '../../../server/src/rules/run.ts'
import { apply } from '../../../server/src/text/edit.ts'
import { type Finding, type Fix, fixesOf } from '../../../server/src/text/finding.ts'
import { withoutCarets } from '../../support/carets.ts'

/** Every fix that any rule offers on its own bad examples, applied alone. */
for (const rule of taskDefinitionRules) {
  test(`fixes of ${rule.id} mend what they are offered for`, () => {
    for (const drawn of rule.examples.bad) {
      const text = withoutCarets(drawn)
      for (const finding of findings(rule, text)) for (const fix of fixesOf(finding)) mends(rule, text, finding, fix)
    }
  })
}

test('what fix-all applies leaves nothing for it to do', () => {
  for (const rule of taskDefinitionRules) {
    for (const drawn of rule.examples.bad) {
      const text = withoutCarets(drawn)
      const after = apply(text, safeEdits(findings(rule, text)))
      assert.deepEqual(safeEdits(findings(rule, after)), [], after)
    }
  }
})

/** What was said is said less often afterwards; another thing may come to light instead. */
function mends(rule: Rule<TaskDefinition>, text: string, { message }: Finding, { title, edits }: Fix): void {
  const after = apply(text, edits)
  const often = (document: string) => findings(rule, document).filter((one) => one.message === message).length
  assert.ok(often(after) < often(text), `${rule.id}: "${title}" does not mend "${message}":\n${after}`)
  const broken = readTaskDefinition(after).errors.length > readTaskDefinition(text).errors.length
  assert.ok(!broken, `${rule.id}: "${title}" breaks the document:\n${after}`)
}

function safeEdits(all: readonly Finding[]) {
  return all.flatMap((finding) => {
    const [first] = fixesOf(finding)
    return first !== undefined && first.guess === undefined ? first.edits : []
  })
}

function findings(rule: Rule<TaskDefinition>, text: string): readonly Finding[] {
  return run([rule], readTaskDefinition(text), {
    settings: rule.severity === 'off' ? { [rule.id]: 'warning' } : {},
    bug: (id, error) => {
      throw new Error(`${id} threw`, { cause: error })
    },
  })
}

import { listed } from '../../placement/words.ts'
import type { Problems } from './demands.ts'
import { judged, oddPaths } from './demands.ts'
import { child, type Field, isSet } from './field.ts'
import { labelValue, qualifiedName } from './grammar/names.ts'
import type { Manifest } from './manifest.ts'
import { structsOf, textAt } from './values.ts'
import { meant, quote } from './words.ts'

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']
const operators = ['Equal', 'Exists']

/** What is wrong with a list of tolerations. */
export function* tolerationProblems(doc: Manifest, tolerations: Field): Problems {
  for (const toleration of structsOf(tolerations)) {
    const key = textAt(toleration, 'key')
    if (key) yield* judged(doc, child(toleration, 'key'), 'key', key, qualifiedName)
    yield* operatorProblems(doc, toleration, key)
    yield* effectProblems(doc, toleration)
  }
}

function* operatorProblems(doc: Manifest, toleration: Field, key: string | undefined): Problems {
  const field = child(toleration, 'operator')
  const operator = textAt(toleration, 'operator')
  const value = textAt(toleration, 'value')
  if (operator === undefined) return
  if (operator !== '' && !operators.includes(operator))
    yield doc.problem(field, `operator is ${quote(operator)}; it is ${listed(operators, 'or')}${meant(operator, operators)}`)
  else if (key === '' && operator !== 'Exists')
    yield doc.problem(field, 'key is missing; without it a toleration is for all taints, with operator: Exists')
  // The server names the operator, whatever is wrong with the value.
  const options = oddPaths(doc, field)('')
  if (!value) return
  if (operator === 'Exists')
    yield doc.problem(child(toleration, 'value'), `value is ${quote(value)}; with operator Exists there is none`, options)
  else if (operator === '' || operator === 'Equal') yield* judged(doc, child(toleration, 'value'), 'value', value, labelValue, options)
}

function* effectProblems(doc: Manifest, toleration: Field): Problems {
  const field = child(toleration, 'effect')
  const effect = textAt(toleration, 'effect')
  if (effect === undefined) return
  if (effect !== '' && !effects.includes(effect))
    yield doc.problem(field, `effect is ${quote(effect)}; it is ${listed(effects, 'or')}${meant(effect, effects)}`)
  else if (effect !== 'NoExecute' && isSet(child(toleration, 'tolerationSeconds')))
    yield doc.problem(field, `effect is ${effect === '' ? 'missing' : effect}; with tolerationSeconds it is NoExecute`)
}

import { ranks } from '../../../schema/complete.ts'
import { literal } from '../../../schema/skeleton.ts'
import { at, entries, get, type Node, text } from '../../../syntax/node.ts'
import { yamlScalar } from '../../../syntax/yaml-layout.ts'
import type { Suggestion } from '../../json-completion.ts'
import type { SuggestedKey } from '../../yaml-completion.ts'
import type { Asked } from '../asked.ts'
import { podPathOf } from '../objects.ts'
import { applicationLabels } from './well-known.ts'

/** Whether a place belongs to the pods, or to their template. */
export function inTemplate({ object, path }: Asked): boolean {
  if (object.kind === undefined || object.kind === 'Pod') return object.kind === 'Pod'
  const pod = podPathOf(object.kind)
  return pod.every((step, i) => path[i] === step)
}

/** The labels that the pods get. */
export function templateLabels({ object }: Asked): readonly (readonly [key: string, value: string])[] {
  return object.kind === undefined ? [] : pairs(at(object.root, [...podPathOf(object.kind), 'metadata', 'labels']))
}

/** The labels that the selector asks for. */
export function selectorLabels({ object }: Asked): readonly (readonly [key: string, value: string])[] {
  const selector = get(get(object.root, 'spec'), 'selector')
  return pairs(object.kind === 'ReplicationController' ? selector : get(selector, 'matchLabels'))
}

/** The entries of a map that are texts. */
export function pairs(map: Node | undefined): readonly (readonly [key: string, value: string])[] {
  return entries(map).flatMap(({ key, value }) => {
    const written = text(value)
    return written === undefined ? [] : [[String(key.value), written] as const]
  })
}

/** Labels with the value they have elsewhere. */
export function copied(labelsThere: readonly (readonly [key: string, value: string])[]): readonly SuggestedKey[] {
  return labelsThere.map(([key, value]) => ({
    key,
    detail: value,
    value: { kind: 'line', text: literal(yamlScalar(value, '"', false)) },
    rank: ranks.required,
  }))
}

/** Of the template those that the selector asks for first. */
export function labels(asked: Asked): readonly SuggestedKey[] {
  const asks = inTemplate(asked) ? copied(selectorLabels(asked)) : copied(templateLabels(asked))
  const known = new Set(asks.map(({ key }) => key))
  return [...asks, ...Object.entries(applicationLabels).flatMap(([key, detail]) => (known.has(key) ? [] : [{ key, detail }]))]
}

/** The value that a label has elsewhere. */
export function labelValue(asked: Asked): readonly Suggestion[] {
  const key = String(asked.path.at(-1))
  const elsewhere = inTemplate(asked) && asked.field === 'labels' ? selectorLabels(asked) : templateLabels(asked)
  const found = elsewhere.find(([one]) => one === key)
  const own = key === 'app.kubernetes.io/name' ? text(get(get(asked.object.root, 'metadata'), 'name')) : undefined
  const value = found?.[1] ?? own
  return value ? [{ value, kind: 'reference' }] : []
}

/** The values that the pods have for the key of an expression. */
export function requirementValues(asked: Asked): readonly Suggestion[] {
  const key = text(get(at(asked.object.root, asked.path.slice(0, -2)), 'key'))
  return templateLabels(asked).flatMap(([one, value]): Suggestion[] => (one === key ? [{ value, kind: 'reference' }] : []))
}

import { ranks } from '../../../schema/complete.ts'
import { at, get } from '../../../syntax/node.ts'
import type { Suggestion } from '../../json-completion.ts'
import type { SuggestedKey } from '../../yaml-completion.ts'
import { amountInWords } from '../amounts.ts'
import type { Asked } from '../asked.ts'
import { pairs } from './labels.ts'
import { resourceNames, usualAmounts } from './well-known.ts'

/** Resources, those first that the other of requests and limits names, with its amount. */
export function resources({ object, path, structure }: Asked): readonly SuggestedKey[] {
  if (structure === 'VolumeResourceRequirements')
    return [{ key: 'storage', detail: 'size of the disk', value: { kind: 'line', text: '${1:10Gi}' } }]
  const own = path.at(-1)
  const other = pairs(get(at(object.root, path.slice(0, -1)), own === 'limits' ? 'requests' : 'limits'))
  const named = new Map(other)
  return Object.entries(resourceNames).map(([key, detail]) => {
    const value = named.get(key)
    const body = value === undefined ? undefined : ({ kind: 'line', text: `\${1:${value}}` } as const)
    const usual = key === 'cpu' || key === 'memory'
    return { key, detail, ...(body && { value: body }), rank: body ? ranks.required : usual ? ranks.reference : ranks.property }
  })
}

/** Amounts of a resource, first that of the other of requests and limits. */
export function amounts({ object, path }: Asked): readonly Suggestion[] {
  const name = String(path.at(-1))
  const own = path.at(-2)
  const other = get(get(at(object.root, path.slice(0, -2)), own === 'limits' ? 'requests' : 'limits'), name)
  const written = other?.kind === 'scalar' && other.value !== null ? String(other.value) : undefined
  const beside: readonly Suggestion[] =
    written === undefined ? [] : [{ value: written, detail: own === 'limits' ? 'as requested' : 'as the limit', kind: 'reference' }]
  return [...beside, ...quantities(name).filter(({ value }) => value !== written)]
}

/** Usual amounts of a resource, with what they are. */
export function quantities(name: string): readonly Suggestion[] {
  const known = Object.hasOwn(usualAmounts, name) ? usualAmounts[name] : undefined
  return (known ?? []).map((value, i) => ({
    value: numeric(value),
    detail: amountInWords(name, value) ?? '',
    kind: 'value',
    rank: ranks.value + i,
  }))
}

/** Whole amounts are written as numbers. */
function numeric(value: string): string | number {
  return /^\d+$/.test(value) ? Number(value) : value
}

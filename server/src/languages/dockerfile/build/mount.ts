import type { Flag } from '../../../syntax/dockerfile.ts'
import { nearest } from '../../../text/nearest.ts'
import { type Span, span } from '../../../text/span.ts'
import { goBoolean } from './check-options.ts'
import { csvFields, isByteSize, isUnsigned } from './values.ts'

/** A mount of RUN. Before variables are put in only `from` and a plain `type` are known. */
export interface Mount {
  readonly type: string
  readonly from: string
  readonly source: string
  readonly target: string
  readonly id: string
}

/** Why a mount is refused, where, and what to write there. */
export interface MountProblem {
  readonly message: string
  readonly at: Span
  readonly instead?: string
}

/** A word with its variables put in; undefined where that fails, which is said elsewhere. */
type Expander = (text: string, at: Span) => string | undefined

const types = ['bind', 'cache', 'tmpfs', 'secret', 'ssh']
const sharing = ['shared', 'private', 'locked']
const keys = 'type from source src target dst destination readonly ro readwrite rw required size id sharing mode uid gid env'.split(' ')

interface Draft {
  type: string
  from: string
  source: string
  target: string
  id: string
  sharing: string
  /** Keys that only some types take, each with its place. */
  readonly given: Map<string, Span>
}

/**
 * Reads the value of a `--mount`. Without an expander nothing is judged that a variable may change.
 * Source: https://github.com/moby/buildkit/blob/master/frontend/dockerfile/instructions/commands_runmount.go
 */
export function readMount(flag: Flag, expander?: Expander): Mount | MountProblem {
  const whole = flag.valueSpan ?? flag.span
  const fields = csvFields(flag.value ?? '')
  if (typeof fields === 'string') return { message: `--mount cannot be read: ${fields}`, at: whole }
  const draft: Draft = { type: 'bind', from: '', source: '', target: '', id: '', sharing: '', given: new Map() }
  const places = placesOf(fields, flag)
  for (const [index, field] of fields.entries()) {
    const at = places[index] ?? whole
    const problem = expander === undefined ? early(draft, field, at) : late(draft, field, at, expander)
    if (problem !== undefined) return problem
  }
  return (expander === undefined ? undefined : finished(draft, whole)) ?? draft
}

/** Where each field stands; the whole value where quotes or escapes make that unclear. */
function placesOf(fields: readonly string[], { value = '', valueSpan, span: all }: Flag): readonly Span[] {
  const whole = valueSpan ?? all
  if (whole.end - whole.start !== value.length || value.includes('"')) return fields.map(() => whole)
  let at = whole.start
  return fields.map((field) => {
    const where = span(at, at + field.length)
    at += field.length + 1
    return where
  })
}

function split(field: string): { readonly key: string; readonly value: string | undefined } {
  const equals = field.indexOf('=')
  return { key: (equals < 0 ? field : field.slice(0, equals)).toLowerCase(), value: equals < 0 ? undefined : field.slice(equals + 1) }
}

/** Before variables are known only what decides about the stages a mount depends on is looked at. */
function early(draft: Draft, field: string, at: Span): MountProblem | undefined {
  const { key, value } = split(field)
  if (key === 'type' && value !== undefined && types.includes(value.toLowerCase())) draft.type = value.toLowerCase()
  if (key !== 'from' || value === undefined) return undefined
  if (/\$./.test(value)) return { message: 'from takes no variables; name a stage whose FROM has the variable', at }
  draft.from = value
  return undefined
}

function late(draft: Draft, field: string, at: Span, expander: Expander): MountProblem | undefined {
  const { key, value: raw } = split(field)
  const valueAt = at.end - at.start === field.length ? span(at.start + Math.min(key.length + 1, field.length), at.end) : at
  if (raw === undefined) return alone(draft, key, field, at)
  const value = expander(raw, valueAt)
  return value === undefined ? undefined : set(draft, key, value, at, valueAt)
}

function alone(draft: Draft, key: string, field: string, at: Span): MountProblem | undefined {
  if (['readonly', 'ro', 'readwrite', 'rw'].includes(key)) return undefined
  if (key === 'required') return draft.type === 'secret' || draft.type === 'ssh' ? undefined : misplaced('required', draft.type, at)
  return keys.includes(key) ? { message: `${key} has no value; write ${key}=VALUE`, at } : unknownKey(field, at)
}

function unknownKey(field: string, at: Span): MountProblem {
  const { key } = split(field)
  const near = nearest(key, keys)
  const where = at.end - at.start === field.length ? span(at.start, at.start + key.length) : at
  const message = `"${key}" is no option of --mount`
  return near === undefined
    ? { message, at: where }
    : { message: `${message}; did you mean ${near}`, at: where, ...(where !== at || key === field ? { instead: near } : {}) }
}

function misplaced(key: string, type: string, at: Span): MountProblem {
  return { message: `a mount of type ${type} has no ${key}`, at }
}

function set(draft: Draft, key: string, value: string, at: Span, valueAt: Span): MountProblem | undefined {
  switch (key) {
    case 'type':
      draft.type = value.toLowerCase()
      return choice('type', value, types, valueAt)
    case 'sharing':
      draft.sharing = value.toLowerCase()
      draft.given.set(key, at)
      return choice('sharing', value, sharing, valueAt)
    case 'from':
      draft.from = value
      return undefined
    case 'source':
    case 'src':
      draft.source = value
      return undefined
    case 'target':
    case 'dst':
    case 'destination':
      draft.target = value
      return undefined
    case 'id':
      draft.id = value
      return undefined
    case 'env':
      draft.given.set(key, at)
      return undefined
    default:
      return setNumber(draft, key, value, at, valueAt)
  }
}

function setNumber(draft: Draft, key: string, value: string, at: Span, valueAt: Span): MountProblem | undefined {
  switch (key) {
    case 'readonly':
    case 'ro':
    case 'readwrite':
    case 'rw':
      return boolean(key, value, valueAt)
    case 'required':
      return draft.type === 'secret' || draft.type === 'ssh' ? boolean(key, value, valueAt) : misplaced(key, draft.type, at)
    case 'size':
      if (draft.type !== 'tmpfs') return misplaced(key, draft.type, at)
      return isByteSize(value) ? undefined : { message: `size is a number of bytes such as 64m, not "${value}"`, at: valueAt }
    case 'mode':
    case 'uid':
    case 'gid':
      draft.given.set(key, at)
      if (isUnsigned(value, key === 'mode' ? 8 : 10)) return undefined
      return { message: `${key} is ${key === 'mode' ? 'an octal number such as 0755' : 'a number'}, not "${value}"`, at: valueAt }
    default:
      return unknownKey(`${key}=${value}`, at)
  }
}

function boolean(key: string, value: string, at: Span): MountProblem | undefined {
  return goBoolean(value) === undefined ? { message: `${key} is true or false, not "${value}"`, at } : undefined
}

function choice(key: string, value: string, all: readonly string[], at: Span): MountProblem | undefined {
  if (all.includes(value.toLowerCase())) return undefined
  const near = nearest(value, all)
  return { message: `${key} is one of ${all.join(', ')}, not "${value}"`, at, ...(near !== undefined && { instead: near }) }
}

/** What does not go together. */
function finished({ type, from, source, target, id, sharing: shared, given }: Draft, whole: Span): MountProblem | undefined {
  const at = (key: string) => given.get(key) ?? whole
  if (type === 'bind' || type === 'tmpfs') {
    for (const key of ['mode', 'uid', 'gid']) if (given.has(key)) return misplaced(key, type, at(key))
  }
  if (type === 'secret') {
    if (from !== '') return misplaced('from', type, whole)
    if (shared !== '') return misplaced('sharing', type, at('sharing'))
    if (source === '' && target === '' && id === '') return { message: 'a secret needs an id, a source or a target', at: whole }
    if (source !== '' && id !== '') return { message: 'a secret has an id or a source, not both', at: whole }
  }
  return shared !== '' && type !== 'cache' ? misplaced('sharing', type, at('sharing')) : undefined
}

import type { DockerfileSlot } from '../../../syntax/dockerfile-slot.ts'
import { span } from '../../../text/span.ts'
import type { Completion } from '../../language.ts'
import type { Dockerfile } from '../document.ts'
import { directives } from '../facts/values.ts'
import { dockerfileRules } from '../rules/index.ts'
import { choices, item } from './item.ts'

type CommentSlot = Extract<DockerfileSlot, { readonly kind: 'comment' }>

/** Directives and pragmas: their names, and the checks and rules that they can name. */
export function completeComment(doc: Dockerfile, slot: CommentSlot, offset: number): readonly Completion[] {
  const listed = listedCode(doc, slot, offset)
  if (listed !== undefined) return listed
  const directive = /^#\s*(\w+)\s*=\s*(\S*)$/.exec(slot.before)
  if (directive !== null) return directiveValues(slot, directive[1] ?? '', directive[2] ?? '', offset)
  const word = /^#\s*((?:hadolint(?: (?:global|stage)?)?)? ?\w*)$/.exec(slot.before)
  return word === null ? [] : starts(slot, word[1] ?? '', offset)
}

function directiveValues(slot: CommentSlot, name: string, typed: string, offset: number): readonly Completion[] {
  const known = Object.hasOwn(directives, name) ? directives[name] : undefined
  if (known === undefined || (!slot.first && name !== 'check')) return []
  const where = span(offset - typed.length, slot.span.end)
  return known.values.map((value, rank) => item('value', value, where, { rank }))
}

/** `check=skip=A,B` and `hadolint ignore=A,B`: codes that are not named yet. */
function listedCode(doc: Dockerfile, slot: CommentSlot, offset: number): readonly Completion[] | undefined {
  const match = /^#\s*(?:check\s*=\s*(?:[^#]*;)?\s*(?:skip|experimental)=|(hadolint)\s+(?:global\s+|stage\s+)?ignore\s*=\s*)([\w,]*)$/.exec(
    slot.before,
  )
  if (match === null) return undefined
  const names = (match[2] ?? '').split(',')
  const typed = names.at(-1) ?? ''
  const rest = /^\w*/.exec(doc.text.slice(offset))?.[0].length ?? 0
  const where = span(offset - typed.length, offset + rest)
  const present = new Set(names.slice(0, -1))
  const wanted = match[1] === undefined ? isCheck : isHadolint
  return dockerfileRules
    .flatMap(({ id, aliases = [], summary }) => [id, ...aliases].filter(wanted).map((code) => ({ code, summary })))
    .filter(({ code }) => !present.has(code))
    .map(({ code, summary }) => item('value', code, where, { detail: shortened(summary), about: summary }))
}

function isCheck(code: string): boolean {
  return /^[A-Z][a-z]+[A-Za-z]*$/.test(code)
}

function isHadolint(code: string): boolean {
  return /^DL\d{4}$/.test(code)
}

function shortened(summary: string): string {
  return summary.length > 60 ? `${summary.slice(0, 57)}...` : summary
}

function starts(slot: CommentSlot, typed: string, offset: number): readonly Completion[] {
  const where = span(offset - typed.length, slot.span.end)
  const pragmas = {
    'hadolint ignore=': 'Rules that the next instruction may break.',
    'hadolint global ignore=': 'Rules that the whole file may break.',
    'check=skip=': slot.first
      ? 'Build checks that the whole file may break; behind the first instruction, those that the next instruction may break.'
      : 'Build checks that the next instruction may break.',
  }
  const names = Object.entries(directives).filter(() => slot.first)
  return [
    ...names.map(([name, { summary }], rank) => item('property', `${name}=`, where, { about: summary, rank })),
    ...choices('property', pragmas, where, 10),
  ].filter(({ label }, index, all) => all.findIndex((other) => other.label === label) === index)
}

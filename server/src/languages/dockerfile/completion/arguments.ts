import type { ArgumentSlot } from '../../../syntax/dockerfile-slot.ts'
import { span } from '../../../text/span.ts'
import type { Completion } from '../../language.ts'
import type { Dockerfile } from '../document.ts'
import { labelKeys, signals, usualPorts } from '../facts/values.ts'
import { predefinedVariables } from '../facts/variables.ts'
import { choices, item } from './item.ts'
import { completePath } from './paths.ts'
import { stageItems, stagesBefore } from './stages.ts'

/** What a word behind the flags may be; it depends on the instruction. */
export function completeArgument(doc: Dockerfile, slot: ArgumentSlot, offset: number): readonly Completion[] {
  const { instruction, index, span: where } = slot
  switch (instruction.keyword) {
    case 'FROM':
      return completeFrom(doc, slot)
    case 'COPY':
    case 'ADD':
      return completePath(doc, slot, offset)
    case 'EXPOSE':
      return completePort(slot, offset)
    case 'STOPSIGNAL':
      return index === 0 ? choices('value', signals, where) : []
    case 'LABEL':
      return slot.before.includes('=') ? [] : completeLabel(slot)
    case 'ARG':
      return slot.before.includes('=') ? [] : completeArg(doc, slot)
    case 'HEALTHCHECK':
      return index === 0 ? completeHealthcheck(slot) : []
    case 'SHELL':
      return index === 0 && !slot.json ? choices('value', shells, where) : []
    case 'USER':
      return index === 0 ? users(doc, slot) : []
    default:
      return []
  }
}

/** The image: stages before this one, and images that the file uses already. Behind it: AS. */
function completeFrom(doc: Dockerfile, { instruction, index, span: where, words }: ArgumentSlot): readonly Completion[] {
  if (index === 1)
    return [
      item('keyword', doc.instructions.some(({ name }) => name.text === 'from') ? 'as' : 'AS', where, { about: 'Gives the stage a name.' }),
    ]
  if (index === 2 && words[1]?.toLowerCase() === 'as') return stageNames(doc, where)
  if (index !== 0) return []
  const stages = stageItems(stagesBefore(doc, instruction), where).filter(({ label }) => !/^\d+$/.test(label))
  const used = new Set(doc.stages.filter(({ from }) => from !== instruction).map(({ base }) => base?.text ?? ''))
  const named = new Set(stages.map(({ label }) => label))
  const images = [...used].filter((image) => image !== '' && !named.has(image))
  return [
    ...stages,
    ...images.map((image) => item('value', image, where, { detail: 'used in this file', rank: 50 })),
    item('value', 'scratch', where, { about: 'Nothing: the image holds only what is copied into it.', rank: 60 }),
  ]
}

/** Names that stages usually have and that are not taken. */
function stageNames({ stages }: Dockerfile, where: ArgumentSlot['span']): readonly Completion[] {
  const taken = new Set(stages.map(({ name }) => name?.text.toLowerCase()))
  return ['build', 'deps', 'test', 'runtime'].filter((name) => !taken.has(name)).map((name, rank) => item('value', name, where, { rank }))
}

function completePort({ before, span: where }: ArgumentSlot, offset: number): readonly Completion[] {
  const slash = before.indexOf('/')
  if (slash < 0) return choices('value', usualPorts, where)
  const protocol = span(offset - (before.length - slash - 1), where.end)
  return choices('value', { tcp: 'The default.', udp: 'Datagrams, as DNS and QUIC use them.' }, protocol)
}

function completeLabel({ instruction, span: where, before }: ArgumentSlot): readonly Completion[] {
  const present = new Set(instruction.pairs.map(({ key }) => key.text.replaceAll('"', '')))
  return Object.entries(labelKeys)
    .filter(([key]) => key === before || !present.has(key))
    .map(([key, about], rank) => item('property', key, where, { text: `${key}="$1"$0`, snippet: true, about, rank }))
}

/** Variables that something gives a value to: the global ones of this file and those that BuildKit sets. */
function completeArg(doc: Dockerfile, { instruction, span: where }: ArgumentSlot): readonly Completion[] {
  if (doc.before.includes(instruction)) return []
  const globals = doc.before.filter(({ keyword }) => keyword === 'ARG').flatMap(({ args }) => args.map(({ text }) => text))
  return [
    ...globals.map((text, rank) => {
      const [name = '', value] = text.split('=', 2)
      return item('variable', name, where, {
        rank,
        ...(value !== undefined && { detail: value }),
        about: 'Declared before the first `FROM`.',
      })
    }),
    ...predefinedVariables
      .filter(({ kind }) => kind === 'platform')
      .map(({ name, summary }, index) => item('variable', name, where, { about: summary, rank: 50 + index })),
  ]
}

function completeHealthcheck({ span: where }: ArgumentSlot): readonly Completion[] {
  return [
    item('keyword', 'CMD', where, { text: 'CMD ', about: 'The command that checks, in the shell or JSON form.', rank: 0 }),
    item('keyword', 'NONE', where, { about: 'Switches off the check of the base image.', rank: 1 }),
  ]
}

const shells: Readonly<Record<string, string>> = {
  '["/bin/bash", "-o", "pipefail", "-c"]': 'A `RUN` fails where any part of a pipe fails.',
  '["/bin/ash", "-eo", "pipefail", "-c"]': 'The same for Alpine.',
  '["powershell", "-Command"]': 'Windows.',
  '["cmd", "/S", "/C"]': 'Windows; the default there.',
}

/** Users that this file makes or uses, and a number that is not root. */
function users(doc: Dockerfile, { instruction, span: where }: ArgumentSlot): readonly Completion[] {
  const used = new Set(
    doc.instructions.filter((one) => one.keyword === 'USER' && one !== instruction).flatMap(({ args }) => args.map(({ text }) => text)),
  )
  return [
    ...[...used].map((name) => item('value', name, where, { detail: 'used in this file', rank: 0 })),
    item('value', '10001:10001', where, { about: 'A number that is nobody’s on the host; `runAsNonRoot` can be checked.', rank: 5 }),
    item('value', '65532:65532', where, { about: 'The user `nonroot` of distroless images.', rank: 6 }),
  ].filter(({ label }, at, all) => all.findIndex((one) => one.label === label) === at)
}

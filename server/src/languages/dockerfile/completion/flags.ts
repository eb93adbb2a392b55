import type { DockerfileSlot, FlagValueSlot } from '../../../syntax/dockerfile-slot.ts'
import { type Span, span } from '../../../text/span.ts'
import type { Completion } from '../../language.ts'
import type { Dockerfile } from '../document.ts'
import { factsOf } from '../facts/instructions.ts'
import { type MountOption, type MountType, mountOption, mountType, mountTypes } from '../facts/mounts.ts'
import { choices, item } from './item.ts'
import { stageItems, stagesBefore } from './stages.ts'

type FlagSlot = Extract<DockerfileSlot, { readonly kind: 'flag' }>

/** The flags an instruction takes, without those that stand there and may stand once. */
export function completeFlag({ instruction, span: where }: FlagSlot): readonly Completion[] {
  const facts = factsOf(instruction.keyword)
  if (facts === undefined) return []
  const present = new Set(instruction.flags.filter((flag) => flag.span.start !== where.start).map(({ name }) => name))
  return facts.flags
    .filter(({ name, repeats }) => repeats || !present.has(name))
    .map(({ name, summary, value, values, default: preset }, rank) => {
      const alone = value === undefined && values !== undefined
      const text = alone ? `--${name}` : name === 'mount' ? '--mount=type=' : `--${name}=`
      return item('property', `--${name}`, where, {
        text,
        rank,
        about: preset === undefined ? summary : `${summary}\n\nDefault: \`${preset}\``,
        ...(value !== undefined && { detail: value }),
      })
    })
}

/** What may stand behind `--flag=`. */
export function completeFlagValue(doc: Dockerfile, slot: FlagValueSlot): readonly Completion[] {
  const { instruction, flag, before, span: where } = slot
  if (instruction.keyword === 'RUN' && flag === 'mount') return completeMount(doc, slot)
  if (instruction.keyword === 'COPY' && flag === 'from') return stageItems(stagesBefore(doc, instruction), where)
  const facts = factsOf(instruction.keyword)?.flags.find(({ name }) => name === flag)
  if (facts?.values !== undefined) return choices('value', facts.values, where)
  if (facts?.default !== undefined && before === '') return [item('value', facts.default, where, { detail: 'default' })]
  return []
}

/** One option of a mount: those before the cursor say which kind it is. */
function completeMount(doc: Dockerfile, { instruction, before, span: value }: FlagValueSlot): readonly Completion[] {
  const parts = doc.text.slice(value.start, value.end).split(',')
  const done = before.split(',').slice(0, -1)
  const current = before.slice(done.join(',').length + (done.length > 0 ? 1 : 0))
  const start = value.start + before.length - current.length
  const whole = parts[done.length] ?? current
  const equals = current.indexOf('=')
  const others = parts.filter((_, index) => index !== done.length)
  const type = mountType(others.map(pair).find(([name]) => name === 'type')?.[1])
  if (equals < 0)
    return optionItems(type, others, span(start, start + (whole.includes('=') ? whole.indexOf('=') : whole.length)), !whole.includes('='))
  return optionValues(doc, instruction, type, current.slice(0, equals), span(start + equals + 1, start + whole.length))
}

function pair(option: string): readonly [string, string | undefined] {
  const equals = option.indexOf('=')
  return equals < 0 ? [option, undefined] : [option.slice(0, equals), option.slice(equals + 1)]
}

function optionItems(type: MountType | undefined, others: readonly string[], where: Span, open: boolean): readonly Completion[] {
  const present = new Set(others.map((option) => pair(option)[0]))
  const kind = present.has('type')
    ? []
    : [item('property', 'type', where, { text: open ? 'type=' : 'type', rank: 0, about: 'The kind of mount; `bind` if it is left out.' })]
  const options = (type?.options ?? []).filter(({ name, aliases }) => ![name, ...aliases].some((one) => present.has(one)))
  return [
    ...kind,
    ...options.map((option, index) =>
      item('property', option.name, where, {
        text: open && option.value !== undefined ? `${option.name}=` : open && option.name === 'sharing' ? 'sharing=' : option.name,
        rank: option.required ? 1 : 2 + index,
        about: describeOption(option),
        ...(option.required ? { detail: 'required' } : option.value !== undefined && { detail: option.value }),
      }),
    ),
  ]
}

/** An option of a mount in Markdown. */
export function describeOption({ summary, aliases, default: preset }: MountOption): string {
  const other = aliases.length === 0 ? '' : `\n\nAlso written \`${aliases.join('`, `')}\`.`
  return `${summary}${preset === undefined ? '' : `\n\nDefault: \`${preset}\``}${other}`
}

function optionValues(
  doc: Dockerfile,
  instruction: FlagValueSlot['instruction'],
  type: MountType | undefined,
  name: string,
  where: Span,
): readonly Completion[] {
  if (name === 'type') return mountTypes.map((one, rank) => item('value', one.name, where, { about: one.summary, rank }))
  if (type === undefined) return []
  const option = mountOption(type, name)
  if (option?.name === 'from') return stageItems(stagesBefore(doc, instruction), where)
  if (option?.values !== undefined) return choices('value', option.values, where)
  if (option?.name === 'target' && type.name === 'cache') return choices('value', cachePaths, where)
  return option?.default !== undefined && /^[\w/]+$/.test(option.default)
    ? [item('value', option.default, where, { detail: 'default' })]
    : []
}

/** Where the usual tools keep what they download. https://docs.docker.com/build/cache/optimize/#use-cache-mounts */
const cachePaths: Readonly<Record<string, string>> = {
  '/root/.cache/pip': 'pip',
  '/root/.npm': 'npm',
  '/usr/local/share/.cache/yarn': 'Yarn 1',
  '/root/.local/share/pnpm/store': 'pnpm',
  '/go/pkg/mod': 'Go modules',
  '/root/.cache/go-build': 'Go build results',
  '/var/cache/apt': 'apt: packages; `sharing=locked`',
  '/var/lib/apt': 'apt: lists; `sharing=locked`',
  '/root/.m2': 'Maven',
  '/root/.gradle': 'Gradle',
  '/usr/local/cargo/registry': 'Cargo',
  '/var/cache/apk': 'apk',
  '/root/.nuget/packages': 'NuGet',
  '/tmp/cache': 'Composer',
}

import type { RuleSettings } from '../../rules/run.ts'
import { type Entry, entries, get, type Node, text } from '../../syntax/node.ts'
import { readYaml } from '../../syntax/yaml.ts'
import type { Severity } from '../../text/finding.ts'
import { nearest } from '../../text/nearest.ts'
import type { Span } from '../../text/span.ts'
import type { Dockerfile } from './document.ts'
import { once } from './once.ts'

/** What the value of a label is meant to be. */
export type LabelType = 'text' | 'url' | 'semver' | 'hash' | 'rfc3339' | 'spdx' | 'email'

/** What a project asks of its Dockerfiles in the file that hadolint reads. */
export interface HadolintConfig {
  /** Codes that are not reported at all. */
  readonly ignored: ReadonlySet<string>
  /** What codes weigh instead of what they usually do. */
  readonly severities: RuleSettings
  /** Registries that images may come from, with `*` at either end; none: any. */
  readonly registries: readonly string[]
  /** The labels that every image has, and what their values are. */
  readonly labels: ReadonlyMap<string, LabelType>
  /** No other labels than those. */
  readonly strictLabels: boolean
  /** Pragmas in comments do not count. */
  readonly noPragmas: boolean
}

/** What cannot be used of such a file. */
export interface ConfigProblem {
  readonly message: string
  readonly span: Span
}

/** The configuration a document was handed; the empty one where there is none. */
export const hadolintConfig = once(
  ({ around }: Dockerfile) => readHadolintConfig(around.hadolint ?? '', noCodes).config,
  ({ around }) => around.hadolint,
)

const noCodes: ReadonlySet<string> = new Set()

const keys = [
  'ignored',
  'override',
  'failure-threshold',
  'format',
  'no-fail',
  'no-color',
  'label-schema',
  'strict-labels',
  'disable-ignore-pragma',
  'trustedRegistries',
]
const levels: Readonly<Record<string, Severity>> = { error: 'error', warning: 'warning', info: 'info', style: 'hint' }
const thresholds = ['error', 'warning', 'info', 'style', 'ignore', 'none']
const types: readonly LabelType[] = ['text', 'url', 'semver', 'hash', 'rfc3339', 'spdx', 'email']

/**
 * Reads a `.hadolint.yaml`. What is wrong is left out and said. `codes` are those a rule has; where they are not handed in,
 * nothing is said about unknown ones, nor about those of ShellCheck.
 */
export function readHadolintConfig(
  source: string,
  codes: ReadonlySet<string>,
): { readonly config: HadolintConfig; readonly problems: readonly ConfigProblem[] } {
  const { root, errors } = readYaml(source)
  const problems: ConfigProblem[] = errors.map(({ message, span }) => ({ message, span }))
  const say = (message: string, node: Node) => problems.push({ message, span: headOf(node) })
  if (root !== undefined && root.kind !== 'map' && source.trim() !== '') say('expected keys such as ignored and override', root)
  for (const { key } of entries(root)) {
    if (!keys.includes(String(key.value))) say(unknown(String(key.value), keys, 'is no key of hadolint'), key)
  }
  const known = (node: Node): string => {
    const code = text(node) ?? ''
    if (codes.size > 0 && !codes.has(code) && !/^SC\d{4}$/.test(code)) say(unknown(code, codes, 'is no rule'), node)
    return code
  }
  const threshold = get(root, 'failure-threshold')
  if (threshold !== undefined && !thresholds.includes(text(threshold) ?? ''))
    say(`failure-threshold is one of ${thresholds.join(', ')}`, threshold)
  const config: HadolintConfig = {
    ignored: new Set(items(get(root, 'ignored')).map(known)),
    severities: severitiesOf(get(root, 'override'), known, say),
    registries: items(get(root, 'trustedRegistries')).flatMap((node) => text(node) ?? []),
    labels: labelsOf(get(root, 'label-schema'), say),
    strictLabels: isTrue(get(root, 'strict-labels')),
    noPragmas: isTrue(get(root, 'disable-ignore-pragma')),
  }
  return { config, problems: problems.sort((a, b) => a.span.start - b.span.start) }
}

type Say = (message: string, node: Node) => void

function severitiesOf(override: Node | undefined, known: (node: Node) => string, say: Say): RuleSettings {
  const found: Record<string, Severity> = {}
  for (const { key, value } of entries(override)) {
    const severity = levels[String(key.value)]
    if (severity === undefined) say(unknown(String(key.value), Object.keys(levels), 'is no level of hadolint'), key)
    else for (const node of items(value)) found[known(node)] ??= severity
  }
  return found
}

function labelsOf(schema: Node | undefined, say: Say): ReadonlyMap<string, LabelType> {
  return new Map(
    entries(schema).flatMap(({ key, value }: Entry) => {
      const type = types.find((one) => one === text(value))
      if (type === undefined) say(`the type of a label is one of ${types.join(', ')}`, value ?? key)
      return type === undefined ? [] : [[String(key.value), type] as const]
    }),
  )
}

function isTrue(node: Node | undefined): boolean {
  return node?.kind === 'scalar' && String(node.value).toLowerCase() === 'true'
}

function items(node: Node | undefined): readonly Node[] {
  return node?.kind === 'list' ? node.items : []
}

function unknown(name: string, known: Iterable<string>, complaint: string): string {
  const near = nearest(name, known)
  return near === undefined ? `"${name}" ${complaint}` : `"${name}" ${complaint}; did you mean ${near}`
}

function headOf(node: Node): Span {
  return node.kind === 'scalar' ? node.span : { start: node.span.start, end: Math.min(node.span.start + 1, node.span.end) }
}

import type { Scalar } from '../../../schema/schema.ts'
import type { Step } from '../../../syntax/node.ts'
import { amountInWords } from '../amounts.ts'
import { below, type Field, isObject } from '../field.ts'
import { readCron } from '../grammar/cron.ts'
import type { Manifest } from '../manifest.ts'
import { cronInWords } from './cron-words.ts'
import { nextRun } from './next-run.ts'
import { podSummary } from './pod-summary.ts'

/** A field that is hovered, with all that can be worked out about it. */
export interface Hovered {
  readonly manifest: Manifest | undefined
  /** Leads to it from the object. */
  readonly path: readonly Step[]
  /** What the structure around it is called. */
  readonly structure: string
  readonly field: string
  /** The scalar that is written, and its text as it stands there. */
  readonly value: Scalar | undefined
  readonly written: string
  readonly now: Date | undefined
}

/** What follows from the values that are written, in Markdown. */
export function extrasOf(hovered: Hovered): readonly string[] {
  const { structure, field, value } = hovered
  const known = extras[`${structure}.${field}`] ?? extras[`*.${field}`]
  return [...(known?.(hovered) ?? []), ...(value === undefined ? inEffect(hovered) : [])]
}

const extras: Readonly<Record<string, (hovered: Hovered) => readonly string[]>> = {
  'CronJobSpec.schedule': schedule,
  'CronJobSpec.timeZone': schedule,
  'Container.livenessProbe': (hovered) => probe(hovered, 'the container is started again'),
  'Container.readinessProbe': (hovered) => probe(hovered, 'the pod gets no more requests until it answers again'),
  'Container.startupProbe': (hovered) => probe(hovered, 'the container is started again'),
  'Probe.failureThreshold': (hovered) => probe({ ...hovered, path: hovered.path.slice(0, -1) }, 'it has failed'),
  'Probe.periodSeconds': (hovered) => probe({ ...hovered, path: hovered.path.slice(0, -1) }, 'it has failed'),
  'PodSpec.containers': summary,
  'PodSpec.initContainers': summary,
  'PodTemplateSpec.spec': summary,
  'Pod.spec': summary,
  '*.kind': summary,
  '*.requests': amount,
  '*.limits': amount,
  '*.overhead': amount,
  'EmptyDirVolumeSource.sizeLimit': (hovered) => amount({ ...hovered, path: ['storage'] }),
  'ResourceFieldSelector.divisor': (hovered) => amount({ ...hovered, path: ['cpu'] }),
  '*.defaultMode': mode,
  '*.mode': mode,
}

function summary({ manifest, value, path }: Hovered): readonly string[] {
  return manifest === undefined || (value !== undefined && path.length !== 1) ? [] : podSummary(manifest)
}

function amount({ path, value }: Hovered): readonly string[] {
  const words = typeof value === 'string' || typeof value === 'number' ? amountInWords(String(path.at(-1)), value) : undefined
  return words === undefined ? [] : [`Here: **${words}**`]
}

/** Modes are written in octal or decimal; both are shown, and what they allow. */
function mode({ value, written }: Hovered): readonly string[] {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 0o777) return []
  const octal = value.toString(8).padStart(4, '0')
  const bits = [6, 3, 0].map((shift) => ['r', 'w', 'x'].map((letter, i) => ((value >> shift) & (4 >> i) ? letter : '-')).join('')).join('')
  return [`Here: **${/^0o?[0-7]/.test(written) ? `${octal} = ${value} in decimal` : `${value} = ${octal} in octal`}, \`${bits}\`**`]
}

function schedule({ manifest, now }: Hovered): readonly string[] {
  if (manifest === undefined) return []
  const spec = below(manifest.object, 'spec')
  const cron = typeof below(spec, 'schedule').value === 'string' ? readCron(String(below(spec, 'schedule').value)) : ''
  if (typeof cron === 'string') return []
  const zone = below(spec, 'timeZone').value
  const timeZone = typeof zone === 'string' && zone !== '' ? zone : 'UTC'
  const next = now === undefined ? undefined : nextRun(cron, now, timeZone)
  const suspended = below(spec, 'suspend').value === true
  return [
    `Here: **${cronInWords(cron)}**`,
    ...(suspended ? ['Suspended: nothing runs.'] : next === undefined ? [] : [`Next: **${next}** (${timeZone})`]),
  ]
}

/** When a probe gives up, from what is written and the defaults. */
function probe({ manifest, path }: Hovered, then: string): readonly string[] {
  const field = manifest === undefined ? undefined : below(manifest.object, ...path)
  if (field === undefined || !isObject(field.value)) return []
  const number = (key: string, usual: number) => {
    const { value } = below(field, key)
    return typeof value === 'number' ? value : usual
  }
  const [failures, period, delay] = [number('failureThreshold', 3), number('periodSeconds', 10), number('initialDelaySeconds', 0)]
  const startup = path.at(-1) === 'startupProbe'
  const total = failures * period + (startup ? delay : 0)
  const counted = failures === 1 ? 'the first failure' : `${failures} failures in a row`
  const wait = delay === 0 ? '' : `, the first after ${delay} s`
  return [`**Gives up after ${total} s:** ${counted}, one try every ${period} s${wait}; then ${then}.`]
}

/** What the server fills in below a map. */
function inEffect({ manifest, path }: Hovered): readonly string[] {
  if (manifest === undefined) return []
  const [written, object] = [below(manifest.written, ...path), below(manifest.object, ...path)]
  if (!isObject(object.value) || path.length === 0) return []
  const filled = Object.entries(object.value).filter(([key, value]) => isScalar(value) && unset(below(written, key)))
  return filled.length === 0
    ? []
    : [`**Filled in here:** ${filled.map(([key, value]) => `\`${key}: ${value === '' ? '""' : value}\``).join(', ')}`]
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function unset({ value }: Field): boolean {
  return value === undefined || value === null
}

import type { Fix, Related } from '../../text/finding.ts'
import type { Span } from '../../text/span.ts'
import type { Container, TaskDefinition } from './document.ts'
import { type Field, lacks } from './field.ts'
import { changeTo } from './fix.ts'
import { containersAreAlternatives } from './references.ts'
import { cpusWith, cpuUnits, fargateSizes, memoryMiB } from './size.ts'

/** A task level amount that can be read, in CPU units or MiB, and where it stands. */
export interface TaskAmount {
  readonly value: number
  readonly span: Span
}

/** Both task level amounts; undefined where absent, a placeholder or in a spelling the service does not know. */
export interface TaskAmounts {
  readonly cpu: TaskAmount | undefined
  readonly memory: TaskAmount | undefined
}

/** CPU and memory of the task as they are written. */
export function writtenAmounts({ cpu, memory }: TaskDefinition): TaskAmounts {
  return { cpu: read(cpu, cpuUnits), memory: read(memory, memoryMiB) }
}

/** CPU and memory of the task as far as they limit its containers: on Windows instances they are documented to be ignored. */
export function limitingAmounts(doc: TaskDefinition): TaskAmounts {
  return doc.windows && !doc.fargate ? { cpu: undefined, memory: undefined } : writtenAmounts(doc)
}

function read(field: Field<string>, parse: (text: string) => number | undefined): TaskAmount | undefined {
  const value = field.kind === 'known' ? parse(field.value) : undefined
  return field.kind !== 'known' || value === undefined ? undefined : { value, span: field.span }
}

/** The containers with neither `memory` nor `memoryReservation`, which only the memory of the task can make up for. */
export function containersWithoutMemory({ containers }: TaskDefinition): readonly Container[] {
  return containers.filter(({ node }) => lacks(node, 'memory') && lacks(node, 'memoryReservation'))
}

/** What the containers ask of the task together; amounts that are not known count as nothing, and so do containers that may not meet. */
export interface Shares {
  readonly sum: number
  /** The beginning of "the containers reserve ...", or of the same with the name of the only one that does. */
  readonly who: string
  /** The ten largest. */
  readonly related: readonly Related[]
}

/** Adds up one amount over the containers. */
export function sumOf(doc: TaskDefinition, key: 'cpu' | 'memoryReservation'): number {
  let sum = 0
  for (const { [key]: field } of containersAreAlternatives(doc) ? [] : doc.containers)
    if (field.kind === 'known' && field.value > 0) sum += field.value
  return sum
}

/** The same with who they are. */
export function sharesOf(doc: TaskDefinition, key: 'cpu' | 'memoryReservation', unit: string): Shares {
  const together = containersAreAlternatives(doc) ? [] : doc.containers
  const parts = together.flatMap(({ label, [key]: field }) =>
    field.kind === 'known' && field.value > 0 ? [{ label, value: field.value, span: field.span }] : [],
  )
  const [only] = parts
  return {
    sum: sumOf(doc, key),
    who: parts.length === 1 && only !== undefined ? `${only.label} reserves` : 'the containers reserve',
    related: parts
      .sort((a, b) => b.value - a.value)
      .slice(0, 10)
      .map(({ label, value, span }) => ({ span, message: `${label} reserves ${value} ${unit}` })),
  }
}

/** Raises the memory of the task to an amount, or the next that Fargate has for its CPU; none if there is no such size. */
export function raiseTaskMemory(doc: TaskDefinition, least: number): readonly Fix[] {
  const { cpu, memory } = writtenAmounts(doc)
  const offered = cpu && fargateSizes(doc.windows).get(cpu.value)
  const value = doc.fargate ? offered?.find((one) => one >= least) : least
  return memory === undefined || value === undefined ? [] : changeTo(memory.span, String(value), `Change memory of the task to "${value}"`)
}

/** Raises the CPU of the task to an amount, or the next that Fargate has with its memory; none if there is no such size. */
export function raiseTaskCpu(doc: TaskDefinition, least: number): readonly Fix[] {
  const { cpu, memory } = writtenAmounts(doc)
  const offered = memory && cpusWith(fargateSizes(doc.windows), memory.value)
  const value = doc.fargate ? offered?.find((one) => one >= least) : least
  return cpu === undefined || value === undefined ? [] : changeTo(cpu.span, String(value), `Change cpu of the task to "${value}"`)
}

/** The smallest Fargate size with room for what the containers ask and with the CPU or memory that the task has already. */
export function smallestFargateSize(doc: TaskDefinition): { readonly cpu: number; readonly memory: number } | undefined {
  const { cpu, memory } = writtenAmounts(doc)
  const cpuAsked = sumOf(doc, 'cpu')
  const memoryAsked = doc.containers.reduce((sum, container) => sum + memoryOf(container), 0)
  for (const [units, memories] of fargateSizes(doc.windows)) {
    if (units < cpuAsked || (cpu !== undefined && units !== cpu.value)) continue
    const enough = memories.find((one) => one >= memoryAsked && (memory === undefined || one === memory.value))
    if (enough !== undefined) return { cpu: units, memory: enough }
  }
  return undefined
}

/** What a container is sure to need: its reservation, else its limit. */
function memoryOf({ memory, memoryReservation }: Container): number {
  if (memoryReservation.kind === 'known') return memoryReservation.value
  return memory.kind === 'known' ? memory.value : 0
}

import fargate from '../../../../schemas/fargate.json' with { type: 'json' }
import { listed } from '../../placement/words.ts'

/** Task level amounts are short; a longer text is none and is not searched. */
const longest = 40

/**
 * CPU units of a task level `cpu` as the service reads it: units (`256`) or vCPUs (`1 vCPU`, `.25 vcpu`), in any letter case and with
 * blanks around. 1024 units are one vCPU. May have a fraction, which no platform offers. Undefined for any other spelling.
 */
export function cpuUnits(text: string): number | undefined {
  return amountOf(text, 'vcpu')
}

/** MiB of a task level `memory`: MiB (`512`) or GB (`0.5GB`, `2 gb`), where 1 GB is 1024 MiB. Undefined for any other spelling. */
export function memoryMiB(text: string): number | undefined {
  return amountOf(text, 'gb')
}

function amountOf(text: string, unit: string): number | undefined {
  if (text.length > longest) return undefined
  const match = /^(\d+(?:\.\d+)?|\.\d+)(?:\s*([a-z]+))?$/i.exec(text.trim())
  if (match === null || (match[2] !== undefined && match[2].toLowerCase() !== unit)) return undefined
  return Number(match[1]) * (match[2] === undefined ? 1 : 1024)
}

/** The sizes Fargate offers: CPU units, smallest first, and the MiB of memory that go with each. */
export type FargateSizes = ReadonlyMap<number, readonly number[]>

const linux: FargateSizes = new Map(Object.entries(fargate.linux).map(([cpu, memory]) => [Number(cpu), memory]))
const windows: FargateSizes = new Map(Object.entries(fargate.windows).map(([cpu, memory]) => [Number(cpu), memory]))

/** The sizes for a platform. */
export function fargateSizes(onWindows: boolean): FargateSizes {
  return onWindows ? windows : linux
}

/** The CPU units that go with an amount of memory, smallest first; empty if no size has it. */
export function cpusWith(sizes: FargateSizes, memory: number): readonly number[] {
  return [...sizes].flatMap(([cpu, memories]) => (memories.includes(memory) ? [cpu] : []))
}

/** "512, 1024 or 2048 MiB", longer lists as "2048 to 8192 MiB in steps of 1024". */
export function memoriesInWords(memories: readonly number[]): string {
  const [first = 0, second = 0] = memories
  if (memories.length <= 4) return `${listed(memories.map(String), 'or')} MiB`
  return `${first} to ${memories.at(-1)} MiB in steps of ${second - first}`
}

import table from '../../../../schemas/fargate.json' with { type: 'json' }
import { memory } from '../words.ts'

/** What one Fargate task or pod is given and paid for. */
export interface FargateSize {
  readonly cpuUnits: number
  readonly memoryMiB: number
}

/** What is run there. */
export interface Platform {
  readonly os: 'LINUX' | 'WINDOWS'
  readonly cpu: 'X86_64' | 'ARM64'
}

/** The cheapest size that holds so much; undefined if none is large enough. */
export function nextSize(cpuUnits: number, memoryMiB: number, os: Platform['os']): FargateSize | undefined {
  const sizes = Object.entries(sizesOf(os)).flatMap(([units, memories]) => {
    const enough = memories.find((value) => value >= memoryMiB)
    return Number(units) < cpuUnits || enough === undefined ? [] : [{ cpuUnits: Number(units), memoryMiB: enough }]
  })
  const price = (size: FargateSize) => fargatePrice(size, { os, cpu: 'X86_64' }, false)
  return sizes.reduce<FargateSize | undefined>((best, one) => (best === undefined || price(one) < price(best) ? one : best), undefined)
}

/** US dollars per hour of one task in us-east-1; Spot is a typical discount that varies. */
export function fargatePrice({ cpuUnits, memoryMiB }: FargateSize, { os, cpu }: Platform, spot: boolean): number {
  const { prices } = table
  const { vcpu, gb } = os === 'WINDOWS' ? prices.windows : cpu === 'ARM64' ? prices.linuxArm : prices.linuxX86
  return ((cpuUnits / 1024) * vcpu + (memoryMiB / 1024) * gb) * (spot ? prices.spotShare : 1)
}

/** "0.25 vCPU, 512 MiB" */
export function sizeLabel({ cpuUnits, memoryMiB }: FargateSize): string {
  return `${cpuUnits / 1024} vCPU, ${memory(memoryMiB)}`
}

/** When and where the prices hold, for people. */
export const fargatePricesAsOf = table.prices.asOf

/** The memory sizes in MiB by CPU units, as Fargate offers them. */
export function sizesOf(os: Platform['os']): Readonly<Record<string, readonly number[]>> {
  return os === 'WINDOWS' ? table.windows : table.linux
}

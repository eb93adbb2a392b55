import type { Ranking } from './index.ts'

/** Fills instances up: the one with the least of the field left comes first. Field `cpu`, else memory. */
export function binpack(field: string): Ranking {
  const byCpu = field.toLowerCase() === 'cpu'
  return {
    start() {},
    measure: (state) => (byCpu ? state.cpuFree : state.memoryFree),
    placed() {},
  }
}

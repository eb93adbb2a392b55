import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ConformanceSet } from './set.ts'
import { newTally, percent, type Tally } from './tally.ts'

/** The folder of a set that comes with the project. */
export function folderOf({ name }: ConformanceSet): string {
  return join(import.meta.dirname, name)
}

/** Runs a set over a folder, or one family of its cases, keeping so many differences. */
export async function measure(set: ConformanceSet, folder: string, keep: number, family?: string): Promise<Tally> {
  const tally = newTally(keep)
  await set.run(folder, tally, family)
  return tally
}

/** Measures of a set that are under their floor, each in a sentence. A measure without a floor, or the other way round, is one too. */
export function underFloor({ name }: ConformanceSet, { counts }: Tally): readonly string[] {
  const all: Record<string, Record<string, number>> = JSON.parse(readFileSync(join(import.meta.dirname, 'floors.json'), 'utf8'))
  const floors = all[name] ?? {}
  const low = [...counts].flatMap(([measure, count]) => {
    const floor = floors[measure]
    if (floor === undefined) return [`${measure} has no floor in floors.json`]
    return percent(count) < floor ? [`${measure} is ${percent(count)} %, its floor ${floor} %`] : []
  })
  const missing = Object.keys(floors).filter((measure) => !counts.has(measure))
  return [...low, ...missing.map((measure) => `${measure} was not measured`)]
}

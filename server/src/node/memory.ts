import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

// To be imported before everything else: what is made while the server is loaded counts, too.
keepYoungSpace()

/**
 * Every keystroke leaves a tree behind. V8 lets the space for young objects grow to 32 MiB, a third of the whole process; in the 2 MiB
 * it begins with, a tree lives through several collections and is taken for old, which makes a keystroke twice as slow. In 4 MiB most
 * trees die young. There is no way to ask for a size once the process runs, so the space is made to grow one step, and no further.
 * Threads that help to collect so little are waited for longer than they help.
 */
function keepYoungSpace(): void {
  setFlagsFromString('--semi-space-growth-factor=2 --heap-growing-percent=30 --no-parallel-scavenge')
  const begin = youngSpace()
  const alive: object[] = []
  for (let i = 0; i < 100 && youngSpace() === begin; i++) for (let j = 0; j < 1000; j++) alive.push({ i, j })
  setFlagsFromString('--semi-space-growth-factor=1')
}

/** Its size at the moment, in bytes. */
function youngSpace(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0
}

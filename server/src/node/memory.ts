import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Both halves of it, in bytes. */
const wanted = 4 * 1024 * 1024

/** Milliseconds after which V8 has looked at how quiet it has become, and taken the space back once. */
const takenBack = 11_000

// To be imported before everything else: what is made while the server is loaded counts, too.
keepYoungSpace()
setTimeout(keepYoungSpace, takenBack).unref()

/**
 * Every keystroke leaves a tree behind. V8 lets the space for young objects grow to 32 MiB, a quarter of the whole process; in the 1 MiB
 * it begins with, a tree lives through several collections and is taken for old, which makes a keystroke half as slow again. In 4 MiB
 * trees die young. There is no way to ask for a size once the process runs, so the space is filled until it has grown so far, and grows
 * no further. Threads that help to collect so little are waited for longer than they help.
 */
function keepYoungSpace(): void {
  setFlagsFromString('--semi-space-growth-factor=2 --heap-growing-percent=30 --no-parallel-scavenge')
  const alive: unknown[] = []
  for (let i = 0; i < 200 && youngSpace() < wanted; i++) for (let j = 0; j < 10; j++) alive.push(new Array(1000).fill(j))
  setFlagsFromString('--semi-space-growth-factor=1')
}

/** Its size at the moment, in bytes. */
function youngSpace(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0
}

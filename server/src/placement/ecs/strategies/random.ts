import type { Ranking } from './index.ts'

/** Any of the candidates: each draws a number anew for every task. The seed fixes them, so that the same question gets the same answer. */
export function random(seed: number): Ranking {
  let task = 0
  return {
    start() {
      task = 0
    },
    measure: ({ index }) => mixed(seed + Math.imul(task, 0x9e3779b9) + Math.imul(index, 0x85ebca6b)),
    placed() {
      task++
    },
  }
}

/** The finaliser of MurmurHash3: every bit of the result depends on every bit of the number. */
function mixed(value: number): number {
  let hash = value | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

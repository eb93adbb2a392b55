import type { Ranking } from './index.ts'

/** Any of the candidates, drawn from a sequence that the seed fixes, so that the same question gets the same answer. */
export function random(seed: number): Ranking {
  let state = seed >>> 0
  const next = () => {
    // mulberry32: 32 bits of state, evenly distributed.
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    best(candidates) {
      const drawn = candidates[Math.floor(next() * candidates.length)]
      return drawn === undefined ? candidates : [drawn]
    },
    placed() {},
  }
}

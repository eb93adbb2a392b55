import { isDeepStrictEqual } from 'node:util'

/** A place where the answers differ. */
export interface Difference {
  readonly measure: string
  readonly id: string
  readonly expected: unknown
  readonly got: unknown
}

/** How often a measure agreed. */
export interface Count {
  agreed: number
  total: number
}

/** Counts agreement by measure and keeps the first differences. */
export interface Tally {
  /** Compares two answers deeply under a measure; true if they agree. */
  compare(measure: string, id: string, expected: unknown, got: unknown): boolean
  /** Counts many comparisons at once; with fewer agreed than made, the two sides say what differs. */
  count(measure: string, id: string, agreed: number, total: number, expected?: unknown, got?: unknown): void
  /** A line to print before the measures. */
  note(line: string): void
  readonly counts: ReadonlyMap<string, Count>
  readonly differences: readonly Difference[]
  readonly notes: readonly string[]
}

/** An empty tally that keeps so many differences. */
export function newTally(keep: number): Tally {
  const counts = new Map<string, Count>()
  const differences: Difference[] = []
  const notes: string[] = []
  const count: Tally['count'] = (measure, id, agreed, total, expected, got) => {
    const sum = counts.get(measure) ?? { agreed: 0, total: 0 }
    sum.agreed += agreed
    sum.total += total
    counts.set(measure, sum)
    if (agreed < total && differences.length < keep) differences.push({ measure, id, expected, got })
  }
  return {
    compare(measure, id, expected, got) {
      const agrees = isDeepStrictEqual(expected, got)
      count(measure, id, agrees ? 1 : 0, 1, expected, got)
      return agrees
    },
    count,
    note: (line) => notes.push(line),
    counts,
    differences,
    notes,
  }
}

/** Share of agreement in percent, rounded down to hundredths so that 100 means all. */
export function percent({ agreed, total }: Count): number {
  return total === 0 ? 100 : Math.floor((agreed * 10_000) / total) / 100
}

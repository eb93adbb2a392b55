/**
 * How many indexes a text such as `0,2-4` names; the limit that it breaks, to be put behind the name of the field, if it is none.
 * Indexes rise and stay below `completions`; the empty text names none.
 */
export function indexCount(text: string, completions: number): number | string {
  if (text === '') return 0
  let [total, last] = [0, Number.NEGATIVE_INFINITY]
  for (const part of text.split(',')) {
    const interval = read(part, completions)
    if (typeof interval === 'string') return interval
    const [from, to] = interval
    if (last >= from) return `has ${from} after ${last}; indexes stand in rising order`
    total += to - from + 1
    last = to
  }
  return total
}

function read(part: string, completions: number): readonly [number, number] | string {
  const limits = part.split('-')
  if (limits.length > 2) return `has "${part}"; an interval is two numbers with "-" between them`
  const numbers: number[] = []
  for (const limit of limits) {
    if (!/^\+?\d{1,18}$/.test(limit)) return `has "${part}"; it is numbers and intervals such as "0,2-4"`
    const number = Number(limit)
    if (number >= completions) return `has ${number}; with ${completions} completions the last index is ${completions - 1}`
    numbers.push(number)
  }
  const [from = 0, to = from] = numbers
  return numbers.length === 2 && from >= to ? `has "${part}"; an interval rises` : [from, to]
}

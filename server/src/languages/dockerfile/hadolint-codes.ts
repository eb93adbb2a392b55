/** The codes of hadolint 2.15, those without a finding of their own among them. https://github.com/hadolint/hadolint#rules */
export const hadolintCodes: ReadonlySet<string> = new Set(
  [[1001], range(3000, 3067, [3005, 3017, 3031, 3039]), [4000, 4001, 4003, 4004, 4005, 4006]].flat().map((number) => `DL${number}`),
)

function range(first: number, last: number, gaps: readonly number[]): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index).filter((number) => !gaps.includes(number))
}

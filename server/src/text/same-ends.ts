/** Slices of this length are compared as a whole, which is far quicker than one character after the other. */
const stride = 512

/** How many characters two texts share at their beginning, and how many of the others at their end. */
export function sameEnds(a: string, b: string): { readonly start: number; readonly end: number } {
  const most = Math.min(a.length, b.length)
  let start = 0
  while (start + stride <= most && a.slice(start, start + stride) === b.slice(start, start + stride)) start += stride
  while (start < most && a.charCodeAt(start) === b.charCodeAt(start)) start++
  const left = most - start
  let end = 0
  while (end + stride <= left && tail(a, end) === tail(b, end)) end += stride
  while (end < left && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end++
  return { start, end }
}

/** The slice before the last `done` characters. */
function tail(text: string, done: number): string {
  return text.slice(text.length - done - stride, text.length - done)
}

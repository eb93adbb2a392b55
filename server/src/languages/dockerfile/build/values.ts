const plainSignals =
  'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX'

/** Signals of Linux without SIG. https://github.com/moby/sys/blob/main/signal/signal_linux.go */
export const signalNames: ReadonlySet<string> = new Set([
  ...plainSignals.split(' '),
  ...Array.from({ length: 15 }, (_, index) => `RTMIN+${index + 1}`),
  ...Array.from({ length: 14 }, (_, index) => `RTMAX-${index + 1}`),
])

/** Whether STOPSIGNAL takes a word: a number other than zero, or a name with or without SIG. */
export function isSignal(word: string): boolean {
  if (/^[+-]?\d+$/.test(word)) return Number(word) !== 0 && Math.abs(Number(word)) < 2 ** 63
  return signalNames.has(word.toUpperCase().replace(/^SIG/, ''))
}

const units: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, μs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** Milliseconds of a Go duration such as `1m30s`; a string says what is wrong with it. https://pkg.go.dev/time#ParseDuration */
export function readDuration(text: string): number | string {
  const match = /^([+-]?)(.*)$/s.exec(text)
  const rest = match?.[2] ?? ''
  if (rest === '0') return 0
  if (rest === '') return `"${text}" is no duration; it has the form 30s, 1m30s or 500ms`
  let total = 0
  let at = 0
  while (at < rest.length) {
    const part = /^(\d*)(\.\d*)?([^\d.]*)/.exec(rest.slice(at))
    const [whole = '', digits = '', fraction = '', unit = ''] = part ?? []
    if (digits === '' && fraction.length < 2) return `"${text}" is no duration; it has the form 30s, 1m30s or 500ms`
    const factor = Object.hasOwn(units, unit) ? units[unit] : undefined
    if (factor === undefined)
      return unit === ''
        ? `the duration ${text} has no unit; did you mean ${text}s`
        : `"${unit}" is no unit of time in ${text}; there are ns, us, ms, s, m and h`
    total += Number(`${digits === '' ? '0' : digits}${fraction === '.' ? '' : fraction}`) * factor
    at += whole.length
  }
  if (total > 9.3e12 - 7e10) return `the duration ${text} is longer than 292 years`
  return match?.[1] === '-' ? -total : total
}

const permissions = /^[ugoa]*(?:[-+=][rwxXstugo]*)+(?:,[ugoa]*(?:[-+=][rwxXstugo]*)+)*$/

/** Why a word is no mode of files: octal digits up to 7777, or symbols such as `u=rwX,go=rX`. */
export function modeProblem(word: string): string | undefined {
  if (/^[0-7]+$/.test(word)) return Number.parseInt(word, 8) <= 0o7777 ? undefined : `${word} is over 7777, the highest mode`
  if (/^[0-9]/.test(word)) return `"${word}" is no octal number; a mode has the digits 0 to 7, as in 0755`
  return permissions.test(word) ? undefined : `"${word}" is no mode; write octal digits such as 0755 or symbols such as u=rwX,go=rX`
}

/** The fields of one line of CSV; a string says why it is none. Fields in quotes may hold commas. */
export function csvFields(text: string): readonly string[] | string {
  if (text === '' || text === '\n') return 'nothing stands behind the equals sign'
  const fields: string[] = []
  let at = 0
  for (;;) {
    if (text[at] === '"') {
      const read = quotedField(text, at + 1)
      if (read === undefined) return 'a quote is not closed, or something stands behind it'
      fields.push(read.field)
      at = read.next
    } else {
      const comma = text.indexOf(',', at)
      const field = text.slice(at, comma < 0 ? undefined : comma)
      if (field.includes('"')) return 'a quote stands inside a field; quotes go around a whole field'
      fields.push(field)
      at = comma < 0 ? text.length : comma
    }
    if (at >= text.length) return fields
    at++
  }
}

function quotedField(text: string, start: number): { readonly field: string; readonly next: number } | undefined {
  let field = ''
  for (let at = start; at < text.length; at++) {
    if (text[at] !== '"') field += text[at]
    else if (text[at + 1] === '"') field += text[at++]
    else return at + 1 === text.length || text[at + 1] === ',' ? { field, next: at + 1 } : undefined
  }
  return undefined
}

/** Whether a text is a number of bytes as go-units reads it: `64m`, `1.5 GiB`. https://github.com/docker/go-units */
export function isByteSize(text: string): boolean {
  return /^\+?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)? ?(?:b|[kmgtp](?:i?b)?)?$/i.test(text)
}

/** Whether a text is an unsigned number of 32 bits in a base, as Go's `strconv.ParseUint` takes it. */
export function isUnsigned(text: string, base: 8 | 10): boolean {
  return (base === 8 ? /^[0-7]+$/ : /^\d+$/).test(text) && Number.parseInt(text, base) < 2 ** 32
}

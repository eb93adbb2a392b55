import { spdxLicenses } from '../../../../schemas/generated/spdx-licenses.ts'
import type { Problem } from '../../rules/rule.ts'
import { type Dockerfile, named } from './document.ts'
import { hadolintConfig, type LabelType } from './hadolint-config.ts'
import { brief, pairsOf, unquoted } from './words.ts'

/** The values of labels that the schema says are of a type, and are not. What a variable fills in is not judged. */
export function* wrongLabels(doc: Dockerfile, type: LabelType, wanted: string): Iterable<Problem> {
  const { labels } = hadolintConfig(doc)
  if (labels.size === 0) return
  for (const instruction of named(doc, 'LABEL')) {
    for (const { key, value } of pairsOf(doc.tree, instruction)) {
      const name = unquoted(key.text, doc.tree.escape)
      const text = unquoted(value.text, doc.tree.escape)
      if (labels.get(name) !== type || value.text.includes('$') || fits[type](text)) continue
      yield {
        at: text === '' ? key.span : value.span,
        message: `label ${name} is ${JSON.stringify(brief(text))}; the schema wants ${wanted}`,
      }
    }
  }
}

const fits: Readonly<Record<LabelType, (text: string) => boolean>> = {
  text: () => true,
  url: isUrl,
  semver: isSemanticVersion,
  hash: (text) => /^(?:[0-9a-f]{7}|[0-9a-f]{40})$/.test(text),
  rfc3339: isTime,
  spdx: (text) => licenses.has(text.trimEnd()),
  email: isAddress,
}

const licenses: ReadonlySet<string> = new Set(spdxLicenses)

const percent = '%[0-9A-Fa-f]{2}'
const unreserved = "[A-Za-z0-9\\-._~!$&'()*+,;=]"
const pathChar = `(?:${unreserved}|[:@]|${percent})`
const authority = `(?:(?:${unreserved}|:|${percent})*@)?(?:\\[[0-9A-Fa-fv:.]+\\]|(?:${unreserved}|${percent})*)(?::\\d*)?`
const uri = new RegExp(
  `^[A-Za-z][A-Za-z0-9+.\\-]*:(?://${authority}(?:/${pathChar}*)*|(?:/?${pathChar}+(?:/${pathChar}*)*|/)?)(?:\\?(?:${pathChar}|[/?])*)?(?:#(?:${pathChar}|[/?])*)?$`,
)

/** An absolute URI of RFC 3986: a scheme and whatever its grammar allows behind it. */
function isUrl(text: string): boolean {
  return uri.test(text)
}

const identifiers = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*'
const version = new RegExp(`^\\d+\\.\\d+\\.\\d+(?:-(?:${identifiers})?)?(?:\\+(?:${identifiers})?)?$`)

/** Three numbers; what may stand behind `-` and `+` may be missing. */
function isSemanticVersion(text: string): boolean {
  return version.test(text)
}

/** A time of RFC 3339. Letters in any case, a leap second, an offset with or without a colon, blanks around it. */
function isTime(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)$/i.exec(text.trim())
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match?.slice(1).map(Number) ?? []
  if (match === null || hour > 23 || minute > 59 || second > 60 || month < 1 || month > 12 || day < 1) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return day <= (month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31)
}

const atoms = '(?:[A-Za-z0-9!#$%&\'*+/=?^_`{|}~-]+|"(?:[^"\\\\]|\\\\.)*")'
const dotted = `[ \\t]*${atoms}(?:\\.${atoms})*[ \\t]*`
const address = new RegExp(`^(${dotted})@(?:${dotted}|[ \\t]*\\[[^\\[\\]\\\\]*\\][ \\t]*)$`)

/** An address of RFC 5322, without a name around it. */
function isAddress(text: string): boolean {
  const local = address.exec(text)?.[1]
  return local !== undefined && local.length <= 64
}

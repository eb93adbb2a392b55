import type { Fix } from '../../../text/finding.ts'
import type { Span } from '../../../text/span.ts'
import type { RefusalCode } from './log.ts'

/** Refuses something about one instruction. */
export type Report = (code: RefusalCode, message: string, at: Span, fixes?: readonly Fix[]) => void

/** A fix that writes `text` where something else stands. */
export function writeInstead(at: Span, text: string, title = `Write ${text}`): readonly Fix[] {
  return [{ title, edits: [{ span: at, text }] }]
}

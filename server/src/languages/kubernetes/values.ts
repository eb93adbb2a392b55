import { hasPlaceholder } from '../../syntax/placeholder.ts'
import { below, child, type Field, isObject, isSet, itemsOf, stepsOf } from './field.ts'
import type { Manifest } from './manifest.ts'

/**
 * A string as the server has it: empty where it is unset. Undefined where nobody can tell yet: a placeholder, or a value of another type,
 * about which a finding stands already.
 */
export function textOf(field: Field): string | undefined {
  const { value } = field
  if (value === undefined || value === null) return ''
  return typeof value === 'string' && !hasPlaceholder(value) ? value : undefined
}

/** A string property; see `textOf`. */
export function textAt(parent: Field, key: string): string | undefined {
  return textOf(child(parent, key))
}

/** A number that is set. */
export function numberOf({ value }: Field): number | undefined {
  return typeof value === 'number' ? value : typeof value === 'bigint' ? Number(value) : undefined
}

/** Whether a boolean is set to true. */
export function isTrue(field: Field): boolean {
  return field.value === true
}

/** The items of a list of objects; an item without a value counts as an object without fields, as it does for the server. */
export function structsOf(list: Field): readonly Field[] {
  return itemsOf(list).filter(({ value }) => value === null || isObject(value))
}

/** The strings of a list that are written out, with the fields they stand in. */
export function textsOf(list: Field): readonly { readonly field: Field; readonly value: string }[] {
  return itemsOf(list).flatMap((field) => {
    const value = textOf(field)
    return value === undefined ? [] : [{ field, value }]
  })
}

/** Whether a list or map is there and holds something. */
export function isFilled({ value }: Field): boolean {
  return Array.isArray(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0
}

/**
 * Whether the text gives a field a value that the object does not have, because its type is wrong or it is a placeholder: it is not missing,
 * and what the object has instead, if anything, is a default.
 */
export function isMisread(doc: Manifest, field: Field): boolean {
  return isMisreadAs(field, below(doc.written, ...stepsOf(field)))
}

/** The same of a field that is written so. */
export function isMisreadAs(field: Field, written: Field): boolean {
  if (typeof written.value === 'string' && hasPlaceholder(written.value)) return true
  const isZero = field.value === '' || field.value === 0
  if (isSet(field) && !isZero) return false
  if (!isSet(written) || written.value === '' || written.value === field.value) return false
  return isFilled(written) || typeof written.value !== 'object'
}

/** Whether the text has a field, with a value. */
export function isWritten(doc: Manifest, field: Field): boolean {
  return isSet(below(doc.written, ...stepsOf(field)))
}

/** A value in the words of the text where it has them: the object has amounts in their usual form. */
export function shown(doc: Manifest, field: Field): string {
  const written = below(doc.written, ...stepsOf(field))
  return String(isSet(written) ? written.value : field.value)
}

/** The UTF-8 bytes of a string, which is what the server counts. */
export function byteLength(value: string): number {
  let bytes = 0
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

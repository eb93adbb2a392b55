/** An object of the API as plain JSON. */
export type Json = Record<string, unknown>

/**
 * How the API writes a type, as far as it differs from the usual: a field that holds nothing (`false`, 0, an empty text, list or map) is
 * left out, since the server's own types cannot tell it from an absent one. Lists of a type are treated item by item.
 */
export interface Shape {
  /** Fields in which nothing is something: `false`, 0 and the empty text stay. Names with blanks between. */
  readonly keeps?: string
  /** Fields that are written even if they were not set, with what stands there then. */
  readonly always?: Readonly<Record<string, unknown>>
  /** Fields with free keys, such as labels. Names with blanks between. */
  readonly maps?: string
  /** Fields that hold an amount. Names with blanks between. */
  readonly quantities?: string
  /** Fields with amounts by name of resource. Names with blanks between. */
  readonly amounts?: string
  /** Fields with numbers in a list, in which null is 0. Names with blanks between. */
  readonly numbers?: string
  /** Types of fields and of list items. */
  readonly of?: Readonly<Record<string, Shape>>
}

/** What a field is to the reader of a shape. */
export type FieldKind = 'kept' | 'map' | 'quantity' | 'amounts' | 'numbers'

/** The kind of each field that a shape says something of; made once for each shape. */
export function fieldKinds(shape: Shape): ReadonlyMap<string, FieldKind> {
  const known = made.get(shape)
  if (known !== undefined) return known
  const kinds = new Map<string, FieldKind>([
    ...words(shape.keeps, 'kept'),
    ...words(shape.maps, 'map'),
    ...words(shape.quantities, 'quantity'),
    ...words(shape.amounts, 'amounts'),
    ...words(shape.numbers, 'numbers'),
  ])
  made.set(shape, kinds)
  return kinds
}

const made = new WeakMap<Shape, ReadonlyMap<string, FieldKind>>()

function words(names: string | undefined, kind: FieldKind): readonly (readonly [string, FieldKind])[] {
  return names === undefined ? [] : names.split(' ').map((name) => [name, kind])
}

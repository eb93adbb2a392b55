import type { Problem } from '../../rules/rule.ts'
import { type Entry, entries, type ListNode, type MapNode, type Node, plain, type ScalarNode, type Step } from '../../syntax/node.ts'
import { hasPlaceholder } from '../../syntax/placeholder.ts'
import { plainValue } from '../../syntax/yaml-scalar.ts'
import { scalarProblem, typeProblem } from './decode-problems.ts'
import { isQuantity } from './quantity.ts'
import type { MapShape, ScalarShape, Shape, StructShape } from './shape.ts'
import { isTime } from './time.ts'
import { unknownField } from './unknown-field.ts'

/** What decoding has to say, with the stage in which the server would. */
export interface DecodeProblem extends Problem {
  readonly code: 'field-type' | 'unknown-field'
  /** Steps to the field from the object. */
  readonly steps: readonly Step[]
  /** Of an unknown field the name that was meant. */
  readonly meant?: string
}

/** An object as the server's decoder leaves it, and what was wrong on the way. */
export interface Decoded {
  readonly value: Readonly<Record<string, unknown>>
  readonly problems: readonly DecodeProblem[]
  /** Whether some key is not called as it is written, so that paths in the tree and in the value may differ. */
  readonly renamed: boolean
}

/**
 * Reads a tree as the server's decoder does: letter case counts, null is nothing (in a list or map: the zero of the type), unknown fields
 * are dropped, so are values of other types, and what stands for a value that something else will fill in is left out as if it were not
 * there. Of a key that occurs twice the last counts, and nothing is said of the others; `repeats` says whether there is any.
 */
export function decode(text: string, root: MapNode, shape: StructShape, repeats: boolean): Decoded {
  const decoder = new Decoder(text, repeats)
  const value = decoder.struct(root, shape)
  return { value, problems: decoder.problems, renamed: decoder.renamed }
}

/** What the decoder makes of a part; undefined where that is nothing, or something is wrong. */
export function decodeValue(text: string, node: Node, shape: Shape): unknown {
  const decoder = new Decoder(text, false)
  const value = decoder.value(node, shape)
  return value === unset || decoder.problems.length > 0 || decoder.renamed ? undefined : value
}

/** In the place of a value: there is none. */
const unset = Symbol('unset')

/** Walks a tree along a shape. A class because the path and the problems are state of one walk. */
class Decoder {
  readonly problems: DecodeProblem[] = []
  renamed = false
  private readonly path: Step[] = []
  private readonly around: StructShape[] = []
  private readonly text: string
  private readonly repeats: boolean

  constructor(text: string, repeats: boolean) {
    this.text = text
    this.repeats = repeats
  }

  value(node: Node, shape: Shape): unknown {
    if (node.kind === 'scalar' && node.value === null) return unset
    switch (shape.kind) {
      case 'any':
        return plain(node)
      case 'scalar':
        return this.scalar(node, shape)
      case 'struct':
        return node.kind === 'map' ? this.struct(node, shape) : this.wrong(node, shape)
      case 'map':
        return node.kind === 'map' ? this.map(node, shape) : this.wrong(node, shape)
      case 'list':
        return node.kind === 'list' ? this.list(node, shape.of) : this.wrong(node, shape)
    }
  }

  struct(node: MapNode, shape: StructShape): Record<string, unknown> {
    const object: Record<string, unknown> = {}
    let free: readonly string[] | undefined
    this.around.push(shape)
    for (const entry of this.entries(node)) {
      const key = this.nameOf(entry.key)
      const field = shape.fields.get(key)
      this.path.push(key)
      if (field === undefined) {
        free ??= freeFields(node, shape)
        this.unknown(entry, free)
      } else this.put(object, key, entry.value === undefined ? unset : this.value(entry.value, field))
      this.path.pop()
    }
    this.around.pop()
    return object
  }

  private map(node: MapNode, { of }: MapShape): unknown {
    const object: Record<string, unknown> = {}
    for (const { key, value } of this.entries(node)) {
      const name = this.nameOf(key)
      this.path.push(name)
      this.put(object, name, value === undefined || isNull(value) ? zeroOf(of) : this.value(value, of))
      this.path.pop()
    }
    return object
  }

  private list(node: ListNode, of: Shape): unknown {
    return node.items.map((item, index) => {
      this.path.push(index)
      const value = isNull(item) ? zeroOf(of) : this.value(item, of)
      this.path.pop()
      // The items behind one that cannot be read keep their numbers.
      return value === unset ? zeroOf(of) : value
    })
  }

  private nameOf(key: ScalarNode): string {
    const name = nameOf(key)
    if (name !== key.value) this.renamed = true
    return name
  }

  private entries(node: MapNode): Iterable<Entry> {
    const all = entries(node)
    return this.repeats ? new Map(all.map((entry) => [nameOf(entry.key), entry])).values() : all
  }

  /** Of two entries the last counts, also where it is null or cannot be read. */
  private put(object: Record<string, unknown>, key: string, value: unknown): void {
    if (key === '__proto__') return
    if (value === unset) delete object[key]
    else object[key] = value
  }

  private scalar(node: Node, shape: ScalarShape): unknown {
    if (node.kind !== 'scalar' || node.value === null) return this.wrong(node, shape)
    const value = scalarValue(node, shape, this.text)
    if (value !== undefined) return value
    if (typeof node.value === 'string' && isFilledIn(node.value)) return unset
    this.report('field-type', scalarProblem(this.text, node, shape, this.name()))
    return unset
  }

  private wrong(node: Node, shape: Shape): unknown {
    if (node.kind === 'scalar' && typeof node.value === 'string' && isFilledIn(node.value)) return unset
    this.report('field-type', typeProblem(this.text, node, shape, this.name()))
    return unset
  }

  private unknown({ key }: Entry, free: readonly string[]): void {
    if (!hasPlaceholder(String(key.value))) this.report('unknown-field', unknownField(this.text, key, free, this.around))
  }

  private report(code: DecodeProblem['code'], problem: Omit<DecodeProblem, 'code' | 'steps'>): void {
    this.problems.push({ ...problem, code, steps: [...this.path] })
  }

  /** What to call the value at hand: `args[0]`, `cpu`. */
  private name(): string {
    const named = this.path.findLastIndex((step) => typeof step === 'string')
    return this.path.slice(Math.max(named, 0)).reduce<string>((name, step) => (name === '' ? `${step}` : `${name}[${step}]`), '')
  }
}

function freeFields(node: MapNode, { fields }: StructShape): readonly string[] {
  const written = new Set(entries(node).map(({ key }) => key.value))
  return [...fields.keys()].filter((field) => !written.has(field))
}

/** A note for the writer in angle brackets is filled in by no tool; the server will refuse it. */
function isFilledIn(value: string): boolean {
  return hasPlaceholder(value) && !/^<[^<>]* [^<>]*>$/.test(value)
}

/** A key as the server has it: `on` without quotes is a boolean first, and then the text of one. */
function nameOf({ value, quoted }: ScalarNode): string {
  return quoted ? String(value) : String(plainValue(String(value)))
}

function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null
}

function zeroOf(shape: Shape): unknown {
  switch (shape.kind) {
    case 'struct':
    case 'map':
      return {}
    case 'list':
      return []
    case 'any':
      return unset
    case 'scalar':
      return shape.type === 'boolean' ? false : shape.type === 'quantity' ? '0' : shape.type.startsWith('int') ? 0 : ''
  }
}

/** The value the decoder makes of a scalar; undefined if it cannot. */
function scalarValue({ value, span }: ScalarNode, { type }: ScalarShape, text: string): unknown {
  switch (type) {
    case 'string':
      return typeof value === 'string' ? value : undefined
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined
    case 'int32':
      return isWhole(value, 2147483647) ? value : undefined
    case 'int64':
      return isWhole(value, 2 ** 63) && fitsInt64(text.slice(span.start, span.end)) ? value : undefined
    case 'int-or-string':
      return typeof value === 'string' || isWhole(value, 2147483647) ? value : undefined
    case 'quantity':
      return quantityText(value)
    case 'date-time':
      return typeof value === 'string' && isTime(value) ? value : undefined
    case 'byte':
      return typeof value === 'string' && isBase64(value) ? value : undefined
  }
}

function isWhole(value: unknown, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value <= most && value >= -most - 1
}

/** A number near the end of the range is not exact in a double. */
function fitsInt64(source: string): boolean {
  if (!/^[-+]?[1-9]\d{18}$/.test(source)) return true
  return BigInt.asIntN(64, BigInt(source.replace('+', ''))) === BigInt(source.replace('+', ''))
}

function quantityText(value: ScalarNode['value']): string | undefined {
  if (typeof value === 'boolean' || value === null) return undefined
  const source = typeof value === 'number' ? String(value) : value.trim()
  return isQuantity(source) ? source : undefined
}

/** Standard base64 with its padding; line ends are skipped. */
function isBase64(value: string): boolean {
  const bare = value.replace(/[\r\n]/g, '')
  return bare.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(bare)
}

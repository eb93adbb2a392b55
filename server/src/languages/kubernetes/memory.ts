import type { Problem, Rule } from '../../rules/rule.ts'
import type { Recall } from '../../rules/run.ts'
import { type Field, rootField } from './field.ts'
import type { Manifest } from './manifest.ts'
import { podPlace } from './pod-place.ts'

type ManifestRule = Rule<Manifest>

/**
 * What is known of the rules about a manifest while somebody edits it: which had nothing to say, and what each of those has looked at to
 * find that out. As long as all of that is the same, so is their answer, whatever else has changed. It knows the version that it is about
 * and compares, so it may be asked about any other.
 */
export interface Memory {
  /** What still holds for this version, which is the one known from now on. */
  recall(doc: Manifest): Recall<Manifest>
}

/** A memory that knows of no rule yet. */
export function newMemory(): Memory {
  const watch: Watch = { reader: undefined, silent: new Set() }
  const { silent } = watch
  const loud = new Set<ManifestRule>()
  const [object, written] = [new Level(watch), new Level(watch)]
  let last: Manifest | undefined
  return {
    recall(doc) {
      if (last !== undefined && last !== doc) {
        if (last.kind !== doc.kind) silent.clear()
        object.compare(last.object.value, doc.object.value)
        if (written.isWatched) written.compare(last.written.value, doc.written.value)
      }
      last = doc
      return { isSilent: (rule) => silent.has(rule), ask: (rule) => ask(doc, rule) }
    },
  }

  /** Who had something to say will mostly say it again, and is not watched. */
  function ask(doc: Manifest, rule: ManifestRule): readonly Problem[] {
    const problems = loud.has(rule) ? [...rule.check(doc)] : watched(doc, rule)
    if (problems.length > 0) loud.add(rule)
    else if (!loud.delete(rule)) silent.add(rule)
    return problems
  }

  function watched(doc: Manifest, rule: ManifestRule): readonly Problem[] {
    watch.reader = rule
    try {
      // A manifest of its own: what is worked out once for all rules would have been looked at by the first of them alone.
      return [...rule.check(seenThrough(doc, object, written))]
    } finally {
      watch.reader = undefined
    }
  }
}

/** The manifest with values that take down what is looked at. */
function seenThrough(doc: Manifest, object: Level, written: Level): Manifest {
  const field = rootField(object.view(doc.object.value))
  let writtenField: Field | undefined
  return {
    kind: doc.kind,
    text: doc.text,
    root: doc.root,
    get written() {
      writtenField ??= rootField(written.view(doc.written.value))
      return writtenField
    },
    object: field,
    pod: podPlace(doc.kind, field),
    problem: doc.problem,
  }
}

interface Watch {
  /** The rule that looks at the moment. */
  reader: ManifestRule | undefined
  /** The rules without anything to say. Each of them is known wherever it has looked. */
  readonly silent: Set<ManifestRule>
}

/** In the place of a key: which keys there are, and in which order. */
const allKeys = Symbol('all keys')

/**
 * A map or list of a manifest in whatever version, and who has looked at what in it. A class because it is the handler of its proxies.
 */
class Level implements ProxyHandler<object> {
  private readonly watch: Watch
  private readonly readers = new Map<string | symbol, Set<ManifestRule>>()
  private readonly deeper = new Map<string | symbol, Level>()
  private target: object | undefined
  private proxy: object | undefined

  constructor(watch: Watch) {
    this.watch = watch
  }

  get isWatched(): boolean {
    return this.readers.size > 0
  }

  /** The value as rules get it. */
  view(value: unknown): unknown {
    if (!isCollection(value)) return value
    if (this.target !== value) {
      this.target = value
      this.proxy = new Proxy(value, this)
    }
    return this.proxy
  }

  get(target: object, key: string | symbol): unknown {
    const value: unknown = Reflect.get(target, key)
    // Methods of lists; and what a fix looks at when it is made later is nobody's business.
    if (typeof value === 'function' || this.watch.reader === undefined) return value
    this.note(key)
    return isCollection(value) ? this.below(key).view(value) : value
  }

  has(target: object, key: string | symbol): boolean {
    this.note(key)
    return Reflect.has(target, key)
  }

  getOwnPropertyDescriptor(target: object, key: string | symbol): PropertyDescriptor | undefined {
    this.note(key)
    return Reflect.getOwnPropertyDescriptor(target, key)
  }

  ownKeys(target: object): (string | symbol)[] {
    this.note(allKeys)
    return Reflect.ownKeys(target)
  }

  /** Takes those who have looked at what differs between two values out of the silent ones, and forgets that they have: they will look again. */
  compare(before: unknown, after: unknown): void {
    if (before === after || !isCollection(before) || !isCollection(after)) return
    for (const key of this.readers.keys()) {
      if (key === allKeys) {
        if (!haveSameKeys(before, after)) this.wake(key)
      } else this.compareAt(key, Reflect.get(before, key), Reflect.get(after, key))
    }
  }

  private compareAt(key: string | symbol, before: unknown, after: unknown): void {
    if (before === after) return
    const alike = isCollection(before) && isCollection(after) && Array.isArray(before) === Array.isArray(after)
    if (alike) this.deeper.get(key)?.compare(before, after)
    else this.wake(key)
  }

  private wake(key: string | symbol): void {
    for (const reader of this.readers.get(key) ?? []) this.watch.silent.delete(reader)
    this.readers.delete(key)
    this.deeper.delete(key)
  }

  private below(key: string | symbol): Level {
    const known = this.deeper.get(key)
    if (known !== undefined) return known
    const made = new Level(this.watch)
    this.deeper.set(key, made)
    return made
  }

  private note(key: string | symbol): void {
    const { reader } = this.watch
    if (reader === undefined) return
    const readers = this.readers.get(key)
    if (readers === undefined) this.readers.set(key, new Set([reader]))
    else readers.add(reader)
  }
}

function isCollection(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function haveSameKeys(a: object, b: object): boolean {
  const [keys, others] = [Reflect.ownKeys(a), Reflect.ownKeys(b)]
  return keys.length === others.length && keys.every((key, i) => key === others[i])
}

/** More layers than this are pressed into one, so that a long chain of stages is neither copied nor climbed at every step. */
const highest = 24

/** Names with values that a stage adds to what it inherits; what lies below is not changed. */
export class Layers<V> {
  private readonly own = new Map<string, V>()
  private readonly below: Layers<V> | undefined
  private readonly height: number

  private constructor(below: Layers<V> | undefined) {
    this.below = below
    this.height = below === undefined ? 0 : below.height + 1
  }

  /** The lowest layer, with these names. */
  static of<V>(entries: Iterable<readonly [string, V]>): Layers<V> {
    const layer = new Layers<V>(undefined)
    for (const [name, value] of entries) layer.own.set(name, value)
    return layer
  }

  /** A new layer above this one. */
  above(): Layers<V> {
    if (this.height < highest) return new Layers(this)
    const entries = [...this.keys()].flatMap((name): (readonly [string, V])[] => {
      const value = this.get(name)
      return value === undefined ? [] : [[name, value]]
    })
    return new Layers(Layers.of(entries))
  }

  get(name: string): V | undefined {
    for (let layer: Layers<V> | undefined = this; layer !== undefined; layer = layer.below) {
      const value = layer.own.get(name)
      if (value !== undefined) return value
    }
    return undefined
  }

  set(name: string, value: V): void {
    this.own.set(name, value)
  }

  /** Every name, those of the highest layer first; one that was set in several comes several times. */
  *keys(): Iterable<string> {
    for (let layer: Layers<V> | undefined = this; layer !== undefined; layer = layer.below) yield* layer.own.keys()
  }
}

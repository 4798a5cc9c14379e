/** An anchor or tag of a node. Offsets are those of the whole source. */
export interface NodeProperties {
  readonly anchor: string | undefined
  readonly tag: string | undefined
  readonly start: number
}

/** One document in plain data, with the place of every node. */
export interface Composed {
  readonly value: unknown
  readonly tape: Int32Array
  /** Anchors and tags by the tape index of their node. */
  readonly properties: ReadonlyMap<number, NodeProperties>
  /** Tape index of an alias to the tape index of its target. */
  readonly aliases: ReadonlyMap<number, number>
  /** Keys written more than once in one mapping: offsets of the later ones. */
  readonly duplicates: readonly { readonly key: string; readonly offset: number }[]
  /** Decoded text of keys that are not simply their source text, by tape index. */
  readonly keys: ReadonlyMap<number, string>
}

/**
 * A plain object without a prototype chain: `labels.constructor` is undefined and `__proto__` is a key like any other,
 * while the engine still gives it a hidden class (an `Object.create(null)` object would be a slow dictionary).
 */
function PlainObject(this: object): void {}
PlainObject.prototype = Object.create(null)
export const newObject = PlainObject as unknown as new () => Record<string, unknown>

import type { Path } from './path.ts'

/**
 * Where every node of a document stands in its source, in one typed array: four numbers per node, in document order.
 * A tree of objects would cost ten times the memory, and most nodes are never asked for.
 *
 * `flags | start | end | next`: start and end are offsets in the whole source (end exclusive, anchors and tags left out);
 * next is the index of the first node after this one's subtree. A mapping's children are key, value, key, value.
 */
export type Tape = Int32Array

export const TAPE_WIDTH = 4

export const NODE_SCALAR = 0
export const NODE_MAPPING = 1
export const NODE_SEQUENCE = 2
export const NODE_ALIAS = 3
export const KIND_MASK = 3
export const FLAG_FLOW = 4
/** A scalar that is not written at all, as after `key:`. */
export const FLAG_EMPTY = 8
export const FLAG_QUOTED = 16
export const FLAG_BLOCK_SCALAR = 32
/** The node carries an anchor or a tag, listed in the document's `properties`. */
export const FLAG_PROPERTIES = 64

/** A half-open stretch of the source. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** What a path leads to: the value's range, and the range of its key when it is a mapping's value. */
export interface Located {
  readonly value: Range
  readonly key: Range | undefined
  /** How many steps of the path exist; the ranges are those of the last step that does. */
  readonly depth: number
}

/** What finding a path needs of a document. */
export interface TapeReader {
  readonly tape: Tape
  /** The decoded text of the key whose node is at this tape index. */
  keyText(index: number): string
  /** Whether that key is a name, without making its text. */
  isKey(index: number, name: string): boolean
  /** The tape index of the node that an alias stands for. */
  aliasTarget(index: number): number | undefined
}

/** The way that was gone last: paths that are looked for one after the other begin alike. */
export interface Trail {
  /** The parts of the path, and where each led to; what is behind the length is of ways before. */
  readonly parts: (string | number)[]
  readonly values: number[]
  readonly keys: (number | undefined)[]
  length: number
}

/** Follows a path as far as it exists, from where it leaves the last one. Later duplicates of a key win, as they do for Kubernetes. */
export function locate(reader: TapeReader, path: Path, trail: Trail): Located {
  const { tape } = reader
  const { parts, values, keys } = trail
  let depth = 0
  while (depth < trail.length && depth < path.length && parts[depth] === path[depth]) depth++
  let value = depth === 0 ? 0 : (values[depth - 1] ?? 0)
  let key = depth === 0 ? undefined : keys[depth - 1]
  for (; depth < path.length; depth++) {
    const part = path[depth] ?? ''
    const step = child(reader, value, part)
    if (!step) break
    value = step.value
    key = step.key
    parts[depth] = part
    values[depth] = value
    keys[depth] = key
  }
  trail.length = depth
  return { value: rangeOf(tape, value), key: key === undefined ? undefined : rangeOf(tape, key), depth }
}

/** The paths of the keys that are written at these offsets, in one walk; an offset at which no key is has none. */
export function pathsOfKeysAt(reader: TapeReader, offsets: readonly number[]): ReadonlyMap<number, Path> {
  const { tape } = reader
  const wanted = offsets.toSorted((a, b) => a - b)
  const found = new Map<number, Path>()
  let next = 0
  const visit = (node: number, path: Path): void => {
    const isMapping = ((tape[node] ?? 0) & KIND_MASK) === NODE_MAPPING
    const end = tape[node + 3] ?? 0
    let at = node + TAPE_WIDTH
    for (let i = 0; at < end && next < wanted.length; i++) {
      const first = at
      const start = tape[first + 1] ?? 0
      while ((wanted[next] ?? Infinity) < start) next++
      const value = isMapping ? (tape[first + 3] ?? end) : first
      at = tape[value + 3] ?? end
      const behind = at < end ? (tape[at + 1] ?? 0) : Infinity
      if ((wanted[next] ?? Infinity) >= behind) continue
      const step = [...path, isMapping ? reader.keyText(first) : i]
      if (isMapping && wanted[next] === start) {
        found.set(start, step)
        next++
      }
      visit(value, step)
    }
  }
  visit(0, [])
  return found
}

function rangeOf(tape: Tape, index: number): Range {
  return { start: tape[index + 1] ?? 0, end: tape[index + 2] ?? 0 }
}

interface Step {
  readonly value: number
  readonly key: number | undefined
}

function child(reader: TapeReader, parent: number, part: string | number, hops = 0): Step | undefined {
  const { tape } = reader
  const kind = (tape[parent] ?? 0) & KIND_MASK
  if (kind === NODE_ALIAS) {
    const target = reader.aliasTarget(parent)
    return target === undefined || hops > 50 ? undefined : child(reader, target, part, hops + 1)
  }
  const end = tape[parent + 3] ?? 0
  let at = parent + TAPE_WIDTH
  if (kind === NODE_SEQUENCE) {
    if (typeof part !== 'number' || part < 0) return undefined
    if (part >= longSequence) {
      const value = itemsOf(tape, parent)[part]
      return value === undefined ? undefined : { value, key: undefined }
    }
    for (let i = 0; at < end; i++) {
      if (i === part) return { value: at, key: undefined }
      at = tape[at + 3] ?? end
    }
    return undefined
  }
  if (kind !== NODE_MAPPING) return undefined
  let found: Step | undefined
  while (at < end) {
    const value = tape[at + 3] ?? end
    if (typeof part === 'string' && reader.isKey(at, part)) found = { value, key: at }
    else if (reader.isKey(at, '<<')) found = mergedChild(reader, value, part, hops) ?? found
    at = tape[value + 3] ?? end
  }
  return found
}

/** From this item on, a sequence is not walked but indexed: a List of a whole cluster holds tens of thousands. */
const longSequence = 64

const longSequences = new WeakMap<Tape, Map<number, readonly number[]>>()

/** The tape indexes of the items of a sequence. */
function itemsOf(tape: Tape, sequence: number): readonly number[] {
  let known = longSequences.get(tape)
  if (known === undefined) longSequences.set(tape, (known = new Map<number, readonly number[]>()))
  let items = known.get(sequence)
  if (items === undefined) {
    const end = tape[sequence + 3] ?? 0
    const found: number[] = []
    for (let at = sequence + TAPE_WIDTH; at < end; at = tape[at + 3] ?? end) found.push(at)
    known.set(sequence, (items = found))
  }
  return items
}

function mergedChild(reader: TapeReader, source: number, part: string | number, hops: number): Step | undefined {
  const { tape } = reader
  if (((tape[source] ?? 0) & KIND_MASK) !== NODE_SEQUENCE) {
    return hops > 50 ? undefined : child(reader, source, part, hops + 1)
  }
  const end = tape[source + 3] ?? 0
  for (let at = source + TAPE_WIDTH; at < end; at = tape[at + 3] ?? end) {
    const found = child(reader, at, part, hops + 1)
    if (found) return found
  }
  return undefined
}

import { newObject } from './composed.ts'
import { NODE_MAPPING, type NODE_SEQUENCE } from './tape.ts'

export type CollectionKind = typeof NODE_MAPPING | typeof NODE_SEQUENCE

/** A collection that is being read. */
export interface Frame {
  readonly kind: CollectionKind
  readonly target: Record<string, unknown> | unknown[]
  readonly tapeIndex: number
  readonly flow: boolean
  /** Keys so far; undefined for sequences. */
  readonly seen: Set<string> | undefined
  readonly anchor: string | undefined
  /** The key that waits for its value. */
  key: string | undefined
  mergeKey: boolean
  /** Nodes below, with aliases followed. */
  weight: number
}

/** A value that aliases may refer to. */
export interface Anchor {
  readonly value: unknown
  readonly tapeIndex: number
  weight: number
  /** Whether its collection is still being read, so that an alias would make it contain itself. */
  open: boolean
}

export function newFrame(
  kind: CollectionKind,
  target: Frame['target'],
  tapeIndex: number,
  flow: boolean,
  anchor: string | undefined,
): Frame {
  const seen = kind === NODE_MAPPING ? new Set<string>() : undefined
  return { kind, target, tapeIndex, flow, seen, anchor, key: undefined, mergeKey: false, weight: 1 }
}

export function newTarget(kind: CollectionKind): Frame['target'] {
  return kind === NODE_MAPPING ? new newObject() : []
}

/**
 * Merges in the order of the document, as sigs.k8s.io/yaml does: what comes later wins; in a list the first wins.
 * Returns false when the value is nothing that can be merged.
 */
export function merge(target: Record<string, unknown>, value: unknown): boolean {
  const sources: readonly unknown[] = Array.isArray(value) ? value.toReversed() : [value]
  for (const source of sources) {
    if (source === null || typeof source !== 'object' || Array.isArray(source)) return false
    for (const key of Object.keys(source)) target[key] = (source as Record<string, unknown>)[key]
  }
  return true
}

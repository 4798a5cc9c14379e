import { type Path, valueAt } from '../yaml/index.ts'
import type { Change } from './edit.ts'
import { withoutRepeats } from './repeats.ts'
import { applyToValue } from './values.ts'

/** One operation of a JSON Patch (RFC 6902). */
export type JsonPatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string }

/**
 * The same changes as a JSON Patch, for declarations that are patched rather than edited. Paths of the changes refer to the
 * object as it is; deletions come last and from the end of their lists, so that the patch may be applied from top to bottom.
 */
export function toJsonPatch(object: unknown, changes: readonly Change[]): JsonPatchOperation[] {
  const operations: JsonPatchOperation[] = []
  let current = object
  const once = withoutRepeats(changes)
  const inOrder = [
    ...once.filter(({ op }) => op !== 'delete'),
    ...once.filter(({ op }) => op === 'delete').sort((a, b) => compareFromTheEnd(a.path, b.path)),
  ]
  for (const change of inOrder) {
    operations.push(operationFor(current, change))
    current = applyToValue(current, [change])
  }
  return operations
}

function operationFor(current: unknown, change: Change): JsonPatchOperation {
  if (change.op === 'delete') return { op: 'remove', path: pointer(change.path) }
  const next = applyToValue(current, [change])
  const remade = remadePlace(current, next, change.path)
  if (remade !== undefined) {
    const op = valueAt(current, remade) === undefined ? 'add' : 'replace'
    return { op, path: pointer(remade), value: valueAt(next, remade) }
  }
  if (change.op === 'append') return { op: 'add', path: `${pointer(change.path)}/-`, value: change.value }
  return { op: 'replace', path: pointer(change.path), value: change.value }
}

/**
 * The first place on the way to a path that the change makes anew, with everything below it: one that is missing, or an
 * empty value that becomes a collection. Undefined when all is there.
 */
function remadePlace(current: unknown, next: unknown, path: Path): Path | undefined {
  for (let length = 1; length <= path.length; length++) {
    const place = path.slice(0, length)
    const is = valueAt(current, place)
    if (is === undefined || kindOf(is) !== kindOf(valueAt(next, place))) return place
  }
  return undefined
}

function kindOf(value: unknown): 'list' | 'mapping' | 'scalar' {
  if (Array.isArray(value)) return 'list'
  return value !== null && typeof value === 'object' ? 'mapping' : 'scalar'
}

/** Orders places so that what is later in a list, or further down, comes first. */
function compareFromTheEnd(a: Path, b: Path): number {
  for (const [i, part] of a.entries()) {
    const other = b[i]
    if (other === undefined) return -1
    if (part === other) continue
    if (typeof part === 'number' && typeof other === 'number') return other - part
    return String(part) < String(other) ? -1 : 1
  }
  return b.length - a.length
}

/** A path as a JSON Pointer (RFC 6901). */
export function pointer(path: Path): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

import { WarrantError } from '../errors/index.ts'
import { formatPath, type Path } from '../yaml/index.ts'
import type { Change } from './edit.ts'
import { clone, type Container, put } from './plain-data.ts'
import { withoutRepeats } from './repeats.ts'

/**
 * What plain data looks like after changes whose paths refer to the data as it was. It knows nothing of text, and is
 * what every edit of a text is checked against.
 */
export function applyToValue(value: unknown, changes: readonly Change[]): unknown {
  const root = { root: clone(value) }
  const deletions: { readonly parent: Container; readonly key: string | number }[] = []
  const targets = withoutRepeats(changes).map((change) => ({
    change,
    ...parentOf(root, ['root', ...change.path], change),
  }))
  for (const { change, parent, key } of targets) {
    if (change.op === 'delete') deletions.push({ parent, key })
    else if (change.op === 'set') put(parent, key, clone(change.value))
    else appendTo(parent, key, clone(change.value), change.path)
  }
  // Items of a list go from its end, so that the indexes of those before them stay true.
  deletions
    .sort((a, b) => indexOf(b) - indexOf(a))
    .forEach(({ parent, key }) => {
      if (Array.isArray(parent) && typeof key === 'number') parent.splice(key, 1)
      else if (!Array.isArray(parent)) delete parent[key]
    })
  return root.root
}

function parentOf(root: Container, path: Path, change: Change): { parent: Container; key: string | number } {
  let parent: Container = root
  for (const [i, part] of path.slice(0, -1).entries()) {
    if (Array.isArray(parent) && (typeof part !== 'number' || part > parent.length)) throw missing(path.slice(1, i + 1))
    let next = get(parent, part)
    if (change.op !== 'delete' && !isKindOf(next, path[i + 1]) && isEmpty(next)) {
      next = typeof path[i + 1] === 'number' ? [] : {}
      put(parent, part, next)
    }
    if (next === null || typeof next !== 'object') throw missing(path.slice(1, i + 1))
    parent = next as Container
  }
  const key = path.at(-1) ?? 'root'
  if (change.op === 'delete' && get(parent, key) === undefined) throw missing(change.path)
  if (Array.isArray(parent) && (typeof key !== 'number' || key > parent.length)) throw missing(change.path)
  return { parent, key }
}

function indexOf({ key }: { readonly key: string | number }): number {
  return typeof key === 'number' ? key : -1
}

/** Whether a value can hold a key of this kind. A mapping holds any, so that one that other changes fill stays itself. */
function isKindOf(value: unknown, key: string | number | undefined): boolean {
  if (Array.isArray(value)) return typeof key === 'number'
  return value !== null && typeof value === 'object'
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0)
}

function get(parent: Container, key: string | number): unknown {
  if (Array.isArray(parent)) return typeof key === 'number' ? parent[key] : undefined
  return Object.hasOwn(parent, key) ? parent[key] : undefined
}

function appendTo(parent: Container, key: string | number, value: unknown, path: Path): void {
  const list = get(parent, key)
  if (Array.isArray(list)) list.push(value)
  else if (list === undefined || list === null) put(parent, key, [value])
  else throw new WarrantError('edit-refused', `${formatPath(path)} is not a list`)
}

function missing(path: Path): WarrantError {
  return new WarrantError('edit-refused', `there is nothing at ${formatPath(path) || 'the root'} that could be changed`)
}

import { WarrantError } from '../errors/index.ts'
import { formatPath, type Path } from '../yaml/index.ts'
import type { Change } from './edit.ts'

type Container = Record<string, unknown> | unknown[]

/**
 * What plain data looks like after changes whose paths refer to the data as it was. It knows nothing of text, and is
 * what every edit of a text is checked against.
 */
export function applyToValue(value: unknown, changes: readonly Change[]): unknown {
  const root = { root: clone(value) }
  const deletions: { readonly parent: Container; readonly key: string | number }[] = []
  const targets = changes.map((change) => ({ change, ...parentOf(root, ['root', ...change.path], change) }))
  for (const { change, parent, key } of targets) {
    if (change.op === 'delete') deletions.push({ parent, key })
    else if (change.op === 'set') put(parent, key, clone(change.value))
    else appendTo(parent, key, clone(change.value), change.path)
  }
  deletions
    .sort((a, b) => (typeof a.key === 'number' && typeof b.key === 'number' ? b.key - a.key : 0))
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
    if (isEmpty(next) && change.op !== 'delete') {
      next = typeof path[i + 1] === 'number' && !isMapping(next) ? [] : {}
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

function isMapping(value: unknown): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0)
}

function get(parent: Container, key: string | number): unknown {
  if (Array.isArray(parent)) return typeof key === 'number' ? parent[key] : undefined
  return Object.hasOwn(parent, key) ? parent[key] : undefined
}

function put(parent: Container, key: string | number, value: unknown): void {
  if (Array.isArray(parent)) parent[key as number] = value
  else Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true })
}

function appendTo(parent: Container, key: string | number, value: unknown, path: Path): void {
  const list = get(parent, key)
  if (Array.isArray(list)) list.push(value)
  else if (isEmpty(list)) put(parent, key, [value])
  else throw new WarrantError('edit-refused', `${formatPath(path)} is not a list`)
}

function missing(path: Path): WarrantError {
  return new WarrantError('edit-refused', `there is nothing at ${formatPath(path) || 'the root'} that could be changed`)
}

/** A deep copy of plain data. */
export function clone<T>(value: T): T {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(clone) as T
  const copy: Record<string, unknown> = {}
  for (const [key, item] of Object.entries(value)) put(copy, key, clone(item))
  return copy as T
}

/** Whether two pieces of plain data are equal; the order of keys does not matter. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every(
    (key) =>
      Object.hasOwn(b, key) && sameValue((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  )
}

/** A mapping or a list of plain data. */
export type Container = Record<string, unknown> | unknown[]

/** Sets a key of a mapping, whatever it is called, or an item of a list. */
export function put(parent: Container, key: string | number, value: unknown): void {
  if (Array.isArray(parent)) parent[key as number] = value
  else Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true })
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

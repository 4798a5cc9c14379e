/** Keys and sequence indexes from a document's root to one of its values. */
export type Path = readonly (string | number)[]

const plainKey = /^[A-Za-z_$][\w$-]*$/

/**
 * Writes a path as people type it: `spec.containers[0].image`. A key that is not a simple word is quoted
 * in brackets (`metadata.annotations["example.com/owner"]`), so that dots and slashes in names stay readable.
 */
export function formatPath(path: Path): string {
  let text = ''
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`
    else if (plainKey.test(part)) text += text === '' ? part : `.${part}`
    else text += `[${JSON.stringify(part)}]`
  }
  return text
}

/** Whether both paths lead to the same place. */
export function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((part, i) => part === b[i])
}

/** Whether `path` is `ancestor` or lies below it. */
export function isWithin(path: Path, ancestor: Path): boolean {
  return path.length >= ancestor.length && ancestor.every((part, i) => part === path[i])
}

/** Reads the value at a path of plain data; undefined when any step is missing. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root
  for (const part of path) {
    if (value === null || typeof value !== 'object') return undefined
    if (Array.isArray(value)) {
      value = typeof part === 'number' ? value[part] : undefined
    } else {
      value = Object.hasOwn(value, part) ? (value as Record<string, unknown>)[part] : undefined
    }
  }
  return value
}

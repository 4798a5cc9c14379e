import type { Path } from '../yaml/index.ts'

/**
 * What a value has to look like. Manifests hold whatever people typed; conforming them once, where they enter the model,
 * lets every rule trust its types, and what did not conform is remembered instead of lost.
 */
export type Shape =
  | 'string'
  | 'boolean'
  | 'integer'
  | 'number'
  | 'scalar'
  | 'any'
  | { readonly list: Shape }
  | { readonly map: Shape }
  | { readonly fields: { readonly [name: string]: Shape } }

/** The type of the values that a shape admits. Every field may be missing. */
export type Shaped<S> = S extends 'string'
  ? string
  : S extends 'boolean'
    ? boolean
    : S extends 'integer' | 'number'
      ? number
      : S extends 'scalar'
        ? string | number
        : S extends { readonly list: infer Item }
          ? readonly Shaped<Item>[]
          : S extends { readonly map: infer Value }
            ? Readonly<Record<string, Shaped<Value>>>
            : S extends { readonly fields: infer Fields }
              ? { readonly [Name in keyof Fields]?: Shaped<Fields[Name]> | undefined }
              : unknown

/** A value of the wrong type, which the API server would refuse. */
export interface ShapeProblem {
  readonly path: Path
  readonly expected: string
}

/**
 * Returns the value as far as it has the shape: as it is when it conforms (the usual case, nothing is copied), else a
 * copy without the fields that do not. `null` counts as missing, as it does for the API server. List items that do not
 * conform become empty values, so that indexes stay true.
 */
export function conform<const S extends Shape>(
  value: unknown,
  shape: S,
  path: Path,
  problems: ShapeProblem[],
): Shaped<S> | undefined {
  return conformTo(value, shape, path, problems) as Shaped<S> | undefined
}

function conformTo(value: unknown, shape: Shape, path: Path, problems: ShapeProblem[]): unknown {
  if (value === undefined || value === null) return undefined
  if (typeof shape === 'string') return conformScalar(value, shape, path, problems)
  if ('list' in shape) {
    if (!Array.isArray(value)) return refuse(path, 'a list', problems)
    return conformList(value, shape.list, path, problems)
  }
  if (typeof value !== 'object' || Array.isArray(value)) return refuse(path, 'a mapping', problems)
  const object = value as Record<string, unknown>
  if ('map' in shape) {
    return conformFields(object, Object.keys(object), () => shape.map, path, problems)
  }
  const shapeOf = (name: string): Shape | undefined =>
    Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined
  return conformFields(object, Object.keys(object), shapeOf, path, problems)
}

function conformScalar(value: unknown, shape: string, path: Path, problems: ShapeProblem[]): unknown {
  switch (shape) {
    case 'any':
      return value
    case 'string':
      return typeof value === 'string' ? value : refuse(path, 'a string', problems)
    case 'boolean':
      return typeof value === 'boolean' ? value : refuse(path, 'true or false', problems)
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value) ? value : refuse(path, 'a whole number', problems)
    case 'number':
      return typeof value === 'number' ? value : refuse(path, 'a number', problems)
    default:
      return typeof value === 'string' || typeof value === 'number'
        ? value
        : refuse(path, 'a string or a number', problems)
  }
}

function conformList(list: readonly unknown[], item: Shape, path: Path, problems: ShapeProblem[]): unknown {
  let copy: unknown[] | undefined
  list.forEach((value, i) => {
    const conformed = conformTo(value, item, [...path, i], problems)
    if (conformed !== value) {
      copy ??= [...list]
      copy[i] = conformed ?? emptyOf(item)
    }
  })
  return copy ?? list
}

function conformFields(
  object: Record<string, unknown>,
  names: readonly string[],
  shapeOf: (name: string) => Shape | undefined,
  path: Path,
  problems: ShapeProblem[],
): unknown {
  let copy: Record<string, unknown> | undefined
  for (const name of names) {
    const shape = shapeOf(name)
    const value = object[name]
    if (shape === undefined || shape === 'any') continue
    const conformed =
      typeof shape === 'string' && isSimply(value, shape) ? value : conformTo(value, shape, [...path, name], problems)
    if (conformed !== value) {
      copy ??= { ...object }
      if (conformed === undefined) delete copy[name]
      else copy[name] = conformed
    }
  }
  return copy ?? object
}

function isSimply(value: unknown, shape: string): boolean {
  return typeof value === shape
}

function emptyOf(shape: Shape): unknown {
  if (shape === 'string' || shape === 'scalar') return ''
  if (typeof shape === 'object') return 'list' in shape ? [] : {}
  return undefined
}

function refuse(path: Path, expected: string, problems: ShapeProblem[]): undefined {
  problems.push({ path, expected })
  return undefined
}

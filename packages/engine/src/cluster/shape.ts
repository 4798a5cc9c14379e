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
 * copy without the fields that do not. `null` counts as missing, as it does for the API server, but in a map of strings,
 * where it is the empty string. List items that do not conform become empty values, so that indexes stay true.
 */
export function conform<const S extends Shape>(
  value: unknown,
  shape: S,
  path: Path,
  problems: ShapeProblem[],
): Shaped<S> | undefined {
  return conformTo(value, prepared(shape), [...path], problems) as Shaped<S> | undefined
}

/** A shape made ready for quick lookups. */
type Prepared =
  | { readonly is: 'scalar'; readonly type: string }
  | { readonly is: 'list'; readonly item: Prepared }
  | { readonly is: 'map'; readonly value: Prepared }
  | { readonly is: 'fields'; readonly fields: ReadonlyMap<string, Prepared> }

const known = new WeakMap<object, Prepared>()

function prepared(shape: Shape): Prepared {
  if (typeof shape === 'string') return { is: 'scalar', type: shape }
  let ready = known.get(shape)
  if (ready === undefined) known.set(shape, (ready = prepare(shape)))
  return ready
}

function prepare(shape: Exclude<Shape, string>): Prepared {
  if ('list' in shape) return { is: 'list', item: prepared(shape.list) }
  if ('map' in shape) return { is: 'map', value: prepared(shape.map) }
  const fields = Object.entries(shape.fields).filter(([, field]) => field !== 'any')
  return { is: 'fields', fields: new Map(fields.map(([name, field]) => [name, prepared(field)])) }
}

/** The way to the value in hand. It is one array for the whole walk, copied only for a problem. */
type Way = (string | number)[]

function conformTo(value: unknown, shape: Prepared, way: Way, problems: ShapeProblem[]): unknown {
  if (value === undefined || value === null) return undefined
  if (shape.is === 'scalar') return conformScalar(value, shape.type, way, problems)
  if (shape.is === 'list') {
    if (!Array.isArray(value)) return refuse(way, 'a list', problems)
    return conformList(value, shape.item, way, problems)
  }
  if (typeof value !== 'object' || Array.isArray(value)) return refuse(way, 'a mapping', problems)
  return conformFields(value as Record<string, unknown>, shape, way, problems)
}

function conformScalar(value: unknown, shape: string, way: Way, problems: ShapeProblem[]): unknown {
  switch (shape) {
    case 'any':
      return value
    case 'string':
      return typeof value === 'string' ? value : refuse(way, 'a string', problems)
    case 'boolean':
      return typeof value === 'boolean' ? value : refuse(way, 'true or false', problems)
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value) ? value : refuse(way, 'a whole number', problems)
    case 'number':
      return typeof value === 'number' ? value : refuse(way, 'a number', problems)
    default:
      return typeof value === 'string' || typeof value === 'number'
        ? value
        : refuse(way, 'a string or a number', problems)
  }
}

function conformList(list: readonly unknown[], item: Prepared, way: Way, problems: ShapeProblem[]): unknown {
  let copy: unknown[] | undefined
  for (let i = 0; i < list.length; i++) {
    const value = list[i]
    if (isSimply(value, item)) continue
    way.push(i)
    const conformed = conformTo(value, item, way, problems)
    way.pop()
    if (conformed === value) continue
    copy ??= [...list]
    copy[i] = conformed ?? emptyOf(item)
  }
  return copy ?? list
}

function conformFields(
  object: Record<string, unknown>,
  shape: Extract<Prepared, { is: 'map' | 'fields' }>,
  way: Way,
  problems: ShapeProblem[],
): unknown {
  let copy: Record<string, unknown> | undefined
  const isStringMap = shape.is === 'map' && shape.value.is === 'scalar' && shape.value.type === 'string'
  for (const name of Object.keys(object)) {
    const field = shape.is === 'map' ? shape.value : shape.fields.get(name)
    if (field === undefined) continue
    const value = object[name]
    if (isSimply(value, field)) continue
    way.push(name)
    const conformed = value === null && isStringMap ? '' : conformTo(value, field, way, problems)
    way.pop()
    if (conformed === value) continue
    copy ??= { ...object }
    if (conformed === undefined) delete copy[name]
    else copy[name] = conformed
  }
  return copy ?? object
}

function isSimply(value: unknown, shape: Prepared): boolean {
  return shape.is === 'scalar' && typeof value === shape.type
}

function emptyOf(shape: Prepared): unknown {
  if (shape.is !== 'scalar') return shape.is === 'list' ? [] : {}
  return shape.type === 'string' || shape.type === 'scalar' ? '' : undefined
}

function refuse(way: Way, expected: string, problems: ShapeProblem[]): undefined {
  problems.push({ path: [...way], expected })
  return undefined
}

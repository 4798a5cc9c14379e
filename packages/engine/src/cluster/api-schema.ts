import type { Path } from '../yaml/index.ts'
import { apiLifecycle } from './api-lifecycle.ts'
import { apiKinds, apiTypes } from './api-types.ts'
import { parseQuantity } from './quantity.ts'
import { isObject, pathIn, type Resource } from './resource.ts'

/** A place where a resource is not what the API server's schema of its kind says. */
export type ApiProblem =
  | { readonly reason: 'type'; readonly path: Path; readonly expected: string }
  | { readonly reason: 'unknown'; readonly path: Path; readonly suggestion: Suggestion | undefined }

/** What an unknown field was probably meant to be. */
export type Suggestion =
  | { readonly kind: 'spelling'; readonly name: string }
  /** The field exists in another place: the path of the mapping it belongs in. */
  | { readonly kind: 'place'; readonly parent: Path }

type FieldType =
  | { readonly kind: 'any' }
  | { readonly kind: 'scalar'; readonly accepts: (value: unknown) => boolean; readonly expected: string }
  | { readonly kind: 'list' | 'map'; readonly item: FieldType }
  | { readonly kind: 'object'; readonly fields: Map<string, FieldType> }

type ObjectType = Extract<FieldType, { kind: 'object' }>

/** An object on the way to a value, and the length of the path to it. */
interface Ancestor {
  readonly type: ObjectType
  readonly depth: number
}

const scalars: Readonly<Record<string, FieldType>> = {
  '*': { kind: 'any' },
  s: scalar('a string', (value) => typeof value === 'string'),
  b: scalar('true or false', (value) => typeof value === 'boolean'),
  i: scalar('a whole number', (value) => Number.isInteger(value)),
  n: scalar('a number', (value) => typeof value === 'number'),
  x: scalar('a whole number or a string', (value) => typeof value === 'string' || Number.isInteger(value)),
  q: scalar('a quantity, such as 500m or 1Gi', isQuantity),
  d: scalar('base64', isBase64),
}

const types = new Map<string, ObjectType>()
const kinds = new Map<string, string>()

/**
 * What the API server of Kubernetes v1.36 would refuse of a resource, or drop: fields that its kind does not have, and
 * values of the wrong type. Missing fields are not looked for, since patches and overlays leave most of them out.
 * Older versions of a kind are judged by the newest where the schema stayed the same. Undefined for kinds that are not
 * built in.
 */
export function apiProblems(resource: Resource): readonly ApiProblem[] | undefined {
  const { apiVersion, kind } = resource
  const life = apiLifecycle(apiVersion, kind)
  const root = typeNamed(`${life?.sameSchema ? life.replacement : apiVersion} ${kind}`, true)
  if (!root) return undefined
  // Encrypted by SOPS: every value is ciphertext until it is decrypted.
  if (Object.hasOwn(resource.object, 'sops')) return []
  return walk(resource.object, root, pathIn(resource))
}

/** The same for a value of a known type, such as the `PodSpec` within a custom resource. */
export function apiProblemsOf(value: unknown, typeName: string, path: Path): readonly ApiProblem[] {
  const type = typeNamed(typeName, false)
  return type ? walk(value, type, path) : []
}

/** The names of a type's fields. */
export function apiFields(typeName: string): readonly string[] {
  return [...(typeNamed(typeName, false)?.fields.keys() ?? [])]
}

/** Whether a text still has to be filled in by a template tool. */
export function isPlaceholder(text: string): boolean {
  return /\$[({]|\{\{/.test(text)
}

function walk(root: unknown, rootType: FieldType, base: Path): ApiProblem[] {
  const problems: ApiProblem[] = []
  const path: (string | number)[] = [...base]
  const ancestors: Ancestor[] = []
  visit(root, rootType)
  return problems

  function visit(value: unknown, type: FieldType): void {
    if (value === null || value === undefined || type.kind === 'any') return
    if (typeof value === 'string' && isPlaceholder(value)) return
    switch (type.kind) {
      case 'scalar':
        if (!type.accepts(value)) problems.push({ reason: 'type', path: [...path], expected: type.expected })
        return
      case 'list':
        if (!Array.isArray(value)) problems.push({ reason: 'type', path: [...path], expected: 'a list' })
        else value.forEach((item, i) => step(i, item, type.item))
        return
      case 'map':
        if (!isObject(value)) problems.push({ reason: 'type', path: [...path], expected: 'a mapping' })
        else for (const key of Object.keys(value)) step(key, value[key], type.item)
        return
      case 'object':
        if (!isObject(value)) problems.push({ reason: 'type', path: [...path], expected: 'a mapping' })
        else visitFields(value, type)
    }
  }

  function visitFields(value: Record<string, unknown>, type: ObjectType): void {
    ancestors.push({ type, depth: path.length })
    for (const key of Object.keys(value)) {
      const field = type.fields.get(key)
      if (field) step(key, value[key], field)
      // Directives of strategic merge patches: $patch, $retainKeys, $setElementOrder/….
      else if (!key.startsWith('$') && !isPlaceholder(key)) {
        problems.push({ reason: 'unknown', path: [...path, key], suggestion: suggest(key, ancestors, path) })
      }
    }
    ancestors.pop()
  }

  function step(part: string | number, value: unknown, type: FieldType): void {
    path.push(part)
    visit(value, type)
    path.pop()
  }
}

function suggest(key: string, ancestors: readonly Ancestor[], path: Path): Suggestion | undefined {
  const own = ancestors.at(-1)?.type
  if (!own) return undefined
  const lower = key.toLowerCase()
  for (const name of own.fields.keys()) if (name.toLowerCase() === lower) return { kind: 'spelling', name }
  const below = fieldBelow(key, own, 3)
  if (below) return { kind: 'place', parent: [...path, ...below] }
  for (const name of own.fields.keys()) if (isNear(lower, name.toLowerCase())) return { kind: 'spelling', name }
  const above = ancestors.findLast(({ type }) => type.fields.has(key))
  return above && { kind: 'place', parent: path.slice(0, above.depth) }
}

/** The way from a type to the nearest one below it that has a field, through single objects only. */
function fieldBelow(key: string, type: ObjectType, depth: number): Path | undefined {
  const nested = [...type.fields].flatMap(([name, field]) => (field.kind === 'object' ? [{ name, field }] : []))
  for (const { name, field } of nested) if (field.fields.has(key)) return [name]
  if (depth === 1) return undefined
  for (const { name, field } of nested) {
    const found = fieldBelow(key, field, depth - 1)
    if (found) return [name, ...found]
  }
  return undefined
}

/** Whether two words differ by one letter added, left out, changed or swapped with its neighbour. */
function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || Math.max(a.length, b.length) < 5) return false
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const restA = a.slice(start, a.length - end)
  const restB = b.slice(start, b.length - end)
  if (restA.length <= 1 && restB.length <= 1) return true
  return restA.length === 2 && restA[0] === restB[1] && restA[1] === restB[0]
}

function typeNamed(name: string, isKind: boolean): ObjectType | undefined {
  if (types.size === 0) readTypes()
  return types.get(isKind ? (kinds.get(name) ?? '') : name)
}

function readTypes(): void {
  const lines = apiTypes.trim().replaceAll('\n ', ' ').split('\n')
  for (const line of lines) types.set(line.slice(0, line.indexOf(' ')), { kind: 'object', fields: new Map() })
  for (const line of lines) {
    const [name = '', ...fields] = line.split(' ')
    const type = types.get(name)
    for (const field of fields) {
      const colon = field.indexOf(':')
      type?.fields.set(field.slice(0, colon), readType(field.slice(colon + 1)))
    }
  }
  for (const line of apiKinds.trim().split('\n')) {
    const [apiVersion = '', kind = '', type = ''] = line.split(' ')
    kinds.set(`${apiVersion} ${kind}`, type)
  }
}

function readType(text: string): FieldType {
  if (text.startsWith('[')) return { kind: 'list', item: readType(text.slice(1, -1)) }
  if (text.startsWith('{')) return { kind: 'map', item: readType(text.slice(1, -1)) }
  return scalars[text] ?? types.get(text) ?? { kind: 'any' }
}

function scalar(expected: string, accepts: (value: unknown) => boolean): FieldType {
  return { kind: 'scalar', expected, accepts }
}

function isQuantity(value: unknown): boolean {
  return (typeof value === 'string' || typeof value === 'number') && parseQuantity(value) !== undefined
}

/** Base64 as Go's encoding/base64 reads it: padded, line breaks allowed. */
function isBase64(value: unknown): boolean {
  if (typeof value !== 'string') return false
  const text = /[\r\n]/.test(value) ? value.replaceAll(/[\r\n]+/g, '') : value
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)
}

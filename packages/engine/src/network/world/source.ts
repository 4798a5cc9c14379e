import { isObject, type Resource } from '../../cluster/index.ts'
import { type Path, valueAt } from '../../yaml/index.ts'

type Fields = Readonly<Record<string, unknown>>

/** An object of the cluster, with where it is declared if that is known. */
export interface Source {
  readonly apiVersion: string
  readonly kind: string
  /** Empty for objects without one that are cluster-wide. */
  readonly namespace: string
  readonly name: string
  readonly object: Fields
  readonly resource: Resource | undefined
}

/** A resource as it was read, or an object as it comes from the API. */
export type NetworkInput = Resource | Fields

/** The objects that a network is built from; Lists are unwrapped, what is no object is left out. */
export function sourcesOf(inputs: Iterable<NetworkInput>): Source[] {
  const found: Source[] = []
  for (const input of inputs) {
    if (!isObject(input)) continue
    if (isResource(input)) found.push(sourceOf(input.object, input))
    else if (Array.isArray(input['items']) && typeof input['kind'] === 'string' && input['kind'].endsWith('List'))
      found.push(...sourcesOf(input['items'].filter(isObject)))
    else found.push(sourceOf(input, undefined))
  }
  return found
}

function isResource(input: NetworkInput): input is Resource {
  return 'document' in input && 'base' in input && 'object' in input
}

const clusterScoped = new Set([
  'Namespace',
  'Node',
  'ClusterNetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
  'CiliumClusterwideNetworkPolicy',
  'CiliumCIDRGroup',
])

function sourceOf(object: Fields, resource: Resource | undefined): Source {
  const kind = text(object['kind'])
  const metadata = fields(object['metadata'])
  return {
    apiVersion: text(object['apiVersion']),
    kind,
    namespace: clusterScoped.has(kind) ? '' : text(metadata['namespace']) || 'default',
    name: text(metadata['name']) || text(metadata['generateName']),
    object,
    resource,
  }
}

const kinds = new WeakMap<readonly Source[], ReadonlyMap<string, readonly Source[]>>()

/** The objects of a kind; sought once for all kinds, as each of many policies may ask. */
export function sourcesOfKind(sources: readonly Source[], kind: string): readonly Source[] {
  let byKind = kinds.get(sources)
  if (byKind === undefined) kinds.set(sources, (byKind = Map.groupBy(sources, (source) => source.kind)))
  return byKind.get(kind) ?? []
}

/** The labels of an object; values that are no text are left out. */
export function labelsOf(object: Fields, ...path: Path): Readonly<Record<string, string>> {
  return textsIn(valueAt(object, path.length === 0 ? ['metadata', 'labels'] : path))
}

export function textsIn(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

export function fields(value: unknown): Fields {
  return isObject(value) ? value : {}
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : []
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Whether a field is given at all: null means that it is not. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}

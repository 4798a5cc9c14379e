import { WarrantError } from '../errors/index.ts'
import { type Path, valueAt, type YamlDocument } from '../yaml/index.ts'
import { type Metadata, templateMetadataShape } from './pod-shape.ts'
import { conform, type ShapeProblem } from './shape.ts'

/** Where a rendered object came from, when it did not stand in its file as it is now. */
export interface Provenance {
  readonly kind: 'helm' | 'kustomize'
  /** The chart or overlay folder. */
  readonly root: string
  /** The template or manifest that gave the object, relative to the root, when known. */
  readonly source: string | undefined
}

/** One Kubernetes object as declared, with where it was declared. */
export interface Resource {
  readonly apiVersion: string
  /** API group; empty for the core group. */
  readonly group: string
  readonly kind: string
  /** As declared; undefined for objects without one, which land in the namespace of the context they are applied in. */
  readonly namespace: string | undefined
  /** `metadata.name`, else `metadata.generateName` with its trailing dash, else empty. */
  readonly name: string
  readonly metadata: Metadata
  readonly object: Readonly<Record<string, unknown>>
  readonly document: YamlDocument
  /** Where the object stands in its document: empty, or `items[i]` of a List. */
  readonly base: Path
  readonly provenance: Provenance | undefined
  readonly problems: readonly ShapeProblem[]
}

/** The absolute path, within the document, of something in a resource. */
export function pathIn(resource: Resource, ...path: Path): Path {
  return resource.base.concat(path)
}

/** The value at a path that starts at the resource's root. */
export function valueIn(resource: Resource, ...path: Path): unknown {
  return valueAt(resource.object, path)
}

/** The namespace that a namespaced object counts to when none is written. */
export function effectiveNamespace(resource: Resource): string {
  return resource.namespace ?? 'default'
}

/** What a document holds, and what of it could not be taken for an object. */
export interface DocumentContent {
  readonly resources: readonly Resource[]
  readonly errors: readonly WarrantError[]
  /** True when the document is YAML but nothing of Kubernetes, such as a values file. */
  readonly foreign: boolean
}

/** Takes the objects out of a document; Lists are unwrapped, however deeply nested. */
export function resourcesOf(document: YamlDocument, provenance?: Provenance): DocumentContent {
  const resources: Resource[] = []
  const errors: WarrantError[] = []
  if (document.value === null || document.value === undefined) return { resources, errors, foreign: false }
  if (!isObject(document.value) || (!('apiVersion' in document.value) && !('kind' in document.value))) {
    return { resources, errors, foreign: true }
  }
  collect(document, document.value, [], provenance, resources, errors)
  return { resources, errors, foreign: false }
}

function collect(
  document: YamlDocument,
  value: unknown,
  base: Path,
  provenance: Provenance | undefined,
  resources: Resource[],
  errors: WarrantError[],
): void {
  if (!isObject(value)) {
    if (value !== null) errors.push(invalid(document, base, 'a List item must be an object'))
    return
  }
  const { apiVersion, kind } = value
  if (typeof kind !== 'string' || kind === '' || typeof apiVersion !== 'string' || apiVersion === '') {
    errors.push(invalid(document, base, 'an object needs both apiVersion and kind, as strings'))
    return
  }
  if (kind.endsWith('List') && (Array.isArray(value['items']) || value['items'] === null)) {
    const items: readonly unknown[] = Array.isArray(value['items']) ? value['items'] : []
    items.forEach((item, i) => {
      collect(document, withListType(item, kind, apiVersion), base.concat('items', i), provenance, resources, errors)
    })
    return
  }
  resources.push(newResource(document, value, apiVersion, kind, base, provenance))
}

/** Items of a typed list, as in the answer of the API server, leave their own type out. */
function withListType(item: unknown, listKind: string, apiVersion: string): unknown {
  const itemKind = listKind.slice(0, -'List'.length)
  if (itemKind === '' || !isObject(item) || item['kind'] !== undefined) return item
  return { apiVersion, kind: itemKind, ...item }
}

function newResource(
  document: YamlDocument,
  object: Record<string, unknown>,
  apiVersion: string,
  kind: string,
  base: Path,
  provenance: Provenance | undefined,
): Resource {
  const problems: ShapeProblem[] = []
  const metadata = conform(object['metadata'], templateMetadataShape, [...base, 'metadata'], problems) ?? {}
  const slash = apiVersion.indexOf('/')
  return {
    apiVersion,
    group: slash === -1 ? '' : apiVersion.slice(0, slash),
    kind,
    namespace: metadata.namespace === '' ? undefined : metadata.namespace,
    name: metadata.name || metadata.generateName || '',
    metadata,
    object,
    document,
    base,
    provenance,
    problems,
  }
}

function invalid(document: YamlDocument, base: Path, message: string): WarrantError {
  const at = document.locate(base)
  const { line, column } = document.position((at.key ?? at.value).start)
  return new WarrantError('resource-invalid', message, {
    place: { file: document.source.name, document: document.index, line, column },
  })
}

/** Whether a value is a mapping. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

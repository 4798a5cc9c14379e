import { effectiveNamespace, isObject, type Resource, valueIn } from './resource.ts'
import { type LabelSelector } from './pod-shape.ts'
import { labelsMatch, selectorMatches } from './selector.ts'
import { type Workload, workloadsOf } from './workload.ts'

/** A snapshot of all resources of one cluster or one set of files, indexed for questions that cross objects. */
export interface Cluster {
  readonly resources: readonly Resource[]
  readonly workloads: readonly Workload[]
  /** Resources of a kind, in any of the groups named; every group when none is. */
  ofKind(kind: string, ...groups: string[]): readonly Resource[]
  /** A namespaced resource by name; the namespace `default` also holds objects declared without one. */
  find(kind: string, namespace: string | undefined, name: string): Resource | undefined
  workloadsOf(resource: Resource): readonly Workload[]
  workloadsIn(namespace: string | undefined): readonly Workload[]
  /** Workloads of a namespace whose pods a label selector matches. */
  selected(namespace: string | undefined, selector: LabelSelector | undefined): readonly Workload[]
  /** Workloads of a namespace whose pods an equality selector, as a Service carries, matches. */
  selectedByLabels(
    namespace: string | undefined,
    labels: Readonly<Record<string, string>> | undefined,
  ): readonly Workload[]
}

/** Builds the model once; every index is filled on first use. */
export function buildCluster(resources: readonly Resource[]): Cluster {
  const byKind = lazily(() => Map.groupBy(resources, (resource) => resource.kind))
  const byName = lazily(() => {
    const index = new Map<string, Resource>()
    for (const resource of resources) {
      const key = nameKey(resource.kind, effectiveNamespace(resource), resource.name)
      if (!index.has(key)) index.set(key, resource)
    }
    return index
  })
  const perResource = new Map<Resource, Workload[]>()
  const find: Cluster['find'] = (kind, namespace, name) => byName().get(nameKey(kind, namespace ?? 'default', name))
  for (const resource of resources) {
    const found = workloadsOf(resource, ownerOf(resource, find))
    if (found.length > 0) perResource.set(resource, found)
  }
  const workloads = [...perResource.values()].flat()
  const byNamespace = lazily(() => Map.groupBy(workloads, (workload) => effectiveNamespace(workload.resource)))
  const workloadsIn = (namespace: string | undefined) => byNamespace().get(namespace ?? 'default') ?? []
  const byLabel = lazily(() => indexByLabel(workloads))
  /** The fewest workloads of a namespace that hold all that match: those with the rarest of the labels needed. */
  const candidates = (namespace: string | undefined, needed: readonly NeededLabel[]): readonly Workload[] => {
    let fewest: readonly (readonly Workload[])[] = [workloadsIn(namespace)]
    for (const [key, values] of needed) {
      const found = values.map((value) => byLabel().get(labelKey(namespace ?? 'default', key, value)) ?? [])
      if (countIn(found) < countIn(fewest)) fewest = found
    }
    return fewest.length === 1 ? (fewest[0] ?? []) : fewest.flat()
  }
  return {
    resources,
    workloads,
    ofKind: (kind, ...groups) => {
      const all = byKind().get(kind) ?? []
      return groups.length === 0 ? all : all.filter((resource) => groups.includes(resource.group))
    },
    find,
    workloadsOf: (resource) => perResource.get(resource) ?? [],
    workloadsIn,
    selected: (namespace, selector) =>
      candidates(namespace, labelsNeeded(selector)).filter((workload) =>
        selectorMatches(selector, workload.pod.metadata.labels),
      ),
    selectedByLabels: (namespace, labels) =>
      candidates(namespace, labelsNeeded({ matchLabels: labels })).filter((workload) =>
        labelsMatch(labels, workload.pod.metadata.labels),
      ),
  }
}

/** The controller that made a resource, when it is among the resources too. */
function ownerOf(resource: Resource, find: Cluster['find']): Resource | undefined {
  const owners = valueIn(resource, 'metadata', 'ownerReferences')
  if (!Array.isArray(owners)) return undefined
  for (const owner of owners as unknown[]) {
    if (!isObject(owner) || owner['controller'] !== true) continue
    const { kind, name } = owner
    if (typeof kind === 'string' && typeof name === 'string') return find(kind, resource.namespace, name)
  }
  return undefined
}

function nameKey(kind: string, namespace: string, name: string): string {
  return `${kind}\0${namespace}\0${name}`
}

/** A label that a selector cannot do without, and the values that it takes. */
type NeededLabel = readonly [key: string, values: readonly string[]]

function labelsNeeded(selector: LabelSelector | undefined): NeededLabel[] {
  const expressions = selector?.matchExpressions ?? []
  return [
    ...Object.entries(selector?.matchLabels ?? {}).map(([key, value]): NeededLabel => [key, [value]]),
    ...expressions.flatMap(({ key = '', operator, values = [] }): NeededLabel[] =>
      operator === 'In' ? [[key, [...new Set(values)]]] : [],
    ),
  ]
}

function indexByLabel(workloads: readonly Workload[]): ReadonlyMap<string, readonly Workload[]> {
  const index = new Map<string, Workload[]>()
  for (const workload of workloads) {
    for (const [key, value] of Object.entries(workload.pod.metadata.labels ?? {})) {
      const name = labelKey(effectiveNamespace(workload.resource), key, value)
      const found = index.get(name)
      if (found) found.push(workload)
      else index.set(name, [workload])
    }
  }
  return index
}

function labelKey(namespace: string, key: string, value: string): string {
  return `${namespace}\0${key}\0${value}`
}

function countIn(lists: readonly (readonly unknown[])[]): number {
  return lists.reduce((count, list) => count + list.length, 0)
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

import { effectiveNamespace, isObject, type Resource, valueIn } from './resource.ts'
import { indexByLabel } from './label-index.ts'
import { type LabelSelector } from './pod-shape.ts'
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
  const byLabel = lazily(() =>
    indexByLabel(
      workloads,
      (workload) => effectiveNamespace(workload.resource),
      (workload) => workload.pod.metadata.labels,
    ),
  )
  return {
    resources,
    workloads,
    ofKind: (kind, ...groups) => {
      const all = byKind().get(kind) ?? []
      return groups.length === 0 ? all : all.filter((resource) => groups.includes(resource.group))
    },
    find,
    workloadsOf: (resource) => perResource.get(resource) ?? [],
    workloadsIn: (namespace) => byLabel().inNamespace(namespace ?? 'default'),
    selected: (namespace, selector) => byLabel().selected(namespace ?? 'default', selector),
    selectedByLabels: (namespace, labels) => byLabel().selectedByLabels(namespace ?? 'default', labels),
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

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

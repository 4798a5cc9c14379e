import {
  type Cluster,
  effectiveNamespace,
  isNamespaced,
  perCluster,
  type Resource,
  type Workload,
  headOf,
} from '../../../cluster/index.ts'
import { searchDomains, usesClusterDns } from './resolver.ts'
import { annotationsOf, stringsOf, type Text, textsIn, textsOf } from './texts.ts'

/** Something with texts in which Services may be named. */
export interface Source {
  readonly resource: Resource
  /** Undefined for data and custom resources. */
  readonly workload: Workload | undefined
  readonly texts: readonly Text[]
}

/** Sources of each namespace, and those of others that have its name in a host name or a search list. */
export interface Sources {
  readonly within: (namespace: string) => readonly Source[]
  readonly naming: (namespace: string) => readonly Source[]
}

/** All texts are read once for all moves: each asks only for what can name the Services of one namespace. */
export const sourcesOf = perCluster((cluster): Sources => {
  const sources = [
    ...workloadSources(cluster),
    ...dataSources(cluster),
    ...customSources(cluster),
    ...ingressSources(cluster),
  ]
  const within = Map.groupBy(sources, ({ resource }) => effectiveNamespace(resource))
  const namespaces = new Set(cluster.ofKind('Service', '').map(effectiveNamespace))
  const naming = new Map<string, Source[]>()
  for (const source of sources) {
    for (const namespace of namesIn(source)) {
      if (!namespaces.has(namespace) || namespace === effectiveNamespace(source.resource)) continue
      const known = naming.get(namespace)
      if (known) known.push(source)
      else naming.set(namespace, [source])
    }
  }
  return {
    within: (namespace) => within.get(namespace) ?? [],
    naming: (namespace) => naming.get(namespace) ?? [],
  }
})

/** Labels of host names after the first, among which a Service's namespace is. */
function namesIn({ texts, workload }: Source): ReadonlySet<string> {
  const names = new Set(searchDomains(workload).map((domain) => domain.split('.')[0] ?? ''))
  for (const { text } of texts)
    for (const [, label] of text.matchAll(/\.([a-z0-9][a-z0-9-]*)/gi)) names.add(label?.toLowerCase() ?? '')
  return names
}

function workloadSources(cluster: Cluster): Source[] {
  return cluster.workloads
    .filter((workload) => usesClusterDns(workload) && headOf(workload, cluster) === workload.resource)
    .map((workload) => ({ resource: workload.resource, workload, texts: textsOf(workload) }))
}

function dataSources(cluster: Cluster): Source[] {
  return [...cluster.ofKind('ConfigMap', ''), ...cluster.ofKind('Secret', '')].map((resource) => ({
    resource,
    workload: undefined,
    texts: textsIn(resource),
  }))
}

/** Custom resources, as those of a service mesh. */
function customSources(cluster: Cluster): Source[] {
  return cluster.resources
    .filter((resource) => isNamespaced(resource) === undefined && cluster.workloadsOf(resource).length === 0)
    .map((resource) => ({ resource, workload: undefined, texts: stringsOf(resource) }))
}

/** Ingress controllers take addresses from annotations, such as who is asked about a login. */
function ingressSources(cluster: Cluster): Source[] {
  return cluster
    .ofKind('Ingress', 'networking.k8s.io', 'extensions')
    .map((resource) => ({ resource, workload: undefined, texts: annotationsOf(resource) }))
}

import { type Cluster, effectiveNamespace, type Resource, systemNamespaces } from '../../cluster/index.ts'

/**
 * The Namespaces in which no resource of a core kind says anything, without those that Kubernetes keeps for itself and
 * those that are being deleted.
 */
export function namespacesWithout(
  cluster: Cluster,
  kind: string,
  saysSomething: (resource: Resource) => boolean,
): Resource[] {
  const having = new Set(cluster.ofKind(kind, '').filter(saysSomething).map(effectiveNamespace))
  return cluster
    .ofKind('Namespace', '')
    .filter(({ name, object }) => !having.has(name) && !systemNamespaces.includes(name) && !isBeingDeleted(object))
}

function isBeingDeleted(object: Readonly<Record<string, unknown>>): boolean {
  const { metadata } = object as { readonly metadata?: { readonly deletionTimestamp?: unknown } }
  return typeof metadata?.deletionTimestamp === 'string'
}

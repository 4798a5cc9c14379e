import { clusterAdmin, effect, everywhere, type Fact, nodeRoot, secrets } from './graph/index.ts'
import type { World } from './world/index.ts'

/** What a takeover is after. */
export const targetIds = ['cluster-admin', 'node', 'cluster-secrets', 'namespace-secrets'] as const

export type TargetId = (typeof targetIds)[number]

export const targetWords: Readonly<Record<TargetId, string>> = {
  'cluster-admin': 'rights to everything',
  node: 'root on a node',
  'cluster-secrets': 'every Secret of the cluster',
  'namespace-secrets': 'every Secret of a namespace',
}

/** The fact that stands for a target. */
export function targetFact(id: TargetId): Fact {
  return id === 'cluster-admin' ? clusterAdmin : effect(targetWords[id])
}

/** Says in the graph what reaches each target. */
export function addTargets({ graph, namespaces, places }: World): void {
  const reaches = (id: TargetId, facts: readonly Fact[]) => {
    for (const fact of facts) graph.add({ needs: [fact], gives: targetFact(id) })
  }
  reaches('node', [nodeRoot(), ...places.all.map((place) => nodeRoot(place))])
  reaches('cluster-secrets', [secrets(everywhere)])
  reaches('namespace-secrets', namespaces.map(secrets))
}

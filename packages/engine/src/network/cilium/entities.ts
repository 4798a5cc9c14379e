import type { Path } from '../../yaml/index.ts'
import type { Entity, Peer } from '../policy/policy.ts'
import { apiServerPeers } from './api-server.ts'
import type { Scope } from './scope.ts'

/** Entities that resources show, and with `none` those that only a running agent has endpoints for. */
const known: Readonly<Record<string, Entity>> = {
  all: 'all',
  world: 'world',
  'world-ipv4': 'world-ipv4',
  'world-ipv6': 'world-ipv6',
  cluster: 'cluster',
  host: 'host',
  'remote-node': 'remote-node',
  init: 'none',
  ingress: 'none',
  health: 'none',
  unmanaged: 'none',
  none: 'none',
}

/** All that may be written as an entity. Source: cilium/cilium pkg/policy/api/entity.go. */
export const entityNames: readonly string[] = [...Object.keys(known), 'kube-apiserver', 'cluster-mesh']

/** What an entity means. The API server is part of the cluster, wherever it runs. */
export function entityPeers(name: string, path: Path, scope: Scope): Peer[] {
  if (name === 'kube-apiserver') return apiServerPeers(path, scope)
  if (name === 'cluster-mesh') {
    scope.report(path, 'what other clusters of the mesh hold is not in the input; the entity is taken to allow nothing')
    return [{ kind: 'unknown', path }]
  }
  const entity = known[name]
  if (entity === undefined) return []
  const own: Peer = { kind: 'entity', entity, path }
  // An API server outside belongs to the cluster too; where it is not known, the nodes are in it anyway.
  return name === 'cluster' ? [own, ...apiServerPeers(path, { ...scope, report: () => undefined })] : [own]
}

import { clusterAdmin, code } from '../graph/index.ts'
import { declares, defineTechnique, eachContainerWithMounts, have, holds } from '../vocabulary/index.ts'
import { mayReachNodes, showsEtcdKeys, type SpotOnNode, type World } from '../world/index.ts'
import { mounts } from '../posture/index.ts'

function* eachOnControlPlane(world: World): Iterable<SpotOnNode> {
  for (const each of eachContainerWithMounts(world)) if (each.place.controlPlane) yield each
}

/** Whoever etcd takes for an API server reads and writes everything. */
export const nodeEtcd = defineTechnique({
  id: 'NODE-ETCD',
  title: 'Direct etcd',
  class: 'credential',
  description:
    "With a client key of etcd every object is read and written where it is stored: no authorizer and no admission is asked, and the audit log stays silent. The keys lie on control plane nodes; etcd's port must be in reach.",
  references: ['https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/#securing-etcd-clusters'],
  each: eachOnControlPlane,
  requires: [
    [
      have('code in a container on a control plane node', ({ spot }: SpotOnNode) => code(spot)),
      declares('a mount of /etc/kubernetes/pki/etcd', ({ spot }: SpotOnNode, world) =>
        mounts(spot, world, showsEtcdKeys),
      ),
      holds('no policy between it and port 2379', ({ spot }: SpotOnNode, { cluster }) =>
        mayReachNodes(spot.load, cluster, 2379),
      ),
    ],
  ],
  gives: () => clusterAdmin,
  tells: ({ spot: { container, load } }) =>
    `Write to etcd with the keys that container ${container.name} of ${load.title} mounts`,
})

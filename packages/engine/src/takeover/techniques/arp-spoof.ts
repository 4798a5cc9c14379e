import { code, effect } from '../graph/index.ts'
import { declares, defineTechnique, eachContainerOnNode, have, holds } from '../vocabulary/index.ts'
import type { SpotOnNode } from '../world/index.ts'
import { type Cluster, perCluster } from '../../cluster/index.ts'
import { capability } from '../posture/index.ts'

/** Network plugins that route every packet, so that pods of a node share no link; by the names of their DaemonSets. */
const routing = new Set(['aws-node', 'calico-node', 'cilium', 'kindnet'])

const routesPackets = perCluster((cluster: Cluster) =>
  cluster.ofKind('DaemonSet', 'apps').some(({ name }) => routing.has(name)),
)

/** A pod answers for others on the link that they share. */
export const arpSpoof = defineTechnique({
  id: 'ARP-SPOOF',
  title: 'ARP and DNS spoofing on the node',
  class: 'network',
  description:
    'With NET_RAW, which most runtimes give by default, a pod claims the addresses of others on its node, the DNS server included, and reads and answers their traffic. It takes a network plugin that joins the pods of a node by a bridge; those that are known to route are passed over.',
  references: ['https://attack.mitre.org/techniques/T1557/002/'],
  each: eachContainerOnNode(({ declared }) => !declared.windows),
  requires: [
    [
      have('code in the container', ({ spot }: SpotOnNode) => code(spot)),
      holds('no network plugin that is known to route', (_: SpotOnNode, { cluster }) => !routesPackets(cluster)),
      declares('capability NET_RAW', ({ spot }: SpotOnNode, world) => capability(spot, world, 'NET_RAW')),
    ],
  ],
  gives: ({ place }) => effect(`the traffic of pods on ${place.name}`),
  tells: ({ spot: { container, load } }) =>
    `Answer for other pods of the node from container ${container.name} of ${load.title}`,
})

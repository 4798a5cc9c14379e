import { code, effect } from '../graph/index.ts'
import { declares, defineTechnique, eachContainerOnNode, have } from '../vocabulary/index.ts'
import type { SpotOnNode } from '../world/index.ts'
import { podFlag } from '../posture/index.ts'

/** The container is on the network of its node. */
export const escHostnet = defineTechnique({
  id: 'ESC-HOSTNET',
  title: 'Host network',
  class: 'lateral',
  description:
    "The container is on the network of its node: it reaches what listens on the node alone, the kubelet and the machine's metadata, and sees the traffic that passes. Most network plugins apply no NetworkPolicy to it.",
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  each: eachContainerOnNode(({ declared }) => declared.pod.spec.hostNetwork === true),
  requires: [
    [
      have('code in the container', ({ spot }: SpotOnNode) => code(spot)),
      declares('hostNetwork', ({ spot }: SpotOnNode, world) => podFlag(spot, world, 'hostNetwork', 'host-network')),
    ],
  ],
  gives: ({ place }) => effect(`the network and local services of ${place.name}`),
  tells: ({ spot: { container, load } }) => `Use the node's network from container ${container.name} of ${load.title}`,
})

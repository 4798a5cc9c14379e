import { code, effect } from '../graph/index.ts'
import { declares, defineTechnique, eachContainerOnNode, have } from '../vocabulary/index.ts'
import type { SpotOnNode } from '../world/index.ts'
import { podFlag } from '../posture/index.ts'

/** The container sees the processes of its node. */
export const escHostpid = defineTechnique({
  id: 'ESC-HOSTPID',
  title: 'Host PID',
  class: 'lateral',
  description:
    'The container sees every process of its node: their arguments, and for those that it may read their environment and open files, where passwords and tokens often are.',
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  each: eachContainerOnNode(({ declared }) => declared.pod.spec.hostPID === true),
  requires: [
    [
      have('code in the container', ({ spot }: SpotOnNode) => code(spot)),
      declares('hostPID', ({ spot }: SpotOnNode, world) => podFlag(spot, world, 'hostPID', 'host-pid')),
    ],
  ],
  gives: ({ place }) => effect(`environment, arguments and open files of processes of ${place.name}`),
  tells: ({ spot: { container, load } }) =>
    `Read what the node's processes were started with from container ${container.name} of ${load.title}`,
})

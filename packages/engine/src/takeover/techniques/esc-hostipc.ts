import { code, effect } from '../graph/index.ts'
import { declares, defineTechnique, eachContainerOnNode, have } from '../vocabulary/index.ts'
import type { SpotOnNode } from '../world/index.ts'
import { podFlag } from '../posture/index.ts'

/** The container shares memory with processes of its node. */
export const escHostipc = defineTechnique({
  id: 'ESC-HOSTIPC',
  title: 'Host IPC',
  class: 'lateral',
  description:
    'The container shares System V shared memory, semaphores and message queues with the processes of its node, and reads and changes what they keep there.',
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  each: eachContainerOnNode(({ declared }) => declared.pod.spec.hostIPC === true),
  requires: [
    [
      have('code in the container', ({ spot }: SpotOnNode) => code(spot)),
      declares('hostIPC', ({ spot }: SpotOnNode, world) => podFlag(spot, world, 'hostIPC', 'host-ipc')),
    ],
  ],
  gives: ({ place }) => effect(`the shared memory of processes of ${place.name}`),
  tells: ({ spot: { container, load } }) =>
    `Read shared memory of the node's processes from container ${container.name} of ${load.title}`,
})

import { code, nodeRoot } from '../graph/index.ts'
import { declares, defineTechnique, eachContainerOnNode, have, isPowerful } from '../vocabulary/index.ts'
import type { SpotOnNode } from '../world/index.ts'
import { both, capability, podFlag, unconfinedByAppArmor } from '../posture/index.ts'

/** A process of the node is traced, and made to run other code. */
export const escPtrace = defineTechnique({
  id: 'ESC-PTRACE',
  title: 'Trace a host process',
  class: 'escape',
  description:
    "With hostPID, SYS_PTRACE and SYS_ADMIN a process traces those of the node and writes its own code into them. AppArmor's profile for containers stops that; it is taken to be in force unless the pod turns it off, or the node's system is known to come without AppArmor.",
  references: ['https://man7.org/linux/man-pages/man2/ptrace.2.html'],
  each: eachContainerOnNode((spot) => spot.declared.pod.spec.hostPID === true && isPowerful(spot)),
  requires: [
    [
      have('code in the container', ({ spot }: SpotOnNode) => code(spot)),
      declares('hostPID', ({ spot }: SpotOnNode, world) => podFlag(spot, world, 'hostPID', 'host-pid')),
      declares('capabilities SYS_PTRACE and SYS_ADMIN', ({ spot }: SpotOnNode, world) =>
        both(capability(spot, world, 'SYS_PTRACE'), capability(spot, world, 'SYS_ADMIN')),
      ),
      declares('not confined by AppArmor', unconfinedByAppArmor),
    ],
  ],
  gives: ({ place }) => nodeRoot(place),
  tells: ({ spot: { container, load } }) =>
    `Trace a process of the node from container ${container.name} of ${load.title}`,
})

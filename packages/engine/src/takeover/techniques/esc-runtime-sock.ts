import { runtimeSockets, runtimeSocketsAt } from '../../cluster/index.ts'
import { code, nodeRoot } from '../graph/index.ts'
import { declares, defineTechnique, eachContainerWithMounts, have } from '../vocabulary/index.ts'
import type { SpotOnNode } from '../world/index.ts'
import { mounts } from '../posture/index.ts'

/** Whoever reaches the socket of the container runtime starts any container. */
export const escRuntimeSock = defineTechnique({
  id: 'ESC-RUNTIME-SOCK',
  title: 'Container runtime socket',
  class: 'escape',
  description:
    'The socket of Docker, containerd, CRI-O or a shim of theirs starts any container on the node, privileged ones too, past the API server. A read-only mount protects no socket, and a folder that holds one gives it as well.',
  references: ['https://attack.mitre.org/techniques/T1611/'],
  each: eachContainerWithMounts,
  requires: [
    [
      have('code in the container', ({ spot }: SpotOnNode) => code(spot)),
      declares('a mount of a runtime socket, or of a folder that holds one', ({ spot }: SpotOnNode, world) =>
        mounts(spot, world, ({ path }) => runtimeSocketsAt(path, runtimeSockets).length > 0, 'runtime-socket-mount'),
      ),
    ],
  ],
  gives: ({ place }) => nodeRoot(place),
  tells: ({ spot: { container, load } }) =>
    `Start a privileged container through the runtime socket in container ${container.name} of ${load.title}`,
})

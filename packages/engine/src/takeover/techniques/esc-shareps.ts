import { code } from '../graph/index.ts'
import { podFlag } from '../posture/index.ts'
import { declares, defineTechnique, have, holds } from '../vocabulary/index.ts'
import type { Spot, World } from '../world/index.ts'

function* eachSharing({ spots }: World): Iterable<Spot> {
  for (const spot of spots)
    if (spot.declared.pod.spec.shareProcessNamespace === true && spot.container.kind !== 'init') yield spot
}

/** Containers that run beside another in its pod: init containers have ended by then. */
function siblings(spot: Spot): Spot[] {
  return spot.load.spots.filter((other) => other !== spot && other.container.kind !== 'init')
}

/** Containers of a pod that share its processes are one. */
export const escShareps = defineTechnique({
  id: 'ESC-SHAREPS',
  title: 'Shared process namespace',
  class: 'lateral',
  description:
    'With shareProcessNamespace the containers of a pod see each other: files through /proc, memory, signals. Ephemeral containers and sidecars count, init containers do not, as they have ended before the others start.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/'],
  each: eachSharing,
  requires: [
    [
      have('code in the container', code),
      declares('shareProcessNamespace', (spot: Spot, world) =>
        podFlag(spot, world, 'shareProcessNamespace', 'share-process-namespace'),
      ),
      holds('another container in the pod', (spot: Spot) => siblings(spot).length > 0),
    ],
  ],
  gives: (spot) => siblings(spot).map(code),
  tells: ({ container, load }) => `Enter the containers beside ${container.name} in ${load.title}`,
})

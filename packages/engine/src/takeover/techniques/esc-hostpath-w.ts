import { code, nodeRoot } from '../graph/index.ts'
import { declares, defineTechnique, eachContainerWithMounts, have } from '../vocabulary/index.ts'
import { changesSensitive, type SpotOnNode } from '../world/index.ts'
import { mounts } from '../posture/index.ts'

/** Files that root of the node acts on are changed. */
export const escHostpathW = defineTechnique({
  id: 'ESC-HOSTPATH-W',
  title: 'Writable hostPath on a sensitive path',
  class: 'escape',
  description:
    "A writable mount of a host path that is, holds or lies in a place that root of the node acts on: programs, cron jobs, services, SSH keys, the kubelet's configuration, the network plugin. The files there belong to root as a rule, so that it takes root in the container or an owner who fits.",
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  each: eachContainerWithMounts,
  requires: [
    [
      have('code in the container', ({ spot }: SpotOnNode) => code(spot)),
      declares('a writable mount of a sensitive host path', ({ spot }: SpotOnNode, world) =>
        mounts(spot, world, changesSensitive),
      ),
    ],
  ],
  gives: ({ place }) => nodeRoot(place),
  tells: ({ spot: { container, load } }) =>
    `Change files that root of the node acts on, from container ${container.name} of ${load.title}`,
})

import { hasUserNamespace } from '../../cluster/index.ts'
import { code, nodeRoot } from '../graph/index.ts'
import { declares, defineTechnique, eachContainerWithMounts, have, holds } from '../vocabulary/index.ts'
import { changesCorePattern, type SpotOnNode } from '../world/index.ts'
import { mounts, runsAsRoot } from '../posture/index.ts'

/** The kernel runs what core_pattern names, as root of the node. */
export const escCorePattern = defineTechnique({
  id: 'ESC-CORE-PATTERN',
  title: 'core_pattern handler run by the kernel',
  class: 'escape',
  description:
    'Whoever may write to /proc/sys/kernel/core_pattern of the node names a program that the kernel runs as root outside every container when a process crashes. It takes user 0, which is also what an image runs as when nothing says otherwise.',
  references: ['https://man7.org/linux/man-pages/man5/core.5.html'],
  each: eachContainerWithMounts,
  requires: [
    [
      have('code in the container', ({ spot }: SpotOnNode) => code(spot)),
      declares('a writable mount of / or of /proc down to sys/kernel', ({ spot }: SpotOnNode, world) =>
        spot.declared.windows || hasUserNamespace(spot.declared) ? [] : mounts(spot, world, changesCorePattern),
      ),
      holds('the container runs as user 0', ({ spot }: SpotOnNode) => runsAsRoot(spot.declared, spot.container)),
    ],
  ],
  gives: ({ place }) => nodeRoot(place),
  tells: ({ spot: { container, load } }) =>
    `Name a program in core_pattern of the node from container ${container.name} of ${load.title}, and crash`,
})

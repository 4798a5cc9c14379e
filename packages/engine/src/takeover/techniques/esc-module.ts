import { code, nodeRoot } from '../graph/index.ts'
import { declares, defineTechnique, eachPowerfulContainer, have } from '../vocabulary/index.ts'
import { grantedCapability, privileged } from '../posture/index.ts'
import type { Spot } from '../world/index.ts'

/** Code that is loaded into the kernel rules the node. */
export const escModule = defineTechnique({
  id: 'ESC-MODULE',
  title: 'Load a kernel module',
  class: 'escape',
  description:
    'A privileged container, or one with SYS_MODULE, loads code into the kernel that it shares with the node, unless the node has locked its modules.',
  references: ['https://man7.org/linux/man-pages/man7/capabilities.7.html'],
  each: eachPowerfulContainer,
  requires: [
    [have('code in the container', code), declares('privileged', privileged)],
    [
      have('code in the container', code),
      declares('capability SYS_MODULE', (spot: Spot, world) => grantedCapability(spot, world, 'SYS_MODULE')),
    ],
  ],
  gives: ({ load }, { places }) => places.of(load).map((place) => nodeRoot(place)),
  tells: ({ container, load }) => `Load a kernel module from container ${container.name} of ${load.title}`,
})

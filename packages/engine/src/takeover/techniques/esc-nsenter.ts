import { code, nodeRoot } from '../graph/index.ts'
import { declares, defineTechnique, eachPowerfulContainer, have } from '../vocabulary/index.ts'
import { both, grantedCapability, podFlag, privileged } from '../posture/index.ts'
import type { Spot, World } from '../world/index.ts'

const hostPid = declares('hostPID', (spot: Spot, world) => podFlag(spot, world, 'hostPID', 'host-pid'))

const bothCapabilities = (spot: Spot, world: World) =>
  both(grantedCapability(spot, world, 'SYS_ADMIN'), grantedCapability(spot, world, 'SYS_PTRACE'))

/** A container that sees the node's first process joins its namespaces. */
export const escNsenter = defineTechnique({
  id: 'ESC-NSENTER',
  title: 'Enter the host namespaces of PID 1',
  class: 'escape',
  description:
    'With hostPID the first process of the node shows under /proc. A privileged container, or one with SYS_ADMIN and SYS_PTRACE, joins its namespaces and is then a shell on the node.',
  references: ['https://attack.mitre.org/techniques/T1611/', 'https://man7.org/linux/man-pages/man2/setns.2.html'],
  each: eachPowerfulContainer,
  requires: [
    [have('code in the container', code), declares('privileged', privileged), hostPid],
    [have('code in the container', code), declares('capabilities SYS_ADMIN and SYS_PTRACE', bothCapabilities), hostPid],
  ],
  gives: ({ load }, { places }) => places.of(load).map((place) => nodeRoot(place)),
  tells: ({ container, load }) =>
    `Enter the namespaces of the node's first process from container ${container.name} of ${load.title}`,
})

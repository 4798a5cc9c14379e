import { code, effect, nodeRoot } from '../graph/index.ts'
import { declares, defineTechnique, eachContainerWithMounts, eachPowerfulContainer, have } from '../vocabulary/index.ts'
import { showsDevices, type Spot, type World } from '../world/index.ts'
import { both, capability, grantedCapability, mounts } from '../posture/index.ts'

function eachNearDevices(world: World): Iterable<Spot> {
  return new Set([...eachPowerfulContainer(world), ...eachContainerWithMounts(world).map(({ spot }) => spot)])
}

function devicesToMake(spot: Spot, world: World) {
  const shown = mounts(spot, world, showsDevices)
  return shown.length === 0 ? [] : both(shown, grantedCapability(spot, world, 'MKNOD'))
}

/** Memory and disks are reached past the file system. */
export const escRawio = defineTechnique({
  id: 'ESC-RAWIO',
  title: 'Raw devices',
  class: 'escape',
  description:
    "SYS_RAWIO opens the node's memory and I/O ports. MKNOD beside a mount of the node's devices comes close: whether a device then opens is up to the list of devices that the runtime allows.",
  references: ['https://man7.org/linux/man-pages/man7/capabilities.7.html'],
  each: eachNearDevices,
  requires: [
    [
      have('code in the container', code),
      declares('capability SYS_RAWIO', (spot: Spot, world) => capability(spot, world, 'SYS_RAWIO')),
    ],
    [
      have('code in the container', code),
      declares("capability MKNOD and a mount of the node's devices", devicesToMake),
    ],
  ],
  gives: ({ load }, { places }, alternative) =>
    places
      .of(load)
      .map((place) => (alternative === 0 ? nodeRoot(place) : effect(`devices of ${place.name} by their numbers`))),
  tells: ({ container, load }) =>
    `Open devices of the node past its file systems in container ${container.name} of ${load.title}`,
})

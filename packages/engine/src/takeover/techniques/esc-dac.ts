import { code, nodeFiles, nodeRoot } from '../graph/index.ts'
import { declares, defineTechnique, eachPowerfulContainer, have } from '../vocabulary/index.ts'
import { both, capability } from '../posture/index.ts'
import type { Spot } from '../world/index.ts'

/** Files are opened by their handles, wherever they are. */
export const escDac = defineTechnique({
  id: 'ESC-DAC',
  title: 'open_by_handle_at',
  class: 'escape',
  description:
    "DAC_READ_SEARCH opens any file of a file system by its handle, and a container's own files share one with the node's. With DAC_OVERRIDE, which runtimes give by default, they can be written too.",
  references: ['https://man7.org/linux/man-pages/man2/open_by_handle_at.2.html'],
  each: eachPowerfulContainer,
  requires: [
    [
      have('code in the container', code),
      declares('capability DAC_READ_SEARCH', (spot: Spot, world) => capability(spot, world, 'DAC_READ_SEARCH')),
    ],
    [
      have('code in the container', code),
      declares('capabilities DAC_READ_SEARCH and DAC_OVERRIDE', (spot: Spot, world) => {
        const search = capability(spot, world, 'DAC_READ_SEARCH')
        return search.length === 0 ? [] : both(search, capability(spot, world, 'DAC_OVERRIDE'))
      }),
    ],
  ],
  gives: ({ load }, { places }, alternative) =>
    places.of(load).map((place) => (alternative === 0 ? nodeFiles(place) : nodeRoot(place))),
  tells: ({ container, load }) =>
    `Open the node's files by their handles in container ${container.name} of ${load.title}`,
})

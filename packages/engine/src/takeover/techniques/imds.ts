import { code, effect } from '../graph/index.ts'
import { defineTechnique, eachContainerOnNode, have, holds } from '../vocabulary/index.ts'
import { concealsMetadata, mayBeCloudMachine, mayReach, type SpotOnNode } from '../world/index.ts'

/** Machines of a cloud are told who they are at a fixed address. */
export const imds = defineTechnique({
  id: 'IMDS',
  title: 'Instance metadata',
  class: 'cloud',
  description:
    "A machine of a cloud gets its credentials at 169.254.169.254, and a pod that reaches the address gets the same, with whatever role the nodes have. A policy about what may connect, GKE's metadata server and, for pods off the node's network, a hop limit of 1 stand in the way; the last is not seen here.",
  references: ['https://attack.mitre.org/techniques/T1552/005/'],
  each: eachContainerOnNode(() => true),
  requires: [
    [
      have('code in the container', ({ spot }: SpotOnNode) => code(spot)),
      holds('no policy between it and 169.254.169.254', ({ spot }: SpotOnNode, { cluster }) =>
        mayReach(spot.load, cluster, '169.254.169.254', 80),
      ),
      holds('the node may be the machine of a cloud', ({ place }: SpotOnNode, { places }) =>
        place.assumed && places.all.some(({ node }) => node !== undefined)
          ? places.all.some((each) => each.node !== undefined && mayBeCloudMachine(each))
          : mayBeCloudMachine(place),
      ),
      holds(
        "no metadata server of the cluster's own in between",
        ({ spot, place }: SpotOnNode) => spot.declared.pod.spec.hostNetwork === true || !concealsMetadata(place),
      ),
    ],
  ],
  gives: ({ place }) => effect(`the cloud credentials of ${place.name}`),
  tells: ({ spot: { container, load } }) =>
    `Ask 169.254.169.254 for the node's cloud credentials from container ${container.name} of ${load.title}`,
})

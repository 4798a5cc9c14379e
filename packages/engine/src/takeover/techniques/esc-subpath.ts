import { code, nodeRoot } from '../graph/index.ts'
import { declares, defineTechnique, eachContainerOnNode, have, holds } from '../vocabulary/index.ts'
import { followsSubPath, type Spot, type SpotOnNode, type World } from '../world/index.ts'
import { fieldCut, type Ways } from '../posture/index.ts'

function writableSubPaths(spot: Spot, world: World): Ways {
  const { container } = spot
  return (container.spec.volumeMounts ?? []).flatMap((mount, i) => {
    const field = mount.subPath ? 'subPath' : 'subPathExpr'
    if (!mount[field] || mount.readOnly === true) return []
    const path = container.path('volumeMounts', i, 'readOnly')
    return [
      [
        fieldCut(spot, world, {
          path,
          words: `the writable ${field} ${mount[field]}`,
          rule: 'subpath-symlink-cve',
          changes: [{ op: 'set', path, value: true }],
          description: `Mount ${field} ${mount[field]} read-only`,
        }),
      ],
    ]
  })
}

/** An old kubelet follows a link out of the volume. */
export const escSubpath = defineTechnique({
  id: 'ESC-SUBPATH',
  title: 'subPath symlink race',
  class: 'escape',
  description:
    "Kubelets before v1.22.2, v1.21.5, v1.20.11 and v1.19.15 can be raced into mounting a link instead of a subPath (CVE-2021-25741), and so any folder of the node. The version is that of the Node's status.",
  references: ['https://github.com/kubernetes/kubernetes/issues/104980'],
  each: eachContainerOnNode(
    ({ declared, container }) =>
      !declared.windows &&
      (container.spec.volumeMounts ?? []).some(({ subPath, subPathExpr }) => subPath ?? subPathExpr),
  ),
  requires: [
    [
      have('code in the container', ({ spot }: SpotOnNode) => code(spot)),
      declares('a writable subPath', ({ spot }: SpotOnNode, world) => writableSubPaths(spot, world)),
      holds('the kubelet has CVE-2021-25741', ({ place }: SpotOnNode, { options }) =>
        followsSubPath(place, options.minor),
      ),
    ],
  ],
  gives: ({ place }) => nodeRoot(place),
  tells: ({ spot: { container, load } }) =>
    `Swap the subPath of container ${container.name} of ${load.title} for a link while it starts anew`,
})

import { code, effect, everywhere, type Fact, kubeletKey, nodeFiles, secrets } from '../graph/index.ts'
import { declares, defineTechnique, eachContainerWithMounts, have } from '../vocabulary/index.ts'
import { showsAll, showsEtcdData, showsKubeletKey, showsSecrets, type SpotOnNode } from '../world/index.ts'
import { mounts } from '../posture/index.ts'

const inContainer = have('code in the container', ({ spot }: SpotOnNode) => code(spot))

/** Keys, tokens and password hashes of the node are read. */
export const escHostpathR = defineTechnique({
  id: 'ESC-HOSTPATH-R',
  title: 'Read-only hostPath on a secret path',
  class: 'escape',
  description:
    "A mount, read-only or not, of a host path with secrets: root's and people's home folders, /etc, /proc, the files of the kubelet and of Kubernetes, the data of etcd. What of it leads on is said: every file of the node, the kubelet's key, on a control plane node whatever etcd stores.",
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  each: eachContainerWithMounts,
  requires: [
    [
      inContainer,
      declares('a mount of a host path with secrets', ({ spot }: SpotOnNode, world) =>
        mounts(spot, world, showsSecrets),
      ),
    ],
    [inContainer, declares('a mount of /', ({ spot }: SpotOnNode, world) => mounts(spot, world, showsAll))],
    [
      inContainer,
      declares("a mount of the kubelet's key", ({ spot }: SpotOnNode, world) => mounts(spot, world, showsKubeletKey)),
    ],
    [
      inContainer,
      declares("a mount of etcd's data, on a control plane node", ({ spot, place }: SpotOnNode, world) =>
        place.controlPlane ? mounts(spot, world, showsEtcdData) : [],
      ),
    ],
  ],
  gives: ({ place }, _, alternative): Fact =>
    [
      effect(`keys, tokens and password hashes of ${place.name}`),
      nodeFiles(place),
      kubeletKey(place),
      secrets(everywhere),
    ][alternative] ?? nodeFiles(place),
  tells: ({ spot: { container, load } }) =>
    `Read secrets among the node's files that container ${container.name} of ${load.title} mounts`,
})

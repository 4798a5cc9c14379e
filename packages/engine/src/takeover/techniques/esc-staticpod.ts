import { code, nodeRoot } from '../graph/index.ts'
import { declares, defineTechnique, eachContainerWithMounts, have } from '../vocabulary/index.ts'
import { changesStaticPods, kubeletSettings, type SpotOnNode } from '../world/index.ts'
import { mounts } from '../posture/index.ts'

/** The kubelet starts any pod whose manifest it finds in a folder. */
export const escStaticpod = defineTechnique({
  id: 'ESC-STATICPOD',
  title: 'Write a static pod manifest',
  class: 'escape',
  description:
    'A manifest in the folder that staticPodPath of the kubelet names, /etc/kubernetes/manifests where nothing else is known, becomes a pod of that node. Neither RBAC nor admission is asked.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/'],
  each: eachContainerWithMounts,
  requires: [
    [
      have('code in the container', ({ spot }: SpotOnNode) => code(spot)),
      declares('a writable mount of the folder for static pods', ({ spot }: SpotOnNode, world) => {
        const folders = new Set(kubeletSettings(world.cluster).map(({ staticPodPath }) => staticPodPath))
        return mounts(spot, world, (mount) => [...folders].some((folder) => changesStaticPods(mount, folder)))
      }),
    ],
  ],
  gives: ({ place }) => nodeRoot(place),
  tells: ({ spot: { container, load } }) =>
    `Write the manifest of a privileged static pod from container ${container.name} of ${load.title}`,
})

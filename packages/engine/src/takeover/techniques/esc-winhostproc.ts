import { code, nodeRoot } from '../graph/index.ts'
import { declares, defineTechnique, eachContainer, have } from '../vocabulary/index.ts'
import { fieldCut, never, type Ways } from '../posture/index.ts'
import type { Spot, World } from '../world/index.ts'

/** The container's own field wins over the pod's. Source: kubernetes/kubernetes pkg/securitycontext/util.go */
function hostProcess(spot: Spot, world: World): Ways {
  const { declared, container } = spot
  const own = container.securityContext.windowsOptions?.hostProcess
  const onPod = declared.pod.spec.securityContext?.windowsOptions?.hostProcess
  if ((own ?? onPod) !== true) return never
  const field = ['securityContext', 'windowsOptions', 'hostProcess']
  const path = own === undefined ? declared.pod.specPath(...field) : container.path(...field)
  return [
    [
      fieldCut(spot, world, {
        path,
        words: 'hostProcess',
        rule: 'windows-host-process',
        changes: [{ op: 'delete', path }],
        description: 'Remove hostProcess: true',
        ofPod: own === undefined,
      }),
    ],
  ]
}

/** A HostProcess container is a process of its node. */
export const escWinhostproc = defineTechnique({
  id: 'ESC-WINHOSTPROC',
  title: 'Windows HostProcess container',
  class: 'escape',
  description:
    'A HostProcess container runs on its Windows node without isolation, as the account that runAsUserName names: SYSTEM, or one that an intruder makes into SYSTEM.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/'],
  each: eachContainer,
  requires: [[have('code in the container', code), declares('windowsOptions.hostProcess', hostProcess)]],
  gives: ({ load }, { places }) => places.of(load).map((place) => nodeRoot(place)),
  tells: ({ container, load }) => `Act on the node as container ${container.name} of ${load.title}, its process`,
})

import { hasUserNamespace } from '../../cluster/index.ts'
import { code, effect, nodeRoot } from '../graph/index.ts'
import { declares, defineTechnique, eachContainer, have, holds } from '../vocabulary/index.ts'
import { fieldCut, never, runsAsRoot, type Ways } from '../posture/index.ts'
import type { Spot, World } from '../world/index.ts'

function unmasked(spot: Spot, world: World): Ways {
  const { container, declared } = spot
  if (declared.windows || container.securityContext.procMount !== 'Unmasked' || hasUserNamespace(declared)) return never
  const path = container.path('securityContext', 'procMount')
  const changes = [{ op: 'delete', path } as const]
  const words = 'procMount: Unmasked'
  return [
    [fieldCut(spot, world, { path, words, rule: 'proc-mount-unmasked', changes, description: `Remove ${words}` })],
  ]
}

/** Nothing of /proc is hidden or read-only. */
export const escProcmount = defineTechnique({
  id: 'ESC-PROCMOUNT',
  title: 'Unmasked /proc',
  class: 'escape',
  description:
    "Runtimes hide parts of /proc and let others be read only. Unmasked takes this away: root writes to the kernel's settings, the program for crashes among them. In a user namespace, without which newer API servers refuse it, these belong to nobody in the pod.",
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/user-namespaces/'],
  each: eachContainer,
  requires: [
    [have('code in the container', code), declares('procMount: Unmasked', unmasked)],
    [
      have('code in the container', code),
      declares('procMount: Unmasked', unmasked),
      holds('the container runs as user 0', ({ declared, container }: Spot) => runsAsRoot(declared, container)),
    ],
  ],
  gives: ({ load }, { places }, alternative) =>
    places
      .of(load)
      .map((place) =>
        alternative === 0 ? effect(`kernel settings and processes in /proc of ${place.name}`) : nodeRoot(place),
      ),
  tells: ({ container, load }) => `Use the unmasked /proc of container ${container.name} of ${load.title}`,
})

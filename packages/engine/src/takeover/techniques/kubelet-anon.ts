import { pathIn } from '../../cluster/index.ts'
import type { Change } from '../../fixes/index.ts'
import { code, type CutPoint, effect, everywhere, pods } from '../graph/index.ts'
import { type KubeletSettings, kubeletSettings, mayReachNodes, type Spot, type World } from '../world/index.ts'
import { declares, defineTechnique, have, holds } from '../vocabulary/index.ts'
import { tokens } from '../posture/index.ts'

interface Subject {
  readonly spot: Spot
  readonly settings: KubeletSettings
}

/** Containers, where kubelets are known to be open. */
function* eachBesideOpenKubelets({ cluster, spots }: World): Iterable<Subject> {
  for (const settings of kubeletSettings(cluster))
    if (settings.alwaysAllow || settings.readOnlyPort > 0) for (const spot of spots) yield { spot, settings }
}

/** What the kubelets' configuration says, as it is or as a text in a ConfigMap; only the first can be edited in place. */
function settingCut(
  { resource, path, isItself }: KubeletSettings,
  field: string,
  value: unknown,
  world: World,
): CutPoint {
  return world.cuts.get(
    `kubelets ${resource?.document.source.name ?? ''} ${resource?.document.index ?? 0} ${field}`,
    () => {
      const at = isItself && resource ? pathIn(resource, ...field.split('.')) : path
      const changes: Change[] = isItself ? [{ op: 'set', path: at, value }] : []
      return {
        title: `${field} of the kubelets`,
        label: field,
        resource,
        path: at,
        container: undefined,
        rule: undefined,
        cost: 2,
        kept: undefined,
        fix: {
          class: isItself ? 'evidence' : 'none',
          description: `Set ${field} of the kubelets to ${String(value)}, on every node`,
          changes: resource ? changes.map((change) => ({ ...change, resource })) : [],
        },
      }
    },
  )
}

const inContainer = have('code in the container', ({ spot }: Subject) => code(spot))
const alwaysAllow = ({ settings }: Subject, world: World) =>
  settings.alwaysAllow ? [[settingCut(settings, 'authorization.mode', 'Webhook', world)]] : []

const reaches = (port: (settings: KubeletSettings) => number) =>
  holds('no policy between it and the kubelets', ({ spot, settings }: Subject, { cluster }) =>
    mayReachNodes(spot.load, cluster, port(settings)),
  )

/** A kubelet that lets anybody in runs commands in its pods. */
export const kubeletAnon = defineTechnique({
  id: 'KUBELET-ANON',
  title: 'Open kubelet',
  class: 'lateral',
  description:
    'A kubelet whose authorization.mode is AlwaysAllow runs commands in its pods for whoever it lets in: everybody when authentication.anonymous is enabled, else whoever holds a token of the cluster. The API server and its audit log see nothing of it. The read-only port tells everybody what runs.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/'],
  each: eachBesideOpenKubelets,
  requires: [
    [
      inContainer,
      reaches(() => 10_250),
      declares('anybody is let in', ({ settings }: Subject, world) =>
        settings.anonymous ? [[settingCut(settings, 'authentication.anonymous.enabled', false, world)]] : [],
      ),
      declares('whoever is let in may do anything', alwaysAllow),
    ],
    [
      inContainer,
      reaches(() => 10_250),
      declares('a token in the container, and tokens are taken', ({ spot, settings }: Subject, world) =>
        settings.takesTokens ? tokens(spot, world) : [],
      ),
      declares('whoever is let in may do anything', alwaysAllow),
    ],
    [
      inContainer,
      reaches(({ readOnlyPort }) => readOnlyPort),
      declares('a port for reading', ({ settings }: Subject, world) =>
        settings.readOnlyPort > 0 ? [[settingCut(settings, 'readOnlyPort', 0, world)]] : [],
      ),
    ],
  ],
  gives: (_, __, alternative) => (alternative < 2 ? pods(everywhere) : effect('what runs on every node, in full')),
  tells: ({ spot: { container, load } }) => `Ask the kubelets from container ${container.name} of ${load.title}`,
})

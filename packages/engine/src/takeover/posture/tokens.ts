import type { CutPoint } from '../graph/index.ts'
import { fieldCut, type Ways } from './posture.ts'
import type { Spot, World } from '../world/index.ts'

/** The ways in which a container holds a token for the API server: mounted by default, or by a volume that it mounts. */
export function tokens(spot: Spot, world: World): Ways {
  const ways: (readonly CutPoint[])[] = []
  if (spot.load.mountsToken) ways.push([automountCut(spot, world)])
  const { volumes = [] } = spot.declared.pod.spec
  spot.container.spec.volumeMounts?.forEach((mount, i) => {
    const volume = volumes.find(({ name }) => name !== undefined && name === mount.name)
    const holdsToken = volume?.projected?.sources?.some(
      ({ serviceAccountToken }) => serviceAccountToken !== undefined && isForApiServer(serviceAccountToken.audience),
    )
    // The API server writes the default token into running pods as a volume of this kind; it is the one from above.
    if (!holdsToken || mount.mountPath === defaultPath) return
    const path = spot.container.path('volumeMounts', i)
    const words = `the token in volume ${mount.name ?? ''}`
    const changes = [{ op: 'delete', path } as const]
    ways.push([
      fieldCut(spot, world, {
        path,
        words,
        rule: 'token-automounted',
        changes,
        description: `Remove the mount of ${words}`,
      }),
    ])
  })
  return ways
}

const defaultPath = '/var/run/secrets/kubernetes.io/serviceaccount'

/** Other audiences are refused by the API server; its own is its issuer's URL, which nearly always has this form. */
function isForApiServer(audience: string | undefined): boolean {
  return !audience || /^https:\/\/kubernetes\.default(\.svc|$)/.test(audience) || audience === 'api'
}

function automountCut(spot: Spot, world: World): CutPoint {
  const { load } = spot
  const path = load.workload.pod.specPath('automountServiceAccountToken')
  return fieldCut({ ...spot, declared: load.workload }, world, {
    path,
    words: `the token of ${load.namespace}/${load.account}`,
    rule: 'token-automounted',
    changes: [{ op: 'set', path, value: false }],
    description: 'Set automountServiceAccountToken: false',
    ofPod: true,
  })
}

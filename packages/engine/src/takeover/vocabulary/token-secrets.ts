import {
  type Cluster,
  containerReferences,
  effectiveNamespace,
  perCluster,
  type Resource,
  valueIn,
} from '../../cluster/index.ts'
import { code, type CutPoint } from '../graph/index.ts'
import { fieldCut, type Ways } from '../posture/index.ts'
import type { Spot, World } from '../world/index.ts'
import type { Option } from './technique.ts'

/** A Secret that holds, or will be given, the token of a service account. */
export interface TokenSecret {
  readonly namespace: string
  readonly name: string
  readonly account: string
  readonly resource: Resource
}

const tokenSecrets = perCluster((cluster: Cluster): TokenSecret[] =>
  cluster.ofKind('Secret', '').flatMap((resource) => {
    const account = resource.metadata.annotations?.['kubernetes.io/service-account.name']
    if (valueIn(resource, 'type') !== 'kubernetes.io/service-account-token' || !account) return []
    return [{ namespace: effectiveNamespace(resource), name: resource.name, account, resource }]
  }),
)

export function eachTokenSecret({ cluster }: World): readonly TokenSecret[] {
  return tokenSecrets(cluster)
}

/** The Secret itself. No edit of a field ends its token; deleting it does. */
export function tokenSecretCut({ namespace, name, account, resource }: TokenSecret, world: World): Ways {
  const cut = world.cuts.get(`token Secret ${namespace}/${name}`, (): Omit<CutPoint, 'key'> => {
    const place = { resource, path: resource.base, container: undefined, rule: 'token-secret' }
    const kept = world.options.warrantFor?.(place)
    return {
      ...place,
      label: `Secret ${namespace}/${name}`,
      title: `the token of ${namespace}/${account} in Secret ${namespace}/${name}`,
      cost: kept === undefined ? 2 : Number.POSITIVE_INFINITY,
      kept,
      fix: { class: 'none', description: `Delete Secret ${namespace}/${name}`, changes: [] },
    }
  })
  return [[cut]]
}

/** Containers that are given a Secret, by a volume or in their environment. */
export function holdersOf({ namespace, name }: TokenSecret, world: World): Option[] {
  return world
    .loadsIn(namespace)
    .flatMap(({ spots }) => spots)
    .flatMap((spot) =>
      referencesTo(name, spot).map(({ path, words }) => ({
        needs: [code(spot)],
        cuts: [
          fieldCut(spot, world, {
            path,
            words,
            rule: 'token-secret',
            changes: [{ op: 'delete', path }],
            description: `Remove ${words}`,
          }),
        ],
      })),
    )
}

function referencesTo(secret: string, { container, declared }: Spot) {
  const { volumes = [] } = declared.pod.spec
  const names = new Set(
    volumes
      .filter(
        (volume) =>
          volume.secret?.secretName === secret ||
          volume.projected?.sources?.some((source) => source.secret?.name === secret),
      )
      .map(({ name }) => name),
  )
  const mounted = (container.spec.volumeMounts ?? []).flatMap((mount, i) =>
    mount.name !== undefined && names.has(mount.name)
      ? [{ path: container.path('volumeMounts', i), words: `the mount of Secret ${secret}` }]
      : [],
  )
  const set = containerReferences(container)
    .filter(({ kind, name }) => kind === 'Secret' && name === secret)
    // The reference stands two fields below its item in env, one in envFrom.
    .map(({ path, from }) => ({
      path: path.slice(0, from === 'env' ? -2 : -1),
      words: `Secret ${secret} in the environment`,
    }))
  return [...mounted, ...set]
}

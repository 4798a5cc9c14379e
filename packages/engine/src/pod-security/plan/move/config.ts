import {
  effectiveNamespace,
  isObject,
  podReferences,
  type PodReference,
  type Resource,
  valueIn,
  type Workload,
  headOf,
} from '../../../cluster/index.ts'
import { movedAccounts, tokenAccountOf } from './accounts.ts'
import type { MoveConsequence } from './consequence.ts'
import type { Move } from './move.ts'
import { named, namesOf } from './words.ts'

/** A Secret or ConfigMap that moved pods need. */
interface Needed {
  readonly kind: 'Secret' | 'ConfigMap'
  readonly name: string
  readonly optional: boolean
  /** Whether its absence is foreseen: pods start without the Secret for a pull too, but not without the image. */
  readonly mayLack: boolean
  readonly users: readonly Workload[]
  /** Where it is named, for one that is not among the resources. */
  readonly at: Pick<MoveConsequence, 'resource' | 'path'>
}

/** Secrets and ConfigMaps that moved pods need, which have to be in their namespace. */
export function configThatFollows(move: Move): MoveConsequence[] {
  const { cluster, here, find, target, usersOf, isMoved } = move
  return neededBy(move).flatMap(({ kind, name, optional, mayLack, users, at }): MoveConsequence[] => {
    // Every namespace has this one, from the controller manager.
    if (kind === 'ConfigMap' && name === 'kube-root-ca.crt') return []
    const sharers = [
      ...usersOf(kind, name).filter((workload) => !isMoved(workload)),
      ...(kind === 'Secret' ? pullersOf(name, move) : []),
    ]
    const other = kind === 'Secret' ? here('Ingress').find((ingress) => hasCertificate(ingress, name)) : undefined
    const shared = sharers.length > 0 || other !== undefined
    const found = find(kind, name)
    const maker = kind === 'Secret' ? makerOf(name, move) : undefined
    if (found === undefined && maker === undefined && mayLack) return []
    // Tokens are told of with their accounts.
    if (found !== undefined && kind === 'Secret' && tokenAccountOf(found) !== undefined) return []
    const who = namesOf(users, cluster)
    const need = optional
      ? `${who} starts without the ${kind} ${name} where it is not in ${target}, and lacks what it holds`
      : `${who} cannot start in ${target} without the ${kind} ${name}`
    const also = sharers.length > 0 ? namesOf(sharers, cluster) : other === undefined ? '' : named(other)
    const consequence = {
      kind: kind === 'Secret' ? 'secret' : 'config-map',
      message: also === '' ? need : `${need}, which ${also} uses too`,
    } as const
    if (maker !== undefined) return [{ ...consequence, ...madeBy(maker, name, shared, target) }]
    if (found === undefined)
      return [{ ...consequence, ...at, action: 'check', remedy: `Make the ${kind} ${name} in ${target}` }]
    return [
      {
        ...consequence,
        resource: found,
        action: shared ? 'copy' : 'moves',
        remedy: `Make the ${kind} ${name} in ${target}${shared ? ' too, and keep both the same' : ''}`,
      },
    ]
  })
}

function neededBy(move: Move): Needed[] {
  const references = move.moved.flatMap((workload) =>
    podReferences(workload)
      .filter(({ kind }) => kind !== 'PersistentVolumeClaim')
      .map((reference) => ({ ...reference, workload, resource: workload.resource })),
  )
  // The pull secrets of its ServiceAccount are put into a pod that names none.
  const pulled = movedAccounts(move).flatMap(({ resource, users }) =>
    resource === undefined
      ? []
      : pullSecretsOf(resource).flatMap((reference) => users.map((workload) => ({ ...reference, workload, resource }))),
  )
  return [...Map.groupBy([...references, ...pulled], ({ kind, name }) => `${kind}\0${name}`).values()].flatMap(
    (uses) => {
      const first = uses.find(({ workload }) => headOf(workload, move.cluster) === workload.resource) ?? uses[0]
      if (first === undefined) return []
      return [
        {
          kind: first.kind === 'Secret' ? 'Secret' : 'ConfigMap',
          name: first.name,
          optional: uses.every(({ optional }) => optional),
          mayLack: uses.every(({ optional, from }) => optional && from !== 'imagePullSecrets'),
          users: [...new Set(uses.map(({ workload }) => workload))],
          at: { resource: first.resource, path: first.path },
        },
      ]
    },
  )
}

function pullSecretsOf(account: Resource): PodReference[] {
  const secrets = valueIn(account, 'imagePullSecrets')
  return (Array.isArray(secrets) ? (secrets as unknown[]) : []).flatMap((secret, i): PodReference[] => {
    const name = isObject(secret) ? secret['name'] : undefined
    if (typeof name !== 'string' || name === '') return []
    const path = [...account.base, 'imagePullSecrets', i]
    return [{ kind: 'Secret', name, key: undefined, optional: true, from: 'imagePullSecrets', path }]
  })
}

/** Those that stay and pull images with a Secret of their ServiceAccount. */
function pullersOf(name: string, { stayers, here }: Move): Workload[] {
  const accounts = here('ServiceAccount', '').filter((account) =>
    pullSecretsOf(account).some((each) => each.name === name),
  )
  const names = new Set(accounts.map((account) => account.name))
  if (names.size === 0) return []
  return stayers.filter(({ pod }) => names.has(pod.spec.serviceAccountName || pod.spec.serviceAccount || 'default'))
}

function hasCertificate(ingress: Resource, name: string): boolean {
  const tls = valueIn(ingress, 'spec', 'tls')
  return Array.isArray(tls) && tls.some((each: unknown) => isObject(each) && each['secretName'] === name)
}

/** The object from which an operator makes a Secret. */
function makerOf(name: string, { cluster, namespace }: Move): Resource | undefined {
  const target = (resource: Resource): unknown => {
    if (resource.kind === 'SealedSecret') return resource.name
    if (resource.kind === 'Certificate') return valueIn(resource, 'spec', 'secretName')
    return valueIn(resource, 'spec', 'target', 'name') ?? resource.name
  }
  return [
    ...cluster.ofKind('SealedSecret', 'bitnami.com'),
    ...cluster.ofKind('ExternalSecret', 'external-secrets.io'),
    ...cluster.ofKind('Certificate', 'cert-manager.io'),
  ].find((resource) => effectiveNamespace(resource) === namespace && target(resource) === name)
}

function madeBy(
  maker: Resource,
  name: string,
  shared: boolean,
  target: string,
): Pick<MoveConsequence, 'resource' | 'action' | 'remedy'> {
  if (
    maker.kind === 'SealedSecret' &&
    maker.metadata.annotations?.['sealedsecrets.bitnami.com/cluster-wide'] !== 'true'
  ) {
    const remedy = `Seal the Secret ${name} anew for ${target}: what is sealed for one namespace opens in no other`
    return { resource: maker, action: 'change', remedy }
  }
  const store = valueIn(maker, 'spec', 'secretStoreRef', 'kind') ?? valueIn(maker, 'spec', 'issuerRef', 'kind')
  const beside =
    maker.kind === 'ExternalSecret' && store !== 'ClusterSecretStore'
      ? ', with its SecretStore'
      : maker.kind === 'Certificate' && store !== 'ClusterIssuer'
        ? ', with its Issuer'
        : ''
  const remedy = `Make ${named(maker)} in ${target}${beside}${shared ? ', and keep it here too' : ''}`
  return { resource: maker, action: shared ? 'copy' : 'moves', remedy }
}

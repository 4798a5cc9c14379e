import { type Resource, serviceAccountName, serviceAccountOf, valueIn, type Workload } from '../../../cluster/index.ts'
import type { MoveConsequence } from './consequence.ts'
import type { Move } from './move.ts'
import { named, namesOf } from './words.ts'

/** A ServiceAccount that moved pods run as. */
export interface MovedAccount {
  readonly name: string
  /** Undefined where it is not among the resources. */
  readonly resource: Resource | undefined
  readonly users: readonly Workload[]
  /** Those that run as it and stay. */
  readonly sharers: readonly Workload[]
}

export function movedAccounts({ cluster, moved, stayers }: Move): MovedAccount[] {
  return [...Map.groupBy(moved, serviceAccountName)].map(([name, users]) => ({
    name,
    resource: users.map((workload) => serviceAccountOf(workload, cluster)).find((found) => found !== undefined),
    users,
    sharers: stayers.filter((workload) => serviceAccountName(workload) === name),
  }))
}

/** ServiceAccounts have to be in the namespace of the pods. Each namespace has a `default` of its own. */
export function accountsThatFollow(move: Move): MoveConsequence[] {
  const { cluster, namespace, target } = move
  return movedAccounts(move).flatMap(({ name, resource, users, sharers }): MoveConsequence[] => {
    const [first] = users
    const who = namesOf(users, cluster)
    if (resource === undefined) {
      if (name === 'default' || first === undefined) return []
      return [
        {
          kind: 'service-account',
          resource: first.resource,
          path: first.pod.specPath('serviceAccountName'),
          action: 'check',
          message: `${who} cannot start in ${target} without a ServiceAccount ${name} there`,
          remedy: `Make the ServiceAccount ${name} in ${target}, as it is in ${namespace}`,
        },
      ]
    }
    if (name === 'default' && !isAddedTo(resource)) return []
    const shared = sharers.length > 0 || name === 'default'
    return [
      {
        kind: 'service-account',
        resource,
        action: shared ? 'copy' : 'moves',
        message:
          name === 'default'
            ? `${who} would run as the ServiceAccount default of ${target}, without what that of ${namespace} has set`
            : `${who} cannot start in ${target} without the ServiceAccount ${name}${sharers.length > 0 ? `, as which ${namesOf(sharers, cluster)} runs too` : ''}`,
        remedy: `Make the ServiceAccount ${name} in ${target}${shared ? ' too' : ''}`,
      },
    ]
  })
}

/** Annotations that say nothing of what its pods may do, by the tools that write them. */
const ownAnnotations = /^(?:kubectl\.kubernetes\.io|meta\.helm\.sh|argocd\.argoproj\.io|openshift\.io)\//

/** Whether an account is other than the one that the controller manager makes in every namespace. */
function isAddedTo(account: Resource): boolean {
  const secrets = valueIn(account, 'imagePullSecrets')
  return (
    (Array.isArray(secrets) && secrets.length > 0) ||
    valueIn(account, 'automountServiceAccountToken') === false ||
    Object.keys(account.metadata.annotations ?? {}).some((key) => !ownAnnotations.test(key))
  )
}

/** Annotations by which clouds give an account an identity, whose trust names the namespace. */
const identities: readonly (readonly [annotation: string, cloud: string])[] = [
  ['eks.amazonaws.com/role-arn', 'the trust policy of its AWS role'],
  ['iam.gke.io/gcp-service-account', 'the workloadIdentityUser binding of its Google service account'],
  ['azure.workload.identity/client-id', 'the federated credential of its Azure identity'],
]

export function cloudIdentities(move: Move): MoveConsequence[] {
  const { namespace, target } = move
  return movedAccounts(move).flatMap(({ name, resource }) =>
    identities.flatMap(([annotation, trust]): MoveConsequence[] => {
      if (resource?.metadata.annotations?.[annotation] === undefined) return []
      return [
        {
          kind: 'cloud-identity',
          resource,
          path: [...resource.base, 'metadata', 'annotations', annotation],
          action: 'change',
          message: `The ServiceAccount ${name} has an identity outside of the cluster that is bound to ${namespace}/${name}`,
          remedy: `Let ${trust} name ${target}/${name}`,
        },
      ]
    }),
  )
}

/** Whether the token controller fills in a Secret, and for which account. */
export function tokenAccountOf(secret: Resource): string | undefined {
  if (valueIn(secret, 'type') !== 'kubernetes.io/service-account-token') return undefined
  return secret.metadata.annotations?.['kubernetes.io/service-account.name']
}

/** Secrets with a token for the account, or that moved pods mount: a token speaks for the account of its namespace. */
export function tokenSecrets(move: Move): MoveConsequence[] {
  const { here, namespace, target, usersOf, isMoved } = move
  const accounts = new Map(movedAccounts(move).map(({ name, sharers }) => [name, sharers.length > 0]))
  return here('Secret', '').flatMap((resource): MoveConsequence[] => {
    const account = tokenAccountOf(resource)
    if (account === undefined) return []
    if (!accounts.has(account) && !usersOf('Secret', resource.name).some(isMoved)) return []
    const stays = accounts.get(account) !== false || account === 'default'
    const speaks = `The token in ${named(resource)} speaks for the ServiceAccount ${account} of ${namespace}`
    return [
      {
        kind: 'token-secret',
        resource,
        action: stays ? 'check' : 'lost',
        message: stays ? `${speaks}, and not for that of ${target}` : `${speaks}, and ends with it`,
        remedy: `Make a token for ${target}/${account}, and hand it to those who use this one${stays ? ' for the pods that move' : ''}`,
      },
    ]
  })
}

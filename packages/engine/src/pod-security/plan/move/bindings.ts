import { effectiveNamespace, isObject, pathIn, type Resource, valueIn } from '../../../cluster/index.ts'
import { movedAccounts } from './accounts.ts'
import type { MoveConsequence } from './consequence.ts'
import type { Move } from './move.ts'

/**
 * Bindings that give a moved ServiceAccount its rights, by its name, by the user that it is, or by the group of all accounts
 * of the namespace. Source: kubernetes/kubernetes pkg/registry/rbac/validation/rule.go, appliesToUser.
 */
export function bindingsToChange(move: Move): MoveConsequence[] {
  const { cluster, namespace } = move
  const rbac = 'rbac.authorization.k8s.io'
  const accounts = movedAccounts(move).map(({ name, sharers }) => ({ name, shared: sharers.length > 0 }))
  if (accounts.length === 0) return []
  return [...cluster.ofKind('RoleBinding', rbac), ...cluster.ofKind('ClusterRoleBinding', rbac)].flatMap((resource) => {
    const subjects = valueIn(resource, 'subjects')
    return (Array.isArray(subjects) ? (subjects as unknown[]) : []).flatMap((subject, i): MoveConsequence[] => {
      const own = resource.kind === 'RoleBinding' ? effectiveNamespace(resource) : undefined
      const match = accountMeant(subject, own, namespace, accounts)
      return match === undefined ? [] : [consequenceOf(resource, i, match, own, move)]
    })
  })
}

interface Account {
  readonly name: string
  readonly shared: boolean
}

/** How a subject means a moved account. */
interface Match {
  readonly who: string
  /** Whether those that stay are meant too. */
  readonly shared: boolean
  readonly field: 'namespace' | 'name'
}

/** The account of a moved pod that a subject means, by whichever of its names. */
export function accountMeant(
  subject: unknown,
  own: string | undefined,
  namespace: string,
  accounts: readonly Account[],
): Match | undefined {
  if (!isObject(subject)) return undefined
  const { kind, name } = subject
  if (kind === 'ServiceAccount') {
    const account = accounts.find((each) => each.name === name)
    if (account === undefined || (subject['namespace'] || own) !== namespace) return undefined
    return { who: `the ServiceAccount ${account.name} of ${namespace}`, shared: account.shared, field: 'namespace' }
  }
  if (kind === 'User') {
    const account = accounts.find((each) => name === `system:serviceaccount:${namespace}:${each.name}`)
    return (
      account && { who: `the ServiceAccount ${account.name} of ${namespace}`, shared: account.shared, field: 'name' }
    )
  }
  if (kind === 'Group' && name === `system:serviceaccounts:${namespace}`)
    return { who: `all ServiceAccounts of ${namespace}`, shared: true, field: 'name' }
  return undefined
}

function consequenceOf(
  resource: Resource,
  index: number,
  { who, shared, field }: Match,
  own: string | undefined,
  { namespace, target }: Move,
): MoveConsequence {
  const role = `${textOf(valueIn(resource, 'roleRef', 'kind'))} ${textOf(valueIn(resource, 'roleRef', 'name'))}`
  const subject = valueIn(resource, 'subjects', index, 'name')
  const to =
    field === 'namespace' ? `namespace: ${target}` : `name: ${textOf(subject).replace(`:${namespace}`, `:${target}`)}`
  const edit = shared ? `Add the subject with ${to}` : `Set ${to}`
  return {
    kind: 'role-binding',
    resource,
    path: pathIn(resource, 'subjects', index, field),
    action: 'change',
    message: `${resource.kind} ${resource.name}${own === undefined ? '' : ` of ${own}`} gives ${role} to ${who}, and to none in ${target}`,
    remedy: own === namespace ? `${edit} for objects that stay in ${namespace}` : edit,
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

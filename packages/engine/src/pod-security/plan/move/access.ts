import { effectiveNamespace, isObject, perCluster, type Resource, valueIn } from '../../../cluster/index.ts'
import { movedAccounts } from './accounts.ts'
import { accountMeant } from './bindings.ts'
import type { MoveConsequence } from './consequence.ts'
import type { Move } from './move.ts'
import { reachIn } from './role-reach.ts'
import { listed, named } from './words.ts'

const rbac = 'rbac.authorization.k8s.io'

/** A RoleBinding gives access to objects of its own namespace, and so to none of those that move. */
export function accessLost(move: Move): MoveConsequence[] {
  const accounts = movedAccounts(move).map(({ name, sharers }) => ({ name, shared: sharers.length > 0 }))
  const reachOf = reachIn(move)
  return move.here('RoleBinding', rbac).flatMap((binding): MoveConsequence[] => {
    const subjects = subjectsOf(binding)
    const own = subjects.filter((each) => accountMeant(each, move.namespace, move.namespace, accounts) !== undefined)
    const others = subjects.filter((each) => !own.includes(each) && !hasElsewhere(each, binding, move))
    const role = roleOf(binding, move)
    const reach = own.length > 0 || others.length > 0 ? reachOf(role) : 'none'
    return [
      ...(own.length > 0 && reach !== 'none' ? [roleAgain(binding, role, move)] : []),
      ...(others.length > 0 && reach === 'moving' ? [sightLost(binding, others, move)] : []),
    ]
  })
}

/** Undefined where it is not among the resources. */
function roleOf(binding: Resource, { cluster, namespace }: Move): Resource | undefined {
  const name = valueIn(binding, 'roleRef', 'name')
  if (typeof name !== 'string') return undefined
  return valueIn(binding, 'roleRef', 'kind') === 'Role'
    ? cluster.find('Role', namespace, name)
    : cluster.ofKind('ClusterRole', rbac).find((role) => role.name === name)
}

function roleAgain(binding: Resource, role: Resource | undefined, { namespace, target }: Move): MoveConsequence {
  const given = givenBy(binding)
  return {
    kind: 'role',
    resource: role?.kind === 'Role' ? role : binding,
    action: 'copy',
    message: `${given}, which ${named(binding)} gives to pods that move, holds for objects of ${namespace}, and for none in ${target}`,
    remedy: `Make ${given.startsWith('Role ') ? `${given} and a RoleBinding for it` : `a RoleBinding for ${given}`} in ${target}, for objects that move or that these pods make there`,
  }
}

function sightLost(binding: Resource, others: readonly unknown[], { namespace, target }: Move): MoveConsequence {
  const given = givenBy(binding)
  const who = listed([...new Set(others.map((each) => subjectName(each, namespace)))])
  return {
    kind: 'access',
    resource: binding,
    action: 'check',
    message: `${named(binding)} gives ${who} the ${given} in ${namespace} only, and so no access to what moves to ${target}`,
    remedy: `Make ${given.startsWith('Role ') ? `${given} and a RoleBinding for it` : `a RoleBinding for ${given}`} in ${target} for those who need it there`,
  }
}

function givenBy(binding: Resource): string {
  const name = valueIn(binding, 'roleRef', 'name')
  const kind = valueIn(binding, 'roleRef', 'kind') === 'ClusterRole' ? 'ClusterRole' : 'Role'
  return `${kind} ${typeof name === 'string' ? name : ''}`.trim()
}

/** Whether a subject has the same role in the whole cluster or in the new namespace, or may do anything. */
function hasElsewhere(subject: unknown, binding: Resource, { cluster, namespace, target }: Move): boolean {
  const given = givenBy(binding)
  return ['', target].some((where) => {
    const roles = rolesBySubject(cluster).get(`${where}\0${subjectName(subject, namespace)}`)
    return roles?.has(given) || roles?.has('ClusterRole cluster-admin')
  })
}

/** The roles of each subject, in each namespace and, under no name, in the whole cluster. */
const rolesBySubject = perCluster((cluster): ReadonlyMap<string, ReadonlySet<string>> => {
  const roles = new Map<string, Set<string>>()
  for (const binding of [...cluster.ofKind('RoleBinding', rbac), ...cluster.ofKind('ClusterRoleBinding', rbac)]) {
    const where = binding.kind === 'RoleBinding' ? effectiveNamespace(binding) : ''
    for (const subject of subjectsOf(binding)) {
      const key = `${where}\0${subjectName(subject, where || undefined)}`
      const known = roles.get(key)
      if (known) known.add(givenBy(binding))
      else roles.set(key, new Set([givenBy(binding)]))
    }
  }
  return roles
})

function subjectsOf(binding: Resource): readonly Record<string, unknown>[] {
  const subjects = valueIn(binding, 'subjects')
  return (Array.isArray(subjects) ? subjects : []).filter(
    (each): each is Record<string, unknown> => isObject(each) && typeof each['name'] === 'string',
  )
}

/** As sentences name a subject: `Group developers`, `ServiceAccount ci of build`. */
function subjectName(subject: unknown, own?: string): string {
  if (!isObject(subject)) return ''
  const { kind, name, namespace = own } = subject
  const text = `${typeof kind === 'string' ? kind : 'User'} ${typeof name === 'string' ? name : ''}`
  return kind === 'ServiceAccount' && typeof namespace === 'string' ? `${text} of ${namespace}` : text
}

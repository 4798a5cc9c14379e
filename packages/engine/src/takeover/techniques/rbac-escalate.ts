import { atomsOf, roleKey } from '../grants/index.ts'
import { effect, everywhere, type Fact, holdsRole, scopeText } from '../graph/index.ts'
import {
  adminOf,
  type Ask,
  clusterRoles,
  creations,
  defineTechnique,
  have,
  holdText,
  mayBeGranted,
  namesFor,
  roles,
  rolesOf,
  scopeOf,
  together,
} from '../vocabulary/index.ts'
import type { World } from '../world/index.ts'

/** A role that is written. */
interface Written {
  readonly kind: 'Role' | 'ClusterRole'
  /** Undefined for any, a new one among them. */
  readonly name: string | undefined
  /** Where it is written: a namespace, or everywhere. */
  readonly in: string
  /** Where somebody holds it; undefined when that is not asked. */
  readonly heldIn?: string
}

/** The right to escalate turns a role that one holds into any role. */
export const rbacEscalate = defineTechnique({
  id: 'RBAC-ESCALATE',
  title: 'Write a role with rights one lacks',
  class: 'rbac',
  description:
    'With the verb escalate on roles or clusterroles a role may be given rules that its writer does not hold. A change of a role that the intruder holds gives it everything where it is bound; a new role alone waits for a binding. A create by POST names no role, so escalate on a named role serves for changes alone.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-creation-or-update'],
  each: written,
  requires: [
    [
      together<Written>(
        'may create, update or patch roles and escalate roles, as one',
        [['create|update|patch|escalate', roles]],
        (subject, world) => (subject.heldIn === undefined && subject.kind === 'Role' ? writes(subject, world) : []),
      ),
    ],
    [
      together<Written>(
        'may create, update or patch clusterroles and escalate clusterroles, as one',
        [['create|update|patch|escalate', clusterRoles]],
        (subject, world) =>
          subject.heldIn === undefined && subject.kind === 'ClusterRole' ? writes(subject, world) : [],
      ),
    ],
    [
      have('a role', ({ kind, name = '', in: scope, heldIn }: Written) =>
        heldIn === undefined ? [] : holdsRole(roleKey(kind, name, scope), heldIn),
      ),
      together<Written>(
        'may update or patch that role and escalate it, as one',
        [['update|patch|escalate', `${roles}|${clusterRoles}`]],
        changes,
      ),
    ],
  ],
  gives: ({ kind, name, in: scope, heldIn }, world): Fact[] => {
    if (heldIn !== undefined) return adminOf(heldIn, world)
    const what = name === undefined ? `any ${kind}` : `${kind} ${name}`
    return [effect(`${what} with rights to everything${kind === 'Role' ? ` ${scopeText(scope)}` : ''}`)]
  },
  tells: ({ kind, name, in: scope, heldIn }) => {
    if (heldIn !== undefined) return `Write rights to everything into ${kind} ${name}, which holds ${holdText(heldIn)}`
    const where = kind === 'Role' ? ` ${scopeText(scope)}` : ''
    return name === undefined
      ? `Write a ${kind} with rights to everything${where}`
      : `Write rights to everything into ${kind} ${name}${where}`
  },
})

/** Every write of a role of this kind or name. */
function writes(subject: Written, world: World): Ask[][] {
  const { kind, name, in: scope } = subject
  if (name !== undefined) return changes(subject)
  const resource = rolesOf(kind)
  const created = creations(world, resource, scope).map(({ asks, name: made }): Ask[] => [
    ...asks,
    { verbs: 'escalate', resource, scope, ...(made === undefined ? {} : { names: [made] }) },
  ])
  return [
    ...created,
    [
      { verbs: 'update|patch', resource, scope },
      { verbs: 'escalate', resource, scope },
    ],
  ]
}

function changes({ kind, name = '', in: scope }: Written): Ask[][] {
  const resource = rolesOf(kind)
  const names = [name]
  return [
    [
      { verbs: 'update|patch', resource, scope, names },
      { verbs: 'escalate', resource, scope, names },
    ],
  ]
}

function* written(world: World): Iterable<Written> {
  const scopes = world.grants.scopesOf(atomsOf('create|update|patch|escalate', roles))
  for (const [kind, resource, places] of [
    ['ClusterRole', clusterRoles, [everywhere]],
    ['Role', roles, scopes],
  ] as const) {
    for (const scope of places) {
      yield { kind, name: undefined, in: scope }
      const named = ['escalate', 'update', 'patch'].flatMap((verb) => namesFor(world, verb, resource, scope))
      for (const name of new Set(named)) yield { kind, name, in: scope }
    }
  }
  const seen = new Set<string>()
  for (const { role, namespace, problem } of world.access.rbac.bindings) {
    const { kind, name } = role
    const heldIn = scopeOf({ namespace })
    const key = `${heldIn} ${kind} ${name}`
    if (problem !== undefined || seen.has(key) || (kind !== 'Role' && kind !== 'ClusterRole')) continue
    seen.add(key)
    const place = kind === 'Role' ? namespace : everywhere
    const resource = rolesOf(kind)
    if (!mayBeGranted(world, 'escalate', resource, place, name)) continue
    if (mayBeGranted(world, 'update|patch', resource, place, name)) yield { kind, name, in: place, heldIn }
  }
}

import { type ClusterRoleObject, selectorsOf } from '../../access/index.ts'
import {
  adminOf,
  type Ask,
  can,
  clusterRoles,
  creations,
  defineTechnique,
  eachClusterObject,
  have,
  holds,
  holdText,
  namesFor,
  scopeOf,
  type Target,
  together,
} from '../vocabulary/index.ts'
import { effect, everywhere, type Fact, holdsRole } from '../graph/index.ts'
import { roleKey } from '../grants/index.ts'
import type { World } from '../world/index.ts'

/** A ClusterRole that feeds aggregates; with one that is held somewhere, where that is. */
interface Feeder extends Target {
  readonly held?: { readonly aggregate: string; readonly scope: string }
}

/** A label on a ClusterRole puts its rules into another. */
export const rbacAggregation = defineTechnique({
  id: 'RBAC-AGGREGATION',
  title: 'Feed an aggregated ClusterRole',
  class: 'rbac',
  description:
    'A ClusterRole with a label that an aggregate selects adds its rules to all who hold the aggregate, as admin, edit and view do by default. The writer must hold these rules, so it hands on what it has; with escalate it writes any, and gains them where it holds an aggregate itself. No rule of the aggregate need be touched.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles'],
  each: feeders,
  requires: [
    [
      holds('an aggregated ClusterRole, as admin, edit and view are', ({ held }: Feeder) => held === undefined),
      can('create', clusterRoles, { nameless: true }),
    ],
    [
      holds('an aggregated ClusterRole, as admin, edit and view are', ({ held }: Feeder) => held === undefined),
      can('update|patch', clusterRoles),
    ],
    [
      have('an aggregate', ({ held }: Feeder) =>
        held === undefined ? [] : holdsRole(roleKey('ClusterRole', held.aggregate, ''), held.scope),
      ),
      together<Feeder>(
        'may create, update or patch clusterroles and escalate clusterroles, as one',
        [['create|update|patch|escalate', clusterRoles]],
        ({ held }, world) => (held === undefined ? [] : escalations(world)),
      ),
    ],
  ],
  gives: ({ held }, world): Fact[] =>
    held === undefined ? [effect('own rights for all who hold an aggregated ClusterRole')] : adminOf(held.scope, world),
  tells: ({ name, held }) => {
    if (held !== undefined)
      return `Feed rights to everything into ClusterRole ${held.aggregate}, which holds ${holdText(held.scope)}`
    return `Label ${name === undefined ? 'a ClusterRole' : `ClusterRole ${name}`} so that others hold its rules`
  },
})

/** Every write of a role with any rules and labels. */
function escalations(world: World): Ask[][] {
  const resource = clusterRoles
  const scope = everywhere
  const changed = [undefined, ...namesFor(world, 'escalate', resource, scope)].map((name): Ask[] => {
    const names = name === undefined ? {} : { names: [name] }
    return [
      { verbs: 'update|patch', resource, scope, ...names },
      { verbs: 'escalate', resource, scope, ...names },
    ]
  })
  const created = creations(world, resource, scope).map(({ name, asks }): Ask[] => [
    ...asks,
    { verbs: 'escalate', resource, scope, ...(name === undefined ? {} : { names: [name] }) },
  ])
  return [...created, ...changed]
}

function* feeders(world: World): Iterable<Feeder> {
  yield* eachClusterObject(world)
  const seen = new Set<string>()
  for (const { role, target, namespace, problem } of world.access.rbac.bindings) {
    const scope = scopeOf({ namespace })
    const key = `${role.name} ${scope}`
    if (problem !== undefined || role.kind !== 'ClusterRole' || seen.has(key)) continue
    seen.add(key)
    if (target && isAggregate(target)) yield { namespace: '', held: { aggregate: role.name, scope } }
  }
}

/** Default aggregates that the input does not hold are known by their names. */
function isAggregate(role: ClusterRoleObject): boolean {
  return selectorsOf(role).length > 0 || ['admin', 'edit', 'view'].includes(role.metadata?.name ?? '')
}

import { atomsOf } from '../grants/index.ts'
import { effect, everywhere, type Fact, inEach } from '../graph/index.ts'
import {
  adminOf,
  type Ask,
  bindingsOf,
  clusterRoleBindings,
  clusterRoles,
  creations,
  defineTechnique,
  holdText,
  mayBeGranted,
  namesFor,
  roleBindings,
  roles,
  rolesOf,
  scopeOf,
  together,
} from '../vocabulary/index.ts'
import type { World } from '../world/index.ts'

/** A role that may be bound somewhere; any ClusterRole without a name. */
interface Bindable {
  /** Where it holds then: everywhere, in each namespace, or in one. */
  readonly scope: string
  readonly kind: 'Role' | 'ClusterRole'
  readonly name: string | undefined
  /** The binding whose subjects are changed; undefined for a new one. */
  readonly binding?: string
}

/** The right to bind a role stands for holding it. */
export const rbacBind = defineTechnique({
  id: 'RBAC-BIND',
  title: 'Bind a role one does not hold',
  class: 'rbac',
  description:
    'A binding may be written by whoever holds all rules of its role, or has the verb bind on the role itself, never on bindings. A change of a binding reaches only the role that it has, which is RBAC-BINDING-EDIT. Binding what one holds already gains nothing.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-binding-creation-or-update',
  ],
  each: bindable,
  requires: [
    [
      together<Bindable>(
        'may create, update or patch rolebindings and bind clusterroles or roles there, as one',
        [
          ['create|update|patch', roleBindings],
          ['bind', `${clusterRoles}|${roles}`],
        ],
        (subject, world) => (subject.scope === everywhere ? [] : writes(subject, world)),
      ),
    ],
    [
      together<Bindable>(
        'may create, update or patch clusterrolebindings and bind clusterroles, as one',
        [
          ['create|update|patch', clusterRoleBindings],
          ['bind', clusterRoles],
        ],
        (subject, world) => (subject.scope === everywhere ? writes(subject, world) : []),
      ),
    ],
  ],
  gives: ({ scope, kind, name, binding }, world): Fact[] => {
    if (name === undefined) return adminOf(scope, world)
    const allowed = effect(`what ${kind} ${name} allows ${holdText(scope)}`)
    return [binding === undefined ? (world.grants.role(kind, name, scope) ?? allowed) : allowed]
  },
  tells: ({ scope, kind, name, binding }) => {
    const role = name === undefined ? 'any ClusterRole, cluster-admin among them,' : `${kind} ${name}`
    return binding === undefined
      ? `Bind ${role} ${holdText(scope)}`
      : `Bind ${role} ${holdText(scope)} by a change of binding ${binding}`
  },
})

function writes({ scope, kind, name, binding }: Bindable, world: World): Ask[][] {
  const at = scope === inEach ? everywhere : scope
  const bindings = bindingsOf(scope)
  const resource = rolesOf(kind)
  const bind: Ask = { verbs: 'bind', resource, scope: at, ...(name === undefined ? {} : { names: [name] }) }
  if (binding !== undefined) return [[{ verbs: 'update|patch', resource: bindings, scope: at, names: [binding] }, bind]]
  return creations(world, bindings, at).map(({ asks }) => [...asks, bind])
}

function* bindable(world: World): Iterable<Bindable> {
  const { access, grants } = world
  for (const name of [undefined, ...namesFor(world, 'bind', clusterRoles, everywhere)])
    yield { scope: everywhere, kind: 'ClusterRole', name }
  const declared = Map.groupBy(access.rbac.roles, ({ metadata }) => metadata?.namespace ?? '')
  const isAnyRoleBound = grants.scopesOf(atomsOf('bind', roles)).length > 0
  const scopes = grants.scopesOf([
    ...atomsOf('create|update|patch', roleBindings),
    ...atomsOf('bind', `${roles}|${clusterRoles}`),
  ])
  for (const at of scopes) {
    const scope = at === everywhere ? inEach : at
    for (const name of [undefined, ...namesFor(world, 'bind', clusterRoles, at)])
      yield { scope, kind: 'ClusterRole', name }
    if (!isAnyRoleBound) continue
    for (const namespace of at === everywhere ? declared.keys() : [at]) {
      for (const { metadata } of declared.get(namespace) ?? []) {
        const name = metadata?.name ?? ''
        if (mayBeGranted(world, 'bind', roles, at, name)) yield { scope: namespace, kind: 'Role', name }
      }
    }
  }
  for (const { namespace, role, name: binding } of access.rbac.bindings) {
    const { kind, name } = role
    const scope = scopeOf({ namespace })
    if (kind !== 'Role' && kind !== 'ClusterRole') continue
    if (!mayBeGranted(world, 'update|patch', bindingsOf(scope), scope, binding)) continue
    if (mayBeGranted(world, 'bind', rolesOf(kind), scope, name)) yield { scope, kind, name, binding }
  }
}

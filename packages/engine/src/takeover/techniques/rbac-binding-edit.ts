import { type Binding, covers, rulesFor, userOfServiceAccount } from '../../access/index.ts'
import { atomsOf, groupsOf } from '../grants/index.ts'
import { effect, everywhere, type Fact, identity, type Who, whoKey } from '../graph/index.ts'
import {
  bindingsOf,
  clusterRoleBindings,
  clusterRoles,
  defineTechnique,
  have,
  holdText,
  mayBeGranted,
  roleBindings,
  roles,
  rolesOf,
  scopeOf,
  together,
} from '../vocabulary/index.ts'
import type { World } from '../world/index.ts'

/** A binding whose subjects are changed. */
interface Edited {
  readonly binding: Binding
  readonly scope: string
  /** Somebody who holds the role's rules already; undefined for whoever may bind the role. */
  readonly holder: Who | undefined
}

/** Another subject in a binding holds its role. */
export const rbacBindingEdit = defineTechnique({
  id: 'RBAC-BINDING-EDIT',
  title: 'Add oneself to a binding',
  class: 'rbac',
  description:
    'Whoever may change a binding adds subjects to it, if it may bind the role or holds all its rules; the role itself cannot be exchanged. Whoever holds the rules gains nothing new, but may hand them to others.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-binding-creation-or-update',
  ],
  each: edited,
  requires: [
    [
      together<Edited>(
        'may update or patch rolebindings or clusterrolebindings and bind its role, as one',
        [
          ['update|patch', `${roleBindings}|${clusterRoleBindings}`],
          ['bind', `${roles}|${clusterRoles}`],
        ],
        ({ binding: { name, role }, scope, holder }) =>
          holder !== undefined
            ? []
            : [
                [
                  { verbs: 'update|patch', resource: bindingsOf(scope), scope, names: [name] },
                  { verbs: 'bind', resource: rolesOf(role.kind), scope, names: [role.name] },
                ],
              ],
      ),
    ],
    [
      have('all rules of its role, held by one', ({ holder }: Edited) => (holder ? identity(holder) : [])),
      together<Edited>(
        'who may update or patch rolebindings or clusterrolebindings',
        [['update|patch', `${roleBindings}|${clusterRoleBindings}`]],
        ({ binding, scope, holder }) =>
          holder === undefined
            ? []
            : [[{ verbs: 'update|patch', resource: bindingsOf(scope), scope, names: [binding.name] }]],
      ),
    ],
  ],
  gives: ({ binding, scope, holder }, { grants }): Fact => {
    const { kind, name } = binding.role
    const handed = effect(`what ${kind} ${name} allows ${holdText(scope)}, for others`)
    if (holder !== undefined || (kind !== 'Role' && kind !== 'ClusterRole')) return handed
    return grants.role(kind, name, scope) ?? handed
  },
  tells: ({ binding, scope }) => {
    const where = scope === everywhere ? '' : `${scope}/`
    return `Add a subject to ${binding.kind} ${where}${binding.name}, which gives ${binding.role.kind} ${binding.role.name}`
  },
})

function* edited(world: World): Iterable<Edited> {
  const { access, grants } = world
  const told = new Set<string>()
  for (const binding of access.rbac.bindings) {
    const { name, namespace, problem, role } = binding
    const scope = scopeOf({ namespace })
    const resource = bindingsOf(scope)
    if (problem !== undefined || !mayBeGranted(world, 'update|patch', resource, scope, name)) continue
    if (mayBeGranted(world, 'bind', rolesOf(role.kind), scope, role.name)) yield { binding, scope, holder: undefined }
    const atoms = atomsOf('update|patch', resource)
    const isNamed = atoms.some((atom) => grants.isNamed(atom, scope, name))
    const change = grants.can(atoms, scope, isNamed ? name : undefined)
    // One binding of each holder and namespace is enough to tell.
    for (const holder of change ? grants.holders(change) : []) {
      const key = `${whoKey(holder)} ${scope}`
      if (told.has(key) || !holdsAll(world, holder, binding)) continue
      told.add(key)
      yield { binding, scope, holder }
    }
  }
}

/** Whether somebody holds all rules of a binding's role where the binding stands. */
function holdsAll({ access }: World, holder: Who, { list, namespace }: Binding): boolean {
  const user =
    holder.kind === 'ServiceAccount'
      ? userOfServiceAccount(holder.namespace, holder.name)
      : {
          name: holder.kind === 'User' ? holder.name : '',
          groups: [...(holder.kind === 'Group' ? [holder] : []), ...groupsOf(holder)].map(({ name }) => name),
        }
  const held = rulesFor(access.rbac, user, namespace).map(({ rule }) => rule)
  return list.rules.every((rule) => covers(held, [rule]).covered)
}

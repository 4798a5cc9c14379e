import type { Binding } from '../../access/index.ts'
import { type CutPoint, effect, everywhere, type Fact, identity } from '../graph/index.ts'
import { subjectCut, whoOf } from '../grants/index.ts'
import {
  adminOf,
  clusterRoles,
  creations,
  declares,
  defineTechnique,
  have,
  holdText,
  roles,
  scopeOf,
  together,
} from '../vocabulary/index.ts'
import type { World } from '../world/index.ts'

/** A subject of a binding, where the subject or the role is missing. */
interface Dangling {
  readonly binding: Binding
  readonly index: number
  readonly missing: 'role' | 'account'
  /** Whether the subject itself, or who can act as it, makes the role. */
  readonly bySubject: boolean
}

/** What a binding names and nobody has made belongs to whoever makes it. */
export const rbacDangling = defineTechnique({
  id: 'RBAC-DANGLING',
  title: 'Binding to something missing',
  class: 'hygiene',
  description:
    'A binding whose role is missing gives nothing until somebody creates the role, who must hold its rules or escalate. A binding for a service account that is missing gives its role to whoever creates the account, which needs nothing more. A service account counts as missing where the others of its namespace are known. Whether a user name is still free is kept outside the cluster, and is not judged.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#periodic-review'],
  each: dangling,
  requires: [
    [
      declares('a binding of a role that is missing', (subject: Dangling, world) =>
        subject.missing === 'role' && !subject.bySubject ? [[cutOf(subject, world)]] : [],
      ),
      together<Dangling>(
        'may create that role',
        [['create|update|patch', `${roles}|${clusterRoles}`]],
        ({ binding }, world) => roleCreations(binding, world).map(({ asks }) => asks),
      ),
    ],
    [
      declares('a binding of a role that is missing', (subject: Dangling, world) =>
        subject.missing === 'role' && subject.bySubject ? [[cutOf(subject, world)]] : [],
      ),
      have('a subject of the binding', ({ binding, index }: Dangling) => {
        const who = whoOf(binding.subjects[index] ?? {}, binding.namespace)
        return who ? identity(who) : []
      }),
      together<Dangling>(
        'may create that role and escalate roles or clusterroles, as one',
        [['create|update|patch|escalate', `${roles}|${clusterRoles}`]],
        ({ binding }, world) =>
          roleCreations(binding, world).map(({ asks, name }) => [
            ...asks,
            { ...placeOf(binding), verbs: 'escalate', ...(name === undefined ? {} : { names: [name] }) },
          ]),
      ),
    ],
    [
      declares('a binding of a service account that is missing', (subject: Dangling, world) =>
        subject.missing === 'account' ? [[cutOf(subject, world)]] : [],
      ),
      together<Dangling>('may create that service account', [['create|update|patch', 'serviceaccounts']], accountAsks),
    ],
  ],
  gives: ({ binding, index, missing, bySubject }, world): Fact[] => {
    const scope = scopeOf(binding)
    if (bySubject) return adminOf(scope, world)
    const { kind, name } = binding.role
    const words =
      missing === 'role'
        ? `own rights ${holdText(scope)} for the subjects of ${title(binding)}`
        : `what ${kind} ${name} allows ${holdText(scope)}, as service account ${accountTitle(binding, index)}`
    return [effect(words)]
  },
  tells: ({ binding, index, missing, bySubject }) => {
    if (missing === 'account')
      return `Create service account ${accountTitle(binding, index)}, which ${title(binding)} names`
    const role = `${binding.role.kind} ${binding.role.name}, which ${title(binding)} names`
    return bySubject ? `Create ${role}, with rights to everything` : `Create ${role}`
  },
})

function title({ kind, namespace, name }: Binding): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`
}

function accountTitle({ subjects, namespace }: Binding, index: number): string {
  const { name = '', namespace: of } = subjects[index] ?? {}
  return `${of || namespace}/${name}`
}

function cutOf({ binding, index }: Dangling, { cuts, access, grants, options: { warrantFor } }: World): CutPoint {
  return subjectCut({ cuts, access, warrantFor }, binding, index, grants.keptBinding(binding))
}

function placeOf(binding: Binding) {
  return binding.role.kind === 'Role'
    ? { resource: roles, scope: binding.namespace }
    : { resource: clusterRoles, scope: everywhere }
}

/** A create that is asked about by name must be about the very name that is missing. */
function roleCreations(binding: Binding, world: World) {
  const { resource, scope } = placeOf(binding)
  return creations(world, resource, scope).filter(({ name }) => name === undefined || name === binding.role.name)
}

function accountAsks({ binding, index, missing }: Dangling, world: World) {
  const { name = '', namespace } = binding.subjects[index] ?? {}
  if (missing !== 'account') return []
  return creations(world, 'serviceaccounts', namespace || binding.namespace)
    .filter((each) => each.name === undefined || each.name === name)
    .map(({ asks }) => asks)
}

function* dangling({ access, cluster, grants }: World): Iterable<Dangling> {
  const declared = new Set(
    cluster.ofKind('ServiceAccount', '').map(({ namespace = 'default', name }) => `${namespace}/${name}`),
  )
  for (const binding of access.rbac.bindings) {
    const { role, problem, subjects, namespace } = binding
    // What Kubernetes binds by itself names accounts that its controllers make when they need them.
    if (grants.keptBinding(binding) !== undefined) continue
    if (problem !== undefined && (role.kind === 'Role' || role.kind === 'ClusterRole')) {
      for (const index of subjects.keys()) {
        yield { binding, index, missing: 'role', bySubject: false }
        yield { binding, index, missing: 'role', bySubject: true }
      }
      continue
    }
    for (const [index, subject] of subjects.entries()) {
      const who = whoOf(subject, namespace)
      if (who?.kind !== 'ServiceAccount') continue
      // Every namespace has an account called default, so that where it is known, all are.
      const isKnown = declared.has(`${who.namespace}/default`)
      if (isKnown && !declared.has(`${who.namespace}/${who.name}`))
        yield { binding, index, missing: 'account', bySubject: false }
    }
  }
}

import { type Binding, covers } from '../../access/index.ts'
import { code, type CutPoint, type Fact, holdsRole, identity, type Who, whoText } from '../graph/index.ts'
import { roleKey, subjectCut } from '../grants/index.ts'
import { declares, defineTechnique, have, scopeOf } from '../vocabulary/index.ts'
import type { Spot, World } from '../world/index.ts'

/** A subject that nearly anybody is. */
interface Everyone {
  readonly binding: Binding
  readonly index: number
  readonly who: Who
  /** Where somebody asks without a credential; undefined for whoever is in the group. */
  readonly from?: Spot
}

/** A binding to a group that everybody is in binds everybody. */
export const groupDefault = defineTechnique({
  id: 'GROUP-DEFAULT',
  title: 'Binding to everyone',
  class: 'rbac',
  description:
    'All service accounts are in system:serviceaccounts, in the group of their namespace and in system:authenticated, and whoever shows no credential is system:anonymous in system:unauthenticated. What these hold, any container holds. The bindings that an API server makes itself do not count as long as they are unchanged.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects',
    'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-requests',
  ],
  each: everyone,
  requires: [
    [
      have('membership of the group', ({ who, from }: Everyone) => (from === undefined ? identity(who) : [])),
      declares(
        'a binding to system:authenticated, system:serviceaccounts, system:serviceaccounts:<namespace>, system:unauthenticated or system:anonymous',
        (subject: Everyone, world) => [[cutOf(subject, world)]],
      ),
    ],
    [
      have('code in a container', ({ from }: Everyone) => (from === undefined ? [] : code(from))),
      declares('a binding to system:unauthenticated or system:anonymous', (subject: Everyone, world) => [
        [cutOf(subject, world)],
      ]),
    ],
  ],
  gives: ({ binding: { role, namespace } }): Fact =>
    holdsRole(roleKey(role.kind, role.name, namespace), scopeOf({ namespace })),
  tells: ({ binding: { kind, name, namespace, role }, who, from }) => {
    const where = `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`
    return from === undefined
      ? `Use ${role.kind} ${role.name}, which ${where} gives to everybody in ${whoText(who)}`
      : `Ask without a credential, as ${where} gives ${role.kind} ${role.name} to ${whoText(who)}`
  },
})

function cutOf({ binding, index }: Everyone, { cuts, access, grants, options: { warrantFor } }: World): CutPoint {
  return subjectCut({ cuts, access, warrantFor }, binding, index, grants.keptBinding(binding))
}

function* everyone({ access, grants, spots }: World): Iterable<Everyone> {
  for (const binding of access.rbac.bindings) {
    if (binding.problem !== undefined || grants.keptBinding(binding) !== undefined || isForJoining(binding)) continue
    for (const [index, { kind, name = '' }] of binding.subjects.entries()) {
      if (kind !== 'Group' && kind !== 'User') continue
      const who: Who = { kind, name }
      const isAnonymous = kind === 'User' ? name === 'system:anonymous' : name === 'system:unauthenticated'
      if (!isAnonymous && !(kind === 'Group' && isDefaultGroup(name))) continue
      yield { binding, index, who }
      if (isAnonymous) for (const from of spots) yield { binding, index, who, from }
    }
  }
}

/** kubeadm lets anybody read how a node joins. Source: kubernetes/kubernetes cmd/kubeadm/app/phases/bootstraptoken/clusterinfo */
function isForJoining({ namespace, list }: Binding): boolean {
  const read = { verbs: ['get'], apiGroups: [''], resources: ['configmaps'], resourceNames: ['cluster-info'] }
  return namespace === 'kube-public' && covers([read], list.rules).covered
}

function isDefaultGroup(name: string): boolean {
  return (
    name === 'system:authenticated' || name === 'system:serviceaccounts' || name.startsWith('system:serviceaccounts:')
  )
}

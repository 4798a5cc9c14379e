import { can, csrs, declares, defineTechnique, have, holds, type Target, together } from '../vocabulary/index.ts'
import { effect, everywhere, type Fact, identity, kubeletKey, secrets, type Who } from '../graph/index.ts'
import type { World } from '../world/index.ts'

/** A node that joins, or a token by which nodes join. */
interface Joining extends Target {
  /** A group of bootstrap tokens; undefined for the join itself. */
  readonly group?: Who
}

/** A certificate for a node is approved by itself for whoever may ask for it. */
export const csrNode = defineTechnique({
  id: 'CSR-NODE',
  title: 'Join as a node',
  class: 'rbac',
  description:
    'Whoever may ask for node certificates and have them approved by itself, as nodes that join do, is any node: it reads the Secrets of the pods of that node and asks for tokens of their accounts. A bootstrap token is enough, and so is a Secret of that type in kube-system, which is one.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/',
    'https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/',
  ],
  each: joinings,
  requires: [
    [
      holds('the approver is at work', ({ group }: Joining) => group === undefined),
      together<Joining>(
        'may create and get certificatesigningrequests and create certificatesigningrequests/nodeclient, as one',
        [
          ['create|get|list|watch', csrs],
          ['create', `${csrs}/nodeclient`],
        ],
        () => [
          [
            { verbs: 'create', resource: csrs, scope: everywhere },
            { verbs: 'get|list|watch', resource: csrs, scope: everywhere },
            { verbs: 'create', resource: `${csrs}/nodeclient`, scope: everywhere },
          ],
        ],
      ),
    ],
    [
      holds('a binding for a group of bootstrap tokens', ({ group }: Joining) => group !== undefined),
      can('create', 'secrets', { nameless: true }),
    ],
    [
      have('the Secrets of kube-system', ({ group }: Joining) => (group ? [secrets('kube-system')] : [])),
      declares('a bootstrap token among them', (_: Joining, { cluster }) =>
        cluster.ofKind('Secret', '').some(isBootstrapToken) ? [[]] : [],
      ),
    ],
  ],
  gives: ({ group }, { places }): Fact[] =>
    group ? [identity(group)] : [effect('the identity of any node'), ...places.all.map(kubeletKey)],
  tells: ({ group }) => (group ? `Use a bootstrap token of group ${group.name}` : 'Join the cluster as any node'),
})

function isBootstrapToken({ namespace, name }: { readonly namespace: string | undefined; readonly name: string }) {
  return namespace === 'kube-system' && name.startsWith('bootstrap-token-')
}

/** Bootstrap tokens are taken to be in use where something is bound to their groups. */
function joinings({ access }: World): Joining[] {
  const groups = new Set(
    access.rbac.bindings.flatMap(({ subjects }) =>
      subjects.flatMap(({ kind, name = '' }) =>
        kind === 'Group' && /^system:bootstrappers(:|$)/.test(name) ? [name] : [],
      ),
    ),
  )
  return [
    { namespace: '' },
    ...[...groups].map((name): Joining => ({ namespace: 'kube-system', group: { kind: 'Group', name } })),
  ]
}

import { allNamespaces, can, defineTechnique, have } from '../vocabulary/index.ts'
import { code, everywhere, scopeText } from '../graph/index.ts'
import type { Load } from '../world/index.ts'
import { targetFact } from '../targets.ts'

/** With one node in hand, pods are driven from all others until they come. */
export const stealPods = defineTechnique({
  id: 'STEAL-PODS',
  title: 'Pull powerful pods onto an owned node',
  class: 'rbac',
  description:
    'Whoever is root on a node, closes the other nodes to the scheduler by their taints or status, and deletes or evicts pods, gets their replacements onto the own node with their accounts. Deleting the other nodes does both at once. Pods without a controller do not come back, and a kubelet may do neither to other nodes.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction',
    'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
  ],
  each: allNamespaces,
  requires: [
    [
      can('update|patch', 'nodes|nodes/status', { nameless: true }),
      can('delete|deletecollection', 'pods', { nameless: true }),
      have('root on a node', () => targetFact('node')),
    ],
    [
      can('update|patch', 'nodes|nodes/status', { nameless: true }),
      can('create', 'pods/eviction', { nameless: true }),
      have('root on a node', () => targetFact('node')),
    ],
    [can('delete|deletecollection', 'nodes', { nameless: true }), have('root on a node', () => targetFact('node'))],
  ],
  gives: ({ namespace }, { loads, loadsIn }) =>
    (namespace === everywhere ? loads : loadsIn(namespace)).filter(moves).flatMap(({ spots }) => spots.map(code)),
  tells: ({ namespace }) => `Drive the pods ${scopeText(namespace)} onto the own node`,
})

/** A DaemonSet has a pod on every node already. */
function moves({ workload: { resource } }: Load): boolean {
  return resource.kind !== 'Pod' && resource.kind !== 'DaemonSet'
}

import { allNamespaces, can, defineTechnique, mayMakePods } from '../vocabulary/index.ts'
import { effect, scopeText } from '../graph/index.ts'

/**
 * A binding puts a pod on a node. It makes no pod more dangerous than admission let it be: whoever makes one that owns its
 * node chooses the node without it, as POD-CREATE-NODE says.
 */
export const podBinding = defineTechnique({
  id: 'POD-BINDING',
  title: 'Act as scheduler',
  class: 'rbac',
  description:
    'create on pods/binding puts a waiting pod on any node, as the scheduler does; taints against scheduling are not looked at, those of the control plane among them. Only a pod that owns its node makes more of it.',
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/binding-v1/'],
  each: allNamespaces,
  requires: [[can('create', 'pods/binding|bindings', { nameless: true }), mayMakePods]],
  gives: () => effect('a pod on a tainted node of the control plane'),
  tells: ({ namespace }) => `Bind a new pod ${scopeText(namespace)} to a node of the control plane`,
})

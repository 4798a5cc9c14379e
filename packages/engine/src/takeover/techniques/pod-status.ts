import { allObjects, can, defineTechnique } from '../vocabulary/index.ts'
import { effect, scopeText } from '../graph/index.ts'

/** What a pod says of itself decides who talks to it. */
export const podStatus = defineTechnique({
  id: 'POD-STATUS',
  title: 'Write pod status',
  class: 'rbac',
  description:
    'The status of a pod says whether it is ready and at which address: whoever writes it draws the traffic of Services to another address, takes pods out of them, or has them replaced.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/'],
  each: allObjects,
  requires: [[can('update|patch', 'pods/status')]],
  gives: ({ namespace }) => effect(`the traffic of Services ${scopeText(namespace)}`),
  tells: ({ namespace, name }) =>
    name === undefined
      ? `Write the status of any pod ${scopeText(namespace)}`
      : `Write the status of pod ${namespace}/${name}`,
})

import { allObjects, can, defineTechnique, podsNamed } from '../vocabulary/index.ts'
import { code, type Fact, pods, scopeText } from '../graph/index.ts'

/** The image is one of the few fields of a running pod that may change. */
export const podPatch = defineTechnique({
  id: 'POD-PATCH',
  title: 'Change the image of a running pod',
  class: 'rbac',
  description:
    'update or patch on pods puts another image into a running container: the kubelet starts it again with all that the pod has, its account and its privileges.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement'],
  each: allObjects,
  requires: [[can('update|patch', 'pods')]],
  gives: (target, world): Fact[] =>
    target.name === undefined ? [pods(target.namespace)] : podsNamed(target, world).map(code),
  tells: ({ namespace, name }) =>
    name === undefined
      ? `Change the image of any pod ${scopeText(namespace)}`
      : `Change the image of pod ${namespace}/${name}`,
})

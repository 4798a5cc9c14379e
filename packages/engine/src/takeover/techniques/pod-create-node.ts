import {
  admitsAnything,
  allNamespaces,
  defineTechnique,
  makesPodsPassedOver,
  mayMakePods,
} from '../vocabulary/index.ts'
import { everywhere, newNamespace, nodeRoot, scopeText } from '../graph/index.ts'

/** A new pod owns its node, if nothing refuses it. */
export const podCreateNode = defineTechnique({
  id: 'POD-CREATE-NODE',
  title: 'Create a pod that owns its node',
  class: 'rbac',
  description:
    'A privileged pod, or one that mounts the disk of its node, is root there; nodeName and tolerations choose which node. Pod Security refuses such pods from baseline on. Pods are made directly, or by any kind with a template, each in its own API group.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation'],
  each: (world) => [...allNamespaces(world), { namespace: newNamespace }],
  requires: [[mayMakePods, admitsAnything], [makesPodsPassedOver]],
  gives: () => nodeRoot(),
  tells: ({ namespace }) =>
    `Make a privileged pod ${namespace === everywhere ? 'in a namespace that lets it in' : scopeText(namespace)}, on any node`,
})

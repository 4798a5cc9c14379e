import { allNamespaces, defineTechnique, mayMakePods } from '../vocabulary/index.ts'
import { scopeText, secrets } from '../graph/index.ts'

/** A new pod mounts whatever its namespace holds. */
export const podCreateSecret = defineTechnique({
  id: 'POD-CREATE-SECRET',
  title: 'Create a pod that mounts a Secret',
  class: 'rbac',
  description:
    'Whoever makes pods mounts any Secret, ConfigMap or claim of the namespace into them, without a right on those. Pod Security has nothing against it, restricted included.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation'],
  each: allNamespaces,
  requires: [[mayMakePods]],
  gives: ({ namespace }) => secrets(namespace),
  tells: ({ namespace }) => `Make a pod that mounts the Secrets ${scopeText(namespace)}`,
})

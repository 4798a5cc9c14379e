import { accounts, scopeText } from '../graph/index.ts'
import { allNamespaces, defineTechnique, mayMakePods } from '../vocabulary/index.ts'

/** A new pod names the service account that it runs as. */
export const podCreateSa = defineTechnique({
  id: 'POD-CREATE-SA',
  title: 'Create a pod with another service account',
  class: 'rbac',
  description:
    'Whoever makes pods chooses their service account, and reads its token. Pod Security has nothing against it, restricted included.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation'],
  each: allNamespaces,
  requires: [[mayMakePods]],
  gives: ({ namespace }) => accounts(namespace),
  tells: ({ namespace }) => `Make a pod that runs as any service account ${scopeText(namespace)}`,
})

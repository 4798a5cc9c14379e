import { allNamespaceObjects, can, defineTechnique } from '../vocabulary/index.ts'
import { everywhere, unguarded } from '../graph/index.ts'

/** The labels of a namespace say what Pod Security enforces in it. */
export const nsLabel = defineTechnique({
  id: 'NS-LABEL',
  title: 'Relabel a namespace',
  class: 'rbac',
  description:
    'update or patch on namespaces changes the labels that Pod Security goes by, and those that network policies select peers by. A RoleBinding in a namespace is enough for that namespace.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#namespace-modification'],
  each: allNamespaceObjects,
  requires: [[can('update|patch', 'namespaces')]],
  gives: ({ name = everywhere }) => unguarded(name),
  tells: ({ name }) =>
    `Label ${name === undefined ? 'any namespace' : `namespace ${name}`} so that Pod Security lets any pod in`,
})

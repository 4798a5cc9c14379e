import { allObjects, can, defineTechnique } from '../vocabulary/index.ts'
import { scopeText, secret, secrets } from '../graph/index.ts'

/** A list of Secrets holds their values, and so does a watch. */
export const secretList = defineTechnique({
  id: 'SECRET-LIST',
  title: 'List or watch Secrets',
  class: 'rbac',
  description:
    'The answer to a list holds the values of all Secrets, and a watch begins with all of them. Where resourceNames name Secrets, a list that selects one of these names is allowed.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets'],
  each: allObjects,
  requires: [[can('list|watch', 'secrets')]],
  gives: ({ namespace, name }) => (name === undefined ? secrets(namespace) : secret(namespace, name)),
  tells: ({ namespace, name }) =>
    name === undefined
      ? `List the Secrets ${scopeText(namespace)}`
      : `List the Secrets of the name ${name} ${scopeText(namespace)}`,
})

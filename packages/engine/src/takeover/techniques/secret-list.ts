import { secrets } from '../facts.ts'
import { eachScope } from '../domains.ts'
import { can } from '../requirements.ts'
import { defineTechnique } from '../technique.ts'
import { scopeText } from '../facts.ts'

/** A list of Secrets holds their values, and so does a watch. */
export const secretList = defineTechnique({
  id: 'SECRET-LIST',
  title: 'List or watch Secrets',
  class: 'rbac',
  description: 'The answer to a list holds the values of all Secrets, and a watch begins with all of them.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets'],
  each: eachScope,
  requires: [[can('list|watch', 'secrets', { nameless: true })]],
  gives: ({ namespace }) => secrets(namespace),
  tells: ({ namespace }) => `List the Secrets ${scopeText(namespace)}`,
})

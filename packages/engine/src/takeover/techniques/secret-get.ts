import { allObjects, can, defineTechnique } from '../vocabulary/index.ts'
import { scopeText, secret, secrets } from '../graph/index.ts'

/** A Secret is had by its name. */
export const secretGet = defineTechnique({
  id: 'SECRET-GET',
  title: 'Get Secrets by name',
  class: 'rbac',
  description:
    'get shows a Secret to whoever knows its name. Names are often known, from charts and manifests, or guessed: those of generated tokens end in five characters. Where resourceNames name Secrets, only these are taken to be had.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets'],
  each: allObjects,
  requires: [[can('get', 'secrets')]],
  gives: ({ namespace, name }) => (name === undefined ? secrets(namespace) : secret(namespace, name)),
  tells: ({ namespace, name }) =>
    name === undefined
      ? `Get Secrets ${scopeText(namespace)} by names that are known or guessed`
      : `Get Secret ${namespace}/${name}`,
})

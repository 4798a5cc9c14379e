import { allNamespaces, can, defineTechnique, mayMakePods } from '../vocabulary/index.ts'
import { accounts, scopeText } from '../graph/index.ts'

/** A Secret of the right type is filled with a token that never ends. */
export const secretMint = defineTechnique({
  id: 'SECRET-MINT',
  title: 'Mint a legacy token Secret',
  class: 'rbac',
  description:
    'A new Secret of type kubernetes.io/service-account-token is filled with a token of whichever account of the namespace it names, without expiry. The answer to create does not show it: reading it takes get, list or watch on Secrets, or a pod that mounts it.',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets'],
  each: allNamespaces,
  requires: [
    [can('create', 'secrets', { nameless: true }), can('get|list|watch', 'secrets', { nameless: true })],
    [can('create', 'secrets', { nameless: true }), mayMakePods],
  ],
  gives: ({ namespace }) => accounts(namespace),
  tells: ({ namespace }) => `Create a token Secret for any service account ${scopeText(namespace)}, and read it`,
})

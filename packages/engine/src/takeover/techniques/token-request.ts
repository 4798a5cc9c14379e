import { allObjects, can, defineTechnique } from '../vocabulary/index.ts'
import { account, accounts, type Fact, scopeText } from '../graph/index.ts'

/** Tokens are given to whoever may ask for them. */
export const tokenRequest = defineTechnique({
  id: 'TOKEN-REQUEST',
  title: 'TokenRequest',
  class: 'rbac',
  description:
    'create on serviceaccounts/token gives a token of any account of the namespace, or of those that resourceNames name, valid for as long as the API server allows.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#token-request'],
  each: allObjects,
  requires: [[can('create', 'serviceaccounts/token')]],
  gives: ({ namespace, name }, { accountsIn }): Fact | undefined => {
    if (name === undefined) return accounts(namespace)
    return accountsIn(namespace).includes(name) ? account(namespace, name) : undefined
  },
  tells: ({ namespace, name }) =>
    name === undefined
      ? `Request a token of any service account ${scopeText(namespace)}`
      : `Request a token of service account ${namespace}/${name}`,
})

import { allObjects, can, defineTechnique } from '../vocabulary/index.ts'
import { account, accounts, type Fact, scopeText } from '../graph/index.ts'

/** Service accounts are impersonated within their namespace. */
export const impersonateSa = defineTechnique({
  id: 'IMPERSONATE-SA',
  title: 'Impersonate a ServiceAccount',
  class: 'rbac',
  description:
    'impersonate on serviceaccounts lets requests be made as any account of the namespace, or as those that resourceNames name, with the groups that all of them have. A Role is enough, and edit holds it.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/'],
  each: allObjects,
  requires: [[can('impersonate', 'serviceaccounts')]],
  gives: ({ namespace, name }, { accountsIn }): Fact | undefined => {
    if (name === undefined) return accounts(namespace)
    return accountsIn(namespace).includes(name) ? account(namespace, name) : undefined
  },
  tells: ({ namespace, name }) =>
    name === undefined
      ? `Impersonate any service account ${scopeText(namespace)}`
      : `Impersonate service account ${namespace}/${name}`,
})

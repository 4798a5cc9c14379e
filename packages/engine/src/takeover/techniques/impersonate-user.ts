import { can, defineTechnique, eachClusterObject } from '../vocabulary/index.ts'
import { type Fact, identity } from '../graph/index.ts'
import { boundUsers } from '../grants/index.ts'

const isAccount = (name: string) => /^system:serviceaccount:[^:]+:[^:]+$/.test(name)

/** A header makes a request another user's. */
export const impersonateUser = defineTechnique({
  id: 'IMPERSONATE-USER',
  title: 'Impersonate a user',
  class: 'rbac',
  description:
    'impersonate on users, for the whole cluster, lets requests be made as any user, or as those that resourceNames name; groups of the user do not come along. In a Role it means nothing. Names of service accounts are asked about as serviceaccounts.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/'],
  each: eachClusterObject,
  requires: [[can('impersonate', 'users')]],
  gives: ({ name }, world): Fact[] => {
    // Who has nothing bound in the input may have it elsewhere; a service account's name is not asked about here.
    const names = name === undefined ? [...boundUsers(world)] : isAccount(name) ? [] : [name]
    return names.map((each) => identity({ kind: 'User', name: each }))
  },
  tells: ({ name }) => `Impersonate ${name === undefined ? 'any user' : `user ${name}`}`,
})

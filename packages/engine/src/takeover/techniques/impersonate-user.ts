import { eachClusterObject } from '../domains.ts'
import { type Fact, identity } from '../facts.ts'
import { peopleOf } from '../people.ts'
import { can } from '../requirements.ts'
import { defineTechnique } from '../technique.ts'

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
    const { users } = peopleOf(world)
    const names = name === undefined ? [...users] : [name].filter((each) => users.has(each))
    return names.map((each) => identity({ kind: 'User', name: each }))
  },
  tells: ({ name }) => `Impersonate ${name === undefined ? 'any user' : `user ${name}`}`,
})

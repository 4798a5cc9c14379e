import { documents, grantedEverywhere, grantedIn, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { impersonateGroup } from './impersonate-group.ts'

testTechnique(impersonateGroup, {
  raised: [
    {
      name: 'users and groups',
      yaml: grantedEverywhere(rule('impersonate', 'users groups')),
      by: ['User alice'],
      grants: [
        'impersonate users in rules[0] of ClusterRole wide',
        'impersonate groups in rules[0] of ClusterRole wide',
      ],
      reaches: 'cluster-admin',
      text: /^Impersonate group system:masters$/,
    },
    {
      name: 'the group by name, with one user by name',
      yaml: grantedEverywhere(
        rule('impersonate', 'groups', { names: 'system:masters' }),
        rule('impersonate', 'users', { names: 'bob' }),
      ),
      by: ['User alice'],
      reaches: 'cluster-admin',
    },
    {
      name: 'a service account of one namespace as the user',
      yaml: documents(
        grantedEverywhere(rule('impersonate', 'groups')),
        grantedIn('shop', rule('impersonate', 'serviceaccounts')),
      ),
      by: ['User alice'],
    },
    {
      name: 'another group by name',
      yaml: grantedEverywhere(rule('impersonate', 'groups', { names: 'staff' }), rule('impersonate', 'users')),
      by: ['User alice'],
      text: /^Impersonate group staff$/,
    },
  ],
  not: [
    { name: 'groups alone, as a user name must go with them', yaml: grantedEverywhere(rule('impersonate', 'groups')) },
    { name: 'users alone', yaml: grantedEverywhere(rule('impersonate', 'users')) },
    { name: 'a Role', yaml: grantedIn('shop', rule('impersonate', 'users groups')) },
    {
      name: 'groups of a Role with users of the cluster',
      yaml: documents(
        grantedEverywhere(rule('impersonate', 'users')),
        grantedIn('shop', rule('impersonate', 'groups')),
      ),
    },
  ],
})

import { grantedEverywhere, grantedIn, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { impersonateExtra } from './impersonate-extra.ts'

const group = 'authentication.k8s.io'

testTechnique(impersonateExtra, {
  raised: [
    {
      name: 'extras of a key',
      yaml: grantedEverywhere(rule('impersonate', 'userextras/scopes', { group })),
      by: ['User alice'],
      grants: ['impersonate userextras/scopes in rules[0] of ClusterRole wide'],
      text: /^Forge extra attributes, or the uid, of a user$/,
    },
    {
      name: 'one value of a key',
      yaml: grantedEverywhere(rule('impersonate', 'userextras/scopes', { group, names: 'development' })),
      by: ['User alice'],
    },
    { name: 'uids', yaml: grantedEverywhere(rule('impersonate', 'uids', { group })), by: ['User alice'] },
    { name: 'everything of the group', yaml: grantedEverywhere(rule('*', '*', { group })), by: ['User alice'] },
  ],
  not: [
    { name: 'the core group', yaml: grantedEverywhere(rule('impersonate', 'userextras/scopes uids')) },
    { name: 'a Role', yaml: grantedIn('shop', rule('impersonate', 'userextras/scopes uids', { group })) },
    { name: 'users and groups', yaml: grantedEverywhere(rule('impersonate', 'users groups')) },
    {
      name: 'userextras without a key, which nobody asks for',
      yaml: grantedEverywhere(rule('impersonate', 'userextras', { group })),
    },
    {
      name: 'a star as the key, which is no pattern',
      yaml: grantedEverywhere(rule('impersonate', 'userextras/*', { group })),
    },
  ],
})

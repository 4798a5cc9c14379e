import { documents, grantedEverywhere, grantedIn, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { impersonateConstrained } from './impersonate-constrained.ts'

const group = 'authentication.k8s.io'
const whom = rule('impersonate:user-info', 'users', { group, names: 'bob' })
const what = rule('impersonate-on:user-info:list', 'pods')

testTechnique(impersonateConstrained, {
  raised: [
    {
      name: 'both of a mode',
      yaml: grantedEverywhere(whom, what),
      by: ['User alice'],
      grants: [
        'impersonate:user-info users in rules[0] of ClusterRole wide',
        'impersonate-on:user-info:list pods in rules[1] of ClusterRole wide',
      ],
      text: /^Make the requests that are allowed so as another identity$/,
    },
    {
      name: 'what is asked for in one namespace',
      yaml: documents(grantedEverywhere(whom), grantedIn('shop', what)),
      by: ['User alice'],
    },
    {
      name: 'accounts of one namespace',
      yaml: grantedIn(
        'shop',
        rule('impersonate:serviceaccount', 'serviceaccounts', { group }),
        rule('impersonate-on:serviceaccount:get', 'secrets'),
      ),
      by: ['User alice'],
    },
    {
      name: 'the node of the own pod, asked about as a star',
      yaml: grantedEverywhere(
        rule('impersonate:associated-node', 'nodes', { group, names: '*' }),
        rule('impersonate-on:associated-node:get', 'pods'),
      ),
      by: ['User alice'],
    },
    {
      name: 'every verb, which holds all modes',
      yaml: grantedEverywhere(rule('*', '*', { group: '*' })),
      by: ['User alice'],
    },
  ],
  not: [
    { name: 'the identity alone', yaml: grantedEverywhere(whom) },
    { name: 'the requests alone', yaml: grantedEverywhere(what) },
    {
      name: 'two modes',
      yaml: grantedEverywhere(whom, rule('impersonate-on:arbitrary-node:list', 'pods')),
    },
    { name: 'both before v1.36', yaml: grantedEverywhere(whom, what), minor: 35 },
    {
      name: 'users in the core group',
      yaml: grantedEverywhere(rule('impersonate:user-info', 'users'), what),
    },
    {
      name: 'the own node restricted to its name, as a star is asked about',
      yaml: grantedEverywhere(
        rule('impersonate:associated-node', 'nodes', { group, names: 'n1' }),
        rule('impersonate-on:associated-node:get', 'pods'),
      ),
    },
    { name: 'users in a Role', yaml: grantedIn('shop', whom, what) },
  ],
})

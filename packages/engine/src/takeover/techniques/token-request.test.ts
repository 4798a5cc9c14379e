import { boundIn, documents, grantedEverywhere, grantedIn, namespaceAt, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { tokenRequest } from './token-request.ts'

const account = `apiVersion: v1
kind: ServiceAccount
metadata: { name: robot, namespace: shop }
`

testTechnique(tokenRequest, {
  raised: [
    {
      name: 'create on serviceaccounts/token',
      yaml: grantedIn('shop', rule('create', 'serviceaccounts/token')),
      by: ['User alice'],
      text: /^Request a token of any service account in shop$/,
    },
    {
      name: 'one account by name, as the name is in the URL',
      yaml: documents(account, grantedIn('shop', rule('create', 'serviceaccounts/token', { names: 'robot' }))),
      by: ['User alice'],
      text: /^Request a token of service account shop\/robot$/,
    },
    { name: 'the ClusterRole edit in the namespace', yaml: boundIn('shop', 'edit'), by: ['User alice'] },
    {
      name: 'the whole cluster, told once',
      yaml: documents(namespaceAt('a'), namespaceAt('b'), grantedEverywhere(rule('create', '*/token'))),
      by: ['User alice'],
      text: /in every namespace$/,
    },
  ],
  not: [
    { name: 'serviceaccounts, without the subresource', yaml: grantedIn('shop', rule('create', 'serviceaccounts')) },
    { name: 'get on serviceaccounts/token', yaml: grantedIn('shop', rule('get', 'serviceaccounts/token')) },
    { name: 'serviceaccounts/*, which means nothing', yaml: grantedIn('shop', rule('create', 'serviceaccounts/*')) },
    {
      name: 'a name that no account has',
      yaml: grantedIn('shop', rule('create', 'serviceaccounts/token', { names: 'ghost' })),
    },
  ],
})

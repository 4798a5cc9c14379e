import { boundIn, documents, grantedEverywhere, grantedIn, namespaceAt, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { nsLabel } from './ns-label.ts'

const restricted = namespaceAt('shop', 'restricted')

testTechnique(nsLabel, {
  raised: [
    {
      name: 'patch on namespaces, and pods to make there',
      yaml: documents(
        restricted,
        grantedEverywhere(rule('patch', 'namespaces')),
        grantedIn('shop', rule('create', 'pods')),
      ),
      by: ['User alice'],
      reaches: 'node',
      text: /^Label any namespace so that Pod Security lets any pod in$/,
    },
    {
      name: 'a Role in the namespace, which is enough for that one',
      yaml: documents(restricted, grantedIn('shop', rule('update', 'namespaces'), rule('create', 'pods'))),
      by: ['User alice'],
      reaches: 'node',
      text: /^Label namespace shop so that/,
    },
    {
      name: 'one namespace by name',
      yaml: documents(
        restricted,
        namespaceAt('ops'),
        grantedEverywhere(rule('patch', 'namespaces', { names: 'shop' })),
      ),
      by: ['User alice'],
      text: /namespace shop/,
    },
  ],
  not: [
    {
      name: 'the status of namespaces',
      yaml: documents(restricted, grantedEverywhere(rule('patch', 'namespaces/status'))),
    },
    { name: 'create and delete', yaml: documents(restricted, grantedEverywhere(rule('create delete', 'namespaces'))) },
    {
      name: 'a Role with the name of another namespace',
      yaml: documents(restricted, namespaceAt('ops'), grantedIn('shop', rule('patch', 'namespaces', { names: 'ops' }))),
    },
    { name: 'the ClusterRole admin in the namespace', yaml: documents(restricted, boundIn('shop', 'admin')) },
  ],
})

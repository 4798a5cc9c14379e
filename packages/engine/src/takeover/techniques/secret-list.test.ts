import { boundIn, documents, grantedEverywhere, grantedIn, namespaceAt, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { secretList } from './secret-list.ts'

testTechnique(secretList, {
  raised: [
    {
      name: 'list',
      yaml: grantedIn('shop', rule('list', 'secrets')),
      by: ['User alice'],
      reaches: 'namespace-secrets',
      text: /^List the Secrets in shop$/,
    },
    { name: 'watch alone', yaml: grantedIn('shop', rule('watch', 'secrets')), by: ['User alice'] },
    {
      name: 'the whole cluster, told once',
      yaml: documents(namespaceAt('a'), namespaceAt('b'), grantedEverywhere(rule('list', 'secrets'))),
      by: ['User alice'],
      reaches: 'cluster-secrets',
      text: /^List the Secrets in every namespace$/,
    },
    {
      name: 'one by name, by a field selector',
      yaml: grantedIn('shop', rule('list', 'secrets', { names: 'tls' })),
      by: ['User alice'],
      text: /^List the Secrets of the name tls in shop$/,
    },
    { name: 'the ClusterRole edit in the namespace', yaml: boundIn('shop', 'edit'), by: ['User alice'] },
    {
      name: 'everything to read in the core group',
      yaml: grantedIn('shop', rule('get list watch', '*')),
      by: ['User alice'],
    },
  ],
  not: [
    { name: 'get alone', yaml: grantedIn('shop', rule('get', 'secrets')) },
    { name: 'the ClusterRole view in the namespace', yaml: boundIn('shop', 'view') },
    { name: 'secrets/*, which means nothing', yaml: grantedIn('shop', rule('list', 'secrets/*')) },
    { name: 'deletecollection', yaml: grantedIn('shop', rule('delete deletecollection', 'secrets')) },
  ],
})

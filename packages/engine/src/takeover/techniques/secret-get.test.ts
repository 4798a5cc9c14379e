import { documents, grantedEverywhere, grantedIn, namespaceAt, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { secretGet } from './secret-get.ts'

const named = `apiVersion: v1
kind: Secret
metadata: { name: tls, namespace: ops }
`

testTechnique(secretGet, {
  raised: [
    {
      name: 'get without names',
      yaml: grantedIn('shop', rule('get', 'secrets')),
      by: ['User alice'],
      reaches: 'namespace-secrets',
      text: /^Get Secrets in shop by names that are known or guessed$/,
    },
    {
      name: 'one by name',
      yaml: grantedIn('shop', rule('get', 'secrets', { names: 'tls' })),
      by: ['User alice'],
      text: /^Get Secret shop\/tls$/,
    },
    {
      name: 'a name for every namespace, where there is such a Secret',
      yaml: documents(namespaceAt('shop'), named, grantedEverywhere(rule('get', 'secrets', { names: 'tls' }))),
      by: ['User alice'],
      text: /^Get Secret ops\/tls$/,
    },
    {
      name: 'the whole cluster, told once',
      yaml: documents(namespaceAt('a'), namespaceAt('b'), grantedEverywhere(rule('get', 'secrets'))),
      by: ['User alice'],
      reaches: 'cluster-secrets',
      text: /in every namespace/,
    },
  ],
  not: [
    { name: 'list alone', yaml: grantedIn('shop', rule('list', 'secrets')) },
    { name: 'another kind', yaml: grantedIn('shop', rule('get', 'configmaps')) },
    {
      name: 'a name that is read as a pattern elsewhere',
      yaml: documents(named, grantedEverywhere(rule('get', 'secrets', { names: 't.s' }))),
    },
  ],
})

import { documents, grantedIn, namespaceAt, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { podCreateSecret } from './pod-create-secret.ts'

testTechnique(podCreateSecret, {
  raised: [
    {
      name: 'create on pods under restricted, without a verb on secrets',
      yaml: documents(namespaceAt('shop', 'restricted'), grantedIn('shop', rule('create', 'pods'))),
      by: ['User alice'],
      grants: ['create pods in rules[0] of Role shop/r'],
      reaches: 'namespace-secrets',
      text: /^Make a pod that mounts the Secrets in shop$/,
    },
    {
      name: 'statefulsets in apps',
      yaml: grantedIn('shop', rule('create', 'statefulsets', { group: 'apps' })),
      by: ['User alice'],
    },
    {
      name: 'kube-system, whose Secrets are in it',
      yaml: grantedIn('kube-system', rule('create', 'pods')),
      by: ['User alice'],
      text: /kube-system/,
    },
  ],
  not: [
    { name: 'pods to delete', yaml: grantedIn('shop', rule('delete', 'pods')) },
    { name: 'pods/exec', yaml: grantedIn('shop', rule('create', 'pods/exec')) },
  ],
})

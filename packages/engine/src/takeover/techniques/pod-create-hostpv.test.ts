import { documents, grantedEverywhere, grantedIn, namespaceAt, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { podCreateHostpv } from './pod-create-hostpv.ts'

const restricted = namespaceAt('shop', 'restricted')
const volumes = grantedEverywhere(rule('create', 'persistentvolumes'))
const podsAndClaims = grantedIn('shop', rule('create', 'pods persistentvolumeclaims'))

testTechnique(podCreateHostpv, {
  raised: [
    {
      name: 'volumes for the cluster, claims and pods in a namespace, under restricted',
      yaml: documents(restricted, volumes, podsAndClaims),
      by: ['User alice'],
      grants: ['create persistentvolumes in rules[0] of ClusterRole wide', 'create pods in rules[0] of Role shop/r'],
      reaches: 'node',
      text: /^Make a PersistentVolume of the node's disk, and a pod in shop that claims it$/,
    },
    {
      name: 'pods alone, as an ephemeral volume brings the claim along',
      yaml: documents(restricted, volumes, grantedIn('shop', rule('create', 'pods'))),
      by: ['User alice'],
    },
  ],
  not: [
    { name: 'volumes alone', yaml: documents(restricted, volumes) },
    { name: 'pods and claims alone', yaml: documents(restricted, podsAndClaims) },
    {
      name: 'volumes in a Role, as they have no namespace',
      yaml: documents(restricted, grantedIn('shop', rule('create', 'persistentvolumes pods persistentvolumeclaims'))),
    },
    {
      name: 'volumes by name, which a POST never has',
      yaml: documents(grantedEverywhere(rule('create', 'persistentvolumes', { names: 'disk' })), podsAndClaims),
    },
  ],
})

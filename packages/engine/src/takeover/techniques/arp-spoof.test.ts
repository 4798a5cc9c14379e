import { testTechnique } from '../../../test/technique-tester.ts'
import { podYaml } from '../../../test/takeover-manifests.ts'
import { arpSpoof } from './arp-spoof.ts'

const by = ['container app']
const drop = (name: string) => podYaml(`securityContext: { capabilities: { drop: [${name}] } }`)

testTechnique(arpSpoof, {
  raised: [
    {
      name: 'NET_RAW by default',
      yaml: podYaml(),
      by,
      grants: ['capability NET_RAW, which runtimes give of Pod shop/p, container app'],
      text: /^Answer for other pods of the node from container app of Pod shop\/p$/,
    },
    {
      name: 'NET_RAW that is added to nothing',
      yaml: podYaml('securityContext: { capabilities: { add: [NET_RAW], drop: [ALL] } }'),
      by,
    },
    { name: 'another capability dropped', yaml: drop('NET_ADMIN'), by },
  ],
  not: [
    { name: 'NET_RAW dropped', yaml: drop('NET_RAW') },
    { name: 'all dropped', yaml: drop('all') },
    { name: 'a user namespace', yaml: podYaml('', 'hostUsers: false') },
    {
      name: 'a user who never becomes root',
      yaml: podYaml('securityContext: { runAsNonRoot: true, allowPrivilegeEscalation: false }'),
    },
    {
      name: 'a network plugin that routes',
      yaml: `${podYaml()}---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: calico-node, namespace: kube-system }
spec: { template: { spec: { containers: [{ name: calico-node, image: a }] } } }
`,
    },
  ],
})

import { testTechnique } from '../../../test/technique-tester.ts'
import { podYaml } from '../../../test/takeover-manifests.ts'
import { escPriv } from './esc-priv.ts'

const by = ['container app']

testTechnique(escPriv, {
  raised: [
    {
      name: 'privileged: true',
      yaml: podYaml('securityContext: { privileged: true }'),
      by,
      grants: ['privileged of Pod shop/p, container app'],
      reaches: 'node',
      text: /^Leave container app, which is privileged, for its node$/,
    },
    {
      name: 'an init container of a template',
      yaml: `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: d, namespace: shop }
spec:
  selector: { matchLabels: { app: d } }
  template:
    metadata: { labels: { app: d } }
    spec:
      initContainers: [{ name: setup, image: a, securityContext: { privileged: true } }]
      containers: [{ name: app, image: a }]
`,
      by: ['container setup'],
      reaches: 'node',
    },
  ],
  not: [
    { name: 'privileged: false', yaml: podYaml('securityContext: { privileged: false }') },
    { name: 'a user namespace', yaml: podYaml('securityContext: { privileged: true }', 'hostUsers: false') },
    { name: 'Windows', yaml: podYaml('securityContext: { privileged: true }', 'os: { name: windows }') },
    {
      name: 'every capability, without the devices',
      yaml: podYaml('securityContext: { capabilities: { add: [ALL] } }'),
    },
  ],
})

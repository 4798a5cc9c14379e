import { bound, documents, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { hostPathYaml } from '../../../test/takeover-manifests.ts'
import { escVarlog } from './esc-varlog.ts'

const by = ['container app']
const reading = (pod: string, resources: string, namespace?: string) =>
  documents(pod, bound([rule('get list', resources)], { namespace, account: 'shop/default' }))

testTechnique(escVarlog, {
  raised: [
    {
      name: 'the logs of pods in the namespace',
      yaml: reading(hostPathYaml('/var/log'), 'pods/log', 'shop'),
      by,
      grants: ['the mount of /var/log of Pod shop/p, container app', 'get pods/log in rules[0] of Role shop/r'],
      text: /^Link to a file in \/var\/log of the node from container app of Pod shop\/p, and ask for the log$/,
    },
    {
      name: 'the logs of nodes, by a binding for the cluster',
      yaml: reading(hostPathYaml('/var'), 'nodes/log'),
      by,
    },
    { name: 'that subresource of everything', yaml: reading(hostPathYaml('/var/log'), '*/log', 'shop'), by },
  ],
  not: [
    { name: 'nodes/log in a Role, which means nothing', yaml: reading(hostPathYaml('/var/log'), 'nodes/log', 'shop') },
    { name: 'pods/*, which means nothing', yaml: reading(hostPathYaml('/var/log'), 'pods/*', 'shop') },
    { name: 'pods without their logs', yaml: reading(hostPathYaml('/var/log'), 'pods', 'shop') },
    { name: 'a read-only mount', yaml: reading(hostPathYaml('/var/log', 'readOnly: true'), 'pods/log', 'shop') },
    { name: 'no grant', yaml: hostPathYaml('/var/log') },
    {
      name: 'a folder that the kubelet reads no pod logs from',
      yaml: reading(hostPathYaml('/var/log/app'), 'pods/log', 'shop'),
    },
    {
      name: 'no token to ask with',
      yaml: reading(hostPathYaml('/var/log', '', '', 'automountServiceAccountToken: false'), 'pods/log', 'shop'),
    },
  ],
})

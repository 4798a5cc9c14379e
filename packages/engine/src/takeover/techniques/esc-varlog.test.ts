import { testTechnique } from '../../../test/technique-tester.ts'
import { grantYaml, hostPathYaml } from '../../../test/takeover-manifests.ts'
import { escVarlog } from './esc-varlog.ts'

const by = ['container app']
const logs = (resources: string) => `apiGroups: [""], resources: [${resources}], verbs: [get, list]`

testTechnique(escVarlog, {
  raised: [
    {
      name: 'the logs of pods in the namespace',
      yaml: hostPathYaml('/var/log') + grantYaml(logs('pods/log')),
      by,
      grants: ['the mount of /var/log of Pod shop/p, container app', 'get pods/log in rules[0] of Role shop/r'],
      text: /^Link to a file in \/var\/log of the node from container app of Pod shop\/p, and ask for the log$/,
    },
    {
      name: 'the logs of nodes, by a binding for the cluster',
      yaml: hostPathYaml('/var') + grantYaml(logs('nodes/log'), 'ClusterRole'),
      by,
    },
    { name: 'that subresource of everything', yaml: hostPathYaml('/var/log') + grantYaml(logs('"*/log"')), by },
  ],
  not: [
    { name: 'nodes/log in a Role, which means nothing', yaml: hostPathYaml('/var/log') + grantYaml(logs('nodes/log')) },
    { name: 'pods/*, which means nothing', yaml: hostPathYaml('/var/log') + grantYaml(logs('"pods/*"')) },
    { name: 'pods without their logs', yaml: hostPathYaml('/var/log') + grantYaml(logs('pods')) },
    { name: 'a read-only mount', yaml: hostPathYaml('/var/log', 'readOnly: true') + grantYaml(logs('pods/log')) },
    { name: 'no grant', yaml: hostPathYaml('/var/log') },
    {
      name: 'a folder that the kubelet reads no pod logs from',
      yaml: hostPathYaml('/var/log/app') + grantYaml(logs('pods/log')),
    },
    {
      name: 'no token to ask with',
      yaml: hostPathYaml('/var/log', '', '', 'automountServiceAccountToken: false') + grantYaml(logs('pods/log')),
    },
  ],
})

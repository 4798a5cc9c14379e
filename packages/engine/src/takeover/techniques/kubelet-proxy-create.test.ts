import { documents, grantedEverywhere, grantedIn, podIn, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { kubeletProxyCreate } from './kubelet-proxy-create.ts'

const onNode = podIn('shop', 'web', 'nodeName: n1')

testTechnique(kubeletProxyCreate, {
  raised: [
    {
      name: 'create on nodes/proxy',
      yaml: grantedEverywhere(rule('create', 'nodes/proxy')),
      by: ['User alice'],
      grants: ['create nodes/proxy in rules[0] of ClusterRole wide'],
      text: /^Run a command through the kubelet in any pod of any node$/,
    },
    { name: 'get alone', yaml: grantedEverywhere(rule('get', 'nodes/proxy')), by: ['User alice'] },
    {
      name: 'one node by name, for its pods',
      yaml: documents(onNode, grantedEverywhere(rule('create', 'nodes/proxy', { names: 'n1' }))),
      by: ['User alice'],
      text: /^Run a command through the kubelet in any pod on node n1$/,
    },
    { name: 'that subresource of anything', yaml: grantedEverywhere(rule('*', '*/proxy')), by: ['User alice'] },
  ],
  not: [
    { name: 'a Role, as nodes have no namespace', yaml: grantedIn('shop', rule('*', 'nodes/proxy')) },
    { name: 'nodes/*, which means nothing', yaml: grantedEverywhere(rule('create', 'nodes/*')) },
    { name: 'nodes, without the subresource', yaml: grantedEverywhere(rule('*', 'nodes')) },
    { name: 'a subresource for readers', yaml: grantedEverywhere(rule('get', 'nodes/metrics nodes/stats')) },
    { name: 'a verb in capitals', yaml: grantedEverywhere(rule('CREATE GET', 'nodes/proxy')) },
  ],
})

import { documents, grantedEverywhere, grantedIn, podIn, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { kubeletProxyGetWs } from './kubelet-proxy-get-ws.ts'

testTechnique(kubeletProxyGetWs, {
  raised: [
    {
      name: 'get on nodes/proxy, in the newest version too',
      yaml: grantedEverywhere(rule('get', 'nodes/proxy')),
      by: ['User alice'],
      text: /^Run a command over a WebSocket to the kubelet in any pod of any node$/,
    },
    {
      name: 'a role that only reads, but everything',
      yaml: documents(
        podIn('shop', 'web', 'hostPID: true, nodeName: n1'),
        grantedEverywhere(rule('get list watch', '*', { group: '*' })),
      ),
      by: ['User alice'],
      grants: ['get * in rules[0] of ClusterRole wide'],
    },
  ],
  not: [
    { name: 'create alone', yaml: grantedEverywhere(rule('create', 'nodes/proxy')) },
    { name: 'list and watch', yaml: grantedEverywhere(rule('list watch', 'nodes/proxy')) },
    { name: 'everything to read in a namespace', yaml: grantedIn('shop', rule('get', '*', { group: '*' })) },
  ],
})

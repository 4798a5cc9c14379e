import { grantedEverywhere, grantedIn, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { nodeStatus } from './node-status.ts'

testTechnique(nodeStatus, {
  raised: [
    {
      name: 'patch on nodes',
      yaml: grantedEverywhere(rule('patch', 'nodes')),
      by: ['User alice'],
      text: /^Change the labels, taints or status of any node$/,
    },
    { name: 'update on nodes/status', yaml: grantedEverywhere(rule('update', 'nodes/status')), by: ['User alice'] },
    {
      name: 'one node by name',
      yaml: grantedEverywhere(rule('patch', 'nodes', { names: 'n1' })),
      by: ['User alice'],
      text: /of node n1$/,
    },
  ],
  not: [
    { name: 'a Role', yaml: grantedIn('shop', rule('*', 'nodes nodes/status')) },
    { name: 'the right to look', yaml: grantedEverywhere(rule('get list watch', 'nodes nodes/status')) },
    { name: 'nodes/proxy', yaml: grantedEverywhere(rule('patch', 'nodes/proxy')) },
  ],
})

import { grantedEverywhere, grantedIn, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { kubeletFine } from './kubelet-fine.ts'

testTechnique(kubeletFine, {
  raised: [
    {
      name: 'get on nodes/log',
      yaml: grantedEverywhere(rule('get', 'nodes/log')),
      by: ['User alice'],
      text: /^Ask the kubelet of any node for logs, configuration or a checkpoint$/,
    },
    { name: 'get on nodes/configz', yaml: grantedEverywhere(rule('get', 'nodes/configz')), by: ['User alice'] },
    {
      name: 'create on nodes/checkpoint',
      yaml: grantedEverywhere(rule('create', 'nodes/checkpoint')),
      by: ['User alice'],
    },
    {
      name: 'one node by name',
      yaml: grantedEverywhere(rule('get', 'nodes/pods', { names: 'n1' })),
      by: ['User alice'],
      text: /node n1/,
    },
  ],
  not: [
    { name: 'get on nodes/checkpoint', yaml: grantedEverywhere(rule('get', 'nodes/checkpoint')) },
    { name: 'create on nodes/log', yaml: grantedEverywhere(rule('create', 'nodes/log')) },
    { name: 'metrics and health', yaml: grantedEverywhere(rule('get', 'nodes/metrics nodes/healthz')) },
    { name: 'a Role', yaml: grantedIn('shop', rule('get', 'nodes/log')) },
    {
      name: 'configz and pods before v1.33, when kubelets ask for nodes/proxy there',
      yaml: grantedEverywhere(rule('get', 'nodes/configz nodes/pods')),
      minor: 32,
    },
  ],
})

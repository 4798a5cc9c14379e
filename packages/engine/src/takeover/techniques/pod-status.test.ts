import { grantedIn, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { podStatus } from './pod-status.ts'

testTechnique(podStatus, {
  raised: [
    {
      name: 'patch on pods/status',
      yaml: grantedIn('shop', rule('patch', 'pods/status')),
      by: ['User alice'],
      text: /^Write the status of any pod in shop$/,
    },
    { name: 'that subresource of anything', yaml: grantedIn('shop', rule('update', '*/status')), by: ['User alice'] },
    {
      name: 'one pod by name',
      yaml: grantedIn('shop', rule('update', 'pods/status', { names: 'web' })),
      by: ['User alice'],
      text: /pod shop\/web$/,
    },
  ],
  not: [
    { name: 'pods, which is another resource', yaml: grantedIn('shop', rule('update patch', 'pods')) },
    { name: 'get', yaml: grantedIn('shop', rule('get', 'pods/status')) },
  ],
})

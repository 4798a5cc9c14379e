import { documents, grantedEverywhere, grantedIn, podIn, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { podExecGetWs } from './pod-exec-get-ws.ts'

testTechnique(podExecGetWs, {
  raised: [
    {
      name: 'get on pods/exec before v1.35',
      yaml: grantedIn('shop', rule('get', 'pods/exec')),
      minor: 34,
      by: ['User alice'],
      grants: ['get pods/exec in rules[0] of Role shop/r'],
      text: /^Run a command over a WebSocket in any pod in shop$/,
    },
    { name: 'get on pods/attach', yaml: grantedIn('shop', rule('get', 'pods/attach')), minor: 30, by: ['User alice'] },
    {
      name: 'a role that only reads, but everything',
      yaml: grantedEverywhere(rule('get list watch', '*', { group: '*' })),
      minor: 34,
      by: ['User alice'],
      text: /in every namespace$/,
    },
    {
      name: 'one pod by name',
      yaml: documents(podIn('shop', 'web'), grantedIn('shop', rule('get', 'pods/exec', { names: 'web' }))),
      minor: 34,
      by: ['User alice'],
      text: /in pod shop\/web$/,
    },
  ],
  not: [
    { name: 'get since v1.35', yaml: grantedIn('shop', rule('get', 'pods/exec pods/attach')), minor: 35 },
    { name: 'create alone, which POD-EXEC is about', yaml: grantedIn('shop', rule('create', 'pods/exec')), minor: 34 },
    { name: 'get on pods', yaml: grantedIn('shop', rule('get', 'pods pods/log')), minor: 34 },
    { name: 'pods/*, which means nothing', yaml: grantedIn('shop', rule('get', 'pods/*')), minor: 34 },
  ],
})

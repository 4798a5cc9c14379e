import { documents, grantedIn, podIn, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { podPatch } from './pod-patch.ts'

testTechnique(podPatch, {
  raised: [
    {
      name: 'patch on pods',
      yaml: grantedIn('shop', rule('patch', 'pods')),
      by: ['User alice'],
      text: /^Change the image of any pod in shop$/,
    },
    {
      name: 'update of one pod by name',
      yaml: documents(podIn('shop', 'web'), grantedIn('shop', rule('update', 'pods', { names: 'web' }))),
      by: ['User alice'],
      text: /^Change the image of pod shop\/web$/,
    },
  ],
  not: [
    { name: 'the status of pods', yaml: grantedIn('shop', rule('patch update', 'pods/status')) },
    { name: 'ephemeral containers', yaml: grantedIn('shop', rule('patch', 'pods/ephemeralcontainers')) },
    { name: 'create alone', yaml: grantedIn('shop', rule('create', 'pods')) },
  ],
})

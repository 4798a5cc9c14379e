import { documents, grantedIn, podIn, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { podEphemeral } from './pod-ephemeral.ts'

testTechnique(podEphemeral, {
  raised: [
    {
      name: 'patch on pods/ephemeralcontainers',
      yaml: grantedIn('shop', rule('patch', 'pods/ephemeralcontainers')),
      by: ['User alice'],
      text: /^Add an ephemeral container to any pod in shop$/,
    },
    { name: 'update', yaml: grantedIn('shop', rule('update', 'pods/ephemeralcontainers')), by: ['User alice'] },
    {
      name: 'one pod by name, with all that it has',
      yaml: documents(
        podIn('shop', 'web', 'volumes: []'),
        grantedIn('shop', rule('patch', 'pods/ephemeralcontainers', { names: 'web' })),
      ),
      by: ['User alice'],
      text: /to pod shop\/web$/,
    },
  ],
  not: [
    { name: 'patch on pods, which does not reach it', yaml: grantedIn('shop', rule('patch update', 'pods')) },
    { name: 'create, which nobody asks for', yaml: grantedIn('shop', rule('create', 'pods/ephemeralcontainers')) },
    {
      name: 'a name that no pod has',
      yaml: documents(
        podIn('shop', 'web'),
        grantedIn('shop', rule('patch', 'pods/ephemeralcontainers', { names: 'db' })),
      ),
    },
  ],
})

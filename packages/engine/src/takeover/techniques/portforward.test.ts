import { grantedIn, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { portforward } from './portforward.ts'

testTechnique(portforward, {
  raised: [
    {
      name: 'create on pods/portforward',
      yaml: grantedIn('shop', rule('create', 'pods/portforward')),
      by: ['User alice'],
      text: /^Connect to any pod or Service in shop$/,
    },
    { name: 'get on services/proxy', yaml: grantedIn('shop', rule('get', 'services/proxy')), by: ['User alice'] },
    { name: 'everything to read in the core group', yaml: grantedIn('shop', rule('get', '*')), by: ['User alice'] },
    {
      name: 'get on pods/portforward before v1.35',
      yaml: grantedIn('shop', rule('get', 'pods/portforward')),
      minor: 34,
      by: ['User alice'],
    },
    {
      name: 'one Service by name',
      yaml: grantedIn('shop', rule('create', 'services/proxy', { names: 'front' })),
      by: ['User alice'],
      text: /^Connect to shop\/front$/,
    },
  ],
  not: [
    {
      name: 'get on pods/portforward since v1.35',
      yaml: grantedIn('shop', rule('get', 'pods/portforward')),
      minor: 35,
    },
    { name: 'pods and services', yaml: grantedIn('shop', rule('*', 'pods services')) },
  ],
})

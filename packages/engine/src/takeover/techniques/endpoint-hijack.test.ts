import { may, mayIn } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { endpointHijack } from './endpoint-hijack.ts'

testTechnique(endpointHijack, {
  raised: [
    {
      name: 'creating EndpointSlices',
      yaml: mayIn('shop', 'create', 'endpointslices.discovery.k8s.io'),
      by: ['User alice'],
      text: /^Send the traffic of Services in shop elsewhere$/,
    },
    {
      name: 'changing one Endpoints',
      yaml: mayIn('shop', 'update', 'endpoints', { names: 'web' }),
      by: ['User alice'],
      text: /^Send the traffic of shop\/web elsewhere$/,
    },
    { name: 'Endpoints of the whole cluster', yaml: may('patch', 'endpoints'), by: ['User alice'] },
  ],
  not: [
    { name: 'EndpointSlices in the core group', yaml: mayIn('shop', 'create', 'endpointslices') },
    { name: 'reading and deleting', yaml: may('get list watch delete', 'endpoints') },
    { name: 'Services', yaml: may('create update patch', 'services') },
    {
      name: 'create with a name, which a POST does not have',
      yaml: mayIn('shop', 'create', 'endpoints', { names: 'web' }),
    },
  ],
})

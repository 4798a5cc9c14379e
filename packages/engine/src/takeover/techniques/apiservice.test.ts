import { may, mayIn } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { apiservice } from './apiservice.ts'

const resource = 'apiservices.apiregistration.k8s.io'

testTechnique(apiservice, {
  raised: [
    { name: 'creating one', yaml: may('create', resource), by: ['User alice'], text: /^Answer the requests for / },
    {
      name: 'changing one by name',
      yaml: may('patch', resource, { names: 'v1.metrics' }),
      by: ['User alice'],
      grants: [/^patch apiservices in rules/],
      text: /v1.metrics/,
    },
  ],
  not: [
    { name: 'reading and deleting them', yaml: may('get list watch delete', resource) },
    { name: 'create with a name, which a POST does not have', yaml: may('create', resource, { names: 'v1.metrics' }) },
    { name: 'a Role, which reaches nothing of the cluster', yaml: mayIn('shop', '*', resource) },
    {
      name: 'their status, which is a resource of its own',
      yaml: may('update', 'apiservices.apiregistration.k8s.io/status'),
    },
    { name: 'the core group', yaml: may('*', 'apiservices') },
  ],
})

import { testRule } from '../../../test/rule-tester.ts'
import { headlessServiceMissing } from './headless-service-missing.ts'

const { bad, good } = headlessServiceMissing.examples
const at = ['spec.serviceName']

testRule(headlessServiceMissing, {
  pass: [
    { name: 'a Deployment', yaml: bad.replace('StatefulSet', 'Deployment') },
    {
      name: 'an item of a List',
      yaml: `apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: Service, metadata: { name: a }, spec: { clusterIP: None, selector: { app: a } } }
  - { apiVersion: apps/v1, kind: StatefulSet, spec: { serviceName: a, template: { metadata: { labels: { app: a } } } } }
`,
    },
  ],
  fail: [
    { name: 'no name', yaml: good.replace('  serviceName: store\n', ''), at, message: /not set/ },
    { name: 'no Service', yaml: bad, at, message: /no Service store/ },
    {
      name: 'a Service of another namespace',
      yaml: good.replace('Service\nmetadata:\n', 'Service\nmetadata:\n  namespace: b\n'),
      at,
    },
    { name: 'a Service with an address', yaml: good.replace('  clusterIP: None\n', ''), at, message: /not headless/ },
    { name: 'a Service of other pods', yaml: good.replace(/app: store\n$/, 'app: shop\n'), at, message: /other pods/ },
    {
      name: 'a Service without a selector',
      yaml: good.replace(/ {2}selector:\n.*\n$/, ''),
      at,
      message: /selects no pods/,
    },
  ],
})

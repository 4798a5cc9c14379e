import { testRule } from '../../../test/rule-tester.ts'
import { danglingServiceMonitor } from './dangling-service-monitor.ts'

const monitor = (spec: string, namespace = '  namespace: monitoring\n') => `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: cart
${namespace}spec: ${spec}
`
const service = (namespace = 'shop', ports = '[{name: metrics, port: 9090}]') => `---
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: ${namespace}
  labels: {app: cart}
spec: {ports: ${ports}}
`
const selector = 'selector: {matchLabels: {app: cart}}'
const at = ['spec.selector']

testRule(danglingServiceMonitor, {
  pass: [
    {
      name: 'a namespace by name',
      yaml: monitor(`{${selector}, namespaceSelector: {matchNames: [shop]}}`) + service(),
    },
    { name: 'any namespace', yaml: monitor(`{${selector}, namespaceSelector: {any: true}}`) + service() },
    { name: 'a namespace that is not written', yaml: monitor(`{${selector}}`, '') + service() },
    { name: 'an empty selector', yaml: monitor('{selector: {}}', '  namespace: shop\n') + service() },
    {
      name: 'endpoints by number',
      yaml: monitor(`{${selector}, endpoints: [{targetPort: 9090}]}`, '  namespace: shop\n') + service(),
    },
  ],
  fail: [
    {
      name: 'a Service in another namespace than its own',
      yaml: monitor(`{${selector}}`) + service() + service('monitoring').replace('app: cart', 'app: other'),
      at,
      severity: 'low',
      message: /^no Service in monitoring has/,
    },
    {
      name: 'a namespace without any Service that was read',
      yaml: monitor(`{${selector}}`) + service(),
      at,
      severity: 'info',
    },
    {
      name: 'expressions',
      yaml:
        monitor(
          '{selector: {matchExpressions: [{key: app, operator: NotIn, values: [cart]}]}}',
          '  namespace: shop\n',
        ) + service(),
      at,
    },
    {
      name: 'a port of another name',
      yaml: monitor(`{${selector}, endpoints: [{port: metrics}, {port: http}]}`, '  namespace: shop\n') + service(),
      at: ['spec.endpoints[1].port'],
      message: /^no Service that it selects has a port called http, but metrics$/,
    },
  ],
})

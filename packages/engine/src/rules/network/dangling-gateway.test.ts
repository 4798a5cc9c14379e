import { testRule } from '../../../test/rule-tester.ts'
import { danglingGateway } from './dangling-gateway.ts'

const route = (refs: string, kind = 'HTTPRoute', parent = '{name: edge}') => `apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: {name: site, namespace: web}
spec:
  parentRefs: [${parent}]
  rules:
    - backendRefs: ${refs}
`
const service = (namespace: string) => `---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: ${namespace}}
spec: {ports: [{port: 80}]}
`
const grant = (kind: string, to = '{group: "", kind: Service}') => `---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: web, namespace: shop}
spec:
  from: [{group: gateway.networking.k8s.io, kind: ${kind}, namespace: web}]
  to: [${to}]
`
const across = '[{name: cart, namespace: shop, port: 80}]'
const at = ['spec.rules[0].backendRefs[0]']

testRule(danglingGateway, {
  pass: [
    { name: 'a Service of its namespace', yaml: route('[{name: cart, port: 80}]', 'TCPRoute') + service('web') },
    { name: 'one of another with a grant', yaml: route(across) + service('shop') + grant('HTTPRoute') },
    {
      name: 'other kinds, and weight 0',
      yaml: route('[{name: a, kind: Import, group: x.example}, {name: b, weight: 0, port: 80}]') + service('web'),
    },
  ],
  fail: [
    {
      name: 'a Service that is not there',
      yaml: route('[{name: cart, port: 80}, {name: basket, port: 80}]') + service('web'),
      at: ['spec.rules[0].backendRefs[1]'],
      severity: 'medium',
      message: /^there is no Service web\/basket$/,
    },
    {
      name: 'a port that it does not have',
      yaml: route('[{name: cart, port: 8080}]') + service('web'),
      at,
      message: /no port 8080, but 80$/,
    },
    {
      name: 'no grant',
      yaml: route(across) + service('shop'),
      at,
      severity: 'medium',
      message: /^no ReferenceGrant of shop/,
    },
    { name: 'a grant for routes of another kind', yaml: route(across) + service('shop') + grant('GRPCRoute'), at },
    {
      name: 'a grant for another Service',
      yaml: route(across) + service('shop') + grant('HTTPRoute', '{group: "", kind: Service, name: site}'),
      at,
    },
    { name: 'a namespace that nothing was read of', yaml: route('[{name: cart, port: 80}]'), at, severity: 'info' },
    {
      name: 'a route of a service mesh',
      yaml: route('[{name: basket, port: 80}]', 'HTTPRoute', '{kind: Service, group: "", name: cart}') + service('web'),
      at,
    },
  ],
})

import { testRule } from '../../../test/rule-tester.ts'
import { danglingIngress } from './dangling-ingress.ts'

const ingress = (backend: string, apiVersion = 'networking.k8s.io/v1', annotations = '{}') => `apiVersion: ${apiVersion}
kind: Ingress
metadata:
  name: site
  namespace: shop
  annotations: ${annotations}
spec:
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend: ${backend}
`
const service = (name = 'cart', more = 'ports: [{name: http, port: 80, targetPort: 8080}]') => `---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: shop
spec: {${more}}
`
const route = (to: string, more = '') => `apiVersion: route.openshift.io/v1
kind: Route
metadata:
  name: site
  namespace: shop
spec:
  to: {kind: Service, name: ${to}}
${more}`
const at = ['spec.rules[0].http.paths[0].backend']

testRule(danglingIngress, {
  pass: [
    { name: 'a port by name', yaml: ingress('{service: {name: cart, port: {name: http}}}') + service() },
    { name: 'another resource', yaml: ingress('{resource: {kind: Bucket, name: static}}') + service() },
    {
      name: 'the form of v1beta1',
      yaml: ingress('{serviceName: cart, servicePort: http}', 'networking.k8s.io/v1beta1') + service(),
    },
    {
      name: 'an ExternalName, whatever its ports',
      yaml:
        ingress('{service: {name: cart, port: {number: 443}}}') +
        service('cart', 'type: ExternalName, externalName: cart.example'),
    },
    {
      name: "an action of AWS' controller",
      yaml:
        ingress(
          '{service: {name: redirect, port: {name: use-annotation}}}',
          undefined,
          `{alb.ingress.kubernetes.io/actions.redirect: '{}'}`,
        ) + service(),
    },
    { name: 'a Route that names a port of the pods', yaml: route('cart', '  port: {targetPort: 8080}\n') + service() },
  ],
  fail: [
    {
      name: 'a Service of another namespace alone',
      yaml:
        ingress('{service: {name: cart, port: {number: 80}}}') + service().replace('shop', 'other') + service('site'),
      at,
      severity: 'medium',
      message: /^there is no Service shop\/cart$/,
    },
    {
      name: 'no Service of the namespace',
      yaml: ingress('{service: {name: cart, port: {number: 80}}}'),
      at,
      severity: 'info',
    },
    {
      name: "a port of the pods, which is none of the Service's",
      yaml: ingress('{service: {name: cart, port: {number: 8080}}}') + service(),
      at,
      message: /^Service shop\/cart has no port 8080, but http \(80\)$/,
    },
    {
      name: 'the form of v1beta1 in v1',
      yaml: ingress('{serviceName: cart, servicePort: http}') + service(),
      at,
      message: /^the backend names no Service/,
    },
    {
      name: 'the default backend',
      yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: site, namespace: shop}
spec:
  defaultBackend: {service: {name: basket, port: {number: 80}}}
${service()}`,
      at: ['spec.defaultBackend'],
    },
    {
      name: 'each part of a Route',
      yaml:
        route('basket', '  alternateBackends: [{kind: Service, name: tray}, {kind: Service, name: cart}]\n') +
        service(),
      at: ['spec.to', 'spec.alternateBackends[0]'],
    },
  ],
})

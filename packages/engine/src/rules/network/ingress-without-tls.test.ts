import { testRule } from '../../../test/rule-tester.ts'
import { ingressWithoutTls } from './ingress-without-tls.ts'

const { bad } = ingressWithoutTls.examples
const withTls = (tls: string, host = 'shop.example') =>
  bad.replace('shop.example', host).replace('spec:\n', `spec:\n  tls: ${tls}\n`)
const annotated = (annotation: string) => bad.replace('metadata:\n', `metadata:\n  annotations: {${annotation}}\n`)
const route = (spec: string) => `apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: site, namespace: shop}
spec: ${spec}
`

testRule(ingressWithoutTls, {
  pass: [
    { name: 'an entry without hosts', yaml: withTls('[{secretName: all}]') },
    { name: 'a wildcard', yaml: withTls("[{hosts: ['*.shop.example'], secretName: a}]", 'www.shop.example') },
    { name: 'the same wildcard', yaml: withTls("[{hosts: ['*.shop.example'], secretName: a}]", "'*.shop.example'") },
    { name: "certificates of AWS' load balancer", yaml: annotated('alb.ingress.kubernetes.io/certificate-arn: arn:x') },
    { name: 'TLS passthrough', yaml: annotated('nginx.ingress.kubernetes.io/ssl-passthrough: "true"') },
    { name: 'a Route with TLS', yaml: route('{to: {name: site}, tls: {termination: edge}}') },
    { name: 'a Route of Knative', yaml: route('{traffic: []}').replace('route.openshift.io', 'serving.knative.dev') },
  ],
  fail: [
    { name: 'no tls', yaml: bad, at: ['spec.tls'], message: /^the Ingress has no TLS$/ },
    { name: 'an empty tls', yaml: withTls('[]'), at: ['spec.tls'] },
    {
      name: 'passthrough that is off',
      yaml: annotated('nginx.ingress.kubernetes.io/ssl-passthrough: "false"'),
      at: ['spec.tls'],
    },
    {
      name: 'a wildcard for two labels',
      yaml: withTls("[{hosts: ['*.example'], secretName: a}]", 'www.shop.example'),
      at: ['spec.rules[0].host'],
      message: /^no entry of tls names www\.shop\.example, but \*\.example$/,
    },
    { name: 'a Route', yaml: route('{to: {name: site}}'), at: ['spec.tls'] },
  ],
})

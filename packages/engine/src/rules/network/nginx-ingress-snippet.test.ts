import { testRule } from '../../../test/rule-tester.ts'
import { nginxIngressSnippet } from './nginx-ingress-snippet.ts'

const ingress = (annotations: string) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: site
  annotations:
${annotations}spec: {}
`
const prefix = 'nginx.ingress.kubernetes.io'
const settings = (value: string) => `apiVersion: v1
kind: ConfigMap
metadata: {name: ingress-nginx-controller}
data:
  allow-snippet-annotations: ${value}
`
const place = (name: string, at = prefix) => `metadata.annotations["${at}/${name}"]`

testRule(nginxIngressSnippet, {
  pass: [
    {
      name: 'an address with variables',
      yaml: ingress(`    ${prefix}/auth-signin: https://a.example/start?rd=$escaped_request_uri\n`),
    },
    { name: 'a line break at the end', yaml: ingress(`    ${prefix}/auth-url: |\n      https://a.example\n`) },
    { name: 'another prefix', yaml: ingress('    example.com/server-snippet: deny all;\n') },
    { name: 'a controller that takes none', yaml: settings('"false"') },
  ],
  fail: [
    {
      name: 'each snippet',
      yaml: ingress(`    ${prefix}/server-snippet: deny all;\n    ${prefix}/auth-snippet: deny all;\n`),
      at: [place('server-snippet'), place('auth-snippet')],
      severity: 'high',
    },
    {
      name: 'a value that ends its directive',
      yaml: ingress(`    ${prefix}/auth-url: "http://a.example/#;\\nload_module /tmp/a.so;"\n`),
      at: [place('auth-url')],
      message: /would end the directive/,
    },
    {
      name: "those of F5's controller",
      yaml: ingress('    nginx.org/location-snippets: deny all;\n'),
      at: [place('location-snippets', 'nginx.org')],
    },
    {
      name: 'a prefix of its own',
      yaml: ingress('    edge.example/server-snippet: deny all;\n'),
      options: { prefixes: ['edge.example'] },
      at: [place('server-snippet', 'edge.example')],
    },
    {
      name: 'a controller that takes them',
      yaml: settings('"true"'),
      at: ['data.allow-snippet-annotations'],
      severity: 'medium',
    },
  ],
})

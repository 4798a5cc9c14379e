import { testRule } from '../../../test/rule-tester.ts'
import { workloadInternetFacing } from './workload-internet-facing.ts'

const pod = (more = '', ports = '[{name: http, containerPort: 8080}]') => `apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
  labels: {app: cart}
spec:
${more}  containers:
    - name: cart
      image: registry.example/cart:1.4.2
      ports: ${ports}
`
const service = (type: string, annotations = '{}', more = '') => `---
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
  annotations: ${annotations}
spec:
  type: ${type}
${more}  selector: {app: cart}
  ports: [{port: 80, targetPort: http}]
`
const ingress = (annotations = '{}', name = 'nginx') => `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: site, namespace: shop, annotations: ${annotations}}
spec:
  ingressClassName: ${name}
  defaultBackend: {service: {name: cart, port: {number: 80}}}
`
const policy = (rules: string) => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: cart, namespace: shop}
spec:
  podSelector: {}
  policyTypes: [Ingress]
  ingress: ${rules}
`
const at = ['metadata.labels']
const exposed = pod() + service('LoadBalancer')

testRule(workloadInternetFacing, {
  pass: [
    { name: 'a Service of the cluster alone', yaml: pod() + service('ClusterIP') },
    { name: 'policies that let nobody in', yaml: exposed + policy('[]') },
    { name: 'policies that let in another port', yaml: exposed + policy('[{ports: [{port: 9090}]}]') },
    {
      name: 'an Ingress whose requests no rule lets in',
      yaml: pod() + service('ClusterIP') + ingress() + policy('[{ports: [{port: 9090}]}]'),
    },
    {
      name: 'an internal load balancer',
      yaml: pod() + service('LoadBalancer', '{networking.gke.io/load-balancer-type: Internal}'),
    },
    {
      name: 'a load balancer for private addresses',
      yaml: pod() + service('LoadBalancer', '{}', '  loadBalancerSourceRanges: [10.0.0.0/8, 192.168.1.0/24]\n'),
    },
    {
      name: "an Ingress of AWS' controller without a scheme",
      yaml: pod() + service('ClusterIP') + ingress('{}', 'alb'),
    },
    {
      name: 'a host port on the loopback of the node',
      yaml: pod('', '[{containerPort: 8080, hostPort: 80, hostIP: 127.0.0.1}]'),
    },
    {
      name: 'a Cilium policy that denies the world',
      yaml: `${exposed}---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: cart, namespace: shop}
spec:
  endpointSelector: {}
  ingress: [{fromEntities: [all]}]
  ingressDeny: [{fromEntities: [world]}]
`,
    },
  ],
  fail: [
    {
      name: 'a load balancer',
      yaml: exposed,
      at,
      severity: 'medium',
      message:
        /^reached from outside by LoadBalancer Service shop\/cart at port 80, and no policy restricts who connects$/,
    },
    {
      name: 'ranges that hold public addresses',
      yaml: pod() + service('LoadBalancer', '{}', '  loadBalancerSourceRanges: [10.0.0.0/8, 8.8.8.0/24]\n'),
      at,
    },
    {
      name: 'an Ingress',
      yaml: pod() + service('ClusterIP') + ingress(),
      at,
      severity: 'medium',
      message: /Ingress shop\/site at port 80/,
    },
    {
      name: 'an Ingress whose controller a policy lets in',
      yaml:
        pod() +
        service('ClusterIP') +
        ingress() +
        policy('[{from: [{namespaceSelector: {matchLabels: {name: edge}}}], ports: [{port: http}]}]'),
      at,
      severity: 'info',
    },
    {
      name: 'a policy that lets the internet in',
      yaml: exposed + policy('[{ports: [{port: 8080}]}]'),
      at,
      severity: 'info',
      message: /as its policies allow$/,
    },
    { name: "a policy that is in nobody's way", yaml: exposed + policy('[{}]'), at, severity: 'medium' },
    {
      name: 'a policy for other pods',
      yaml: exposed + policy('[]').replace('podSelector: {}', 'podSelector: {matchLabels: {app: other}}'),
      at,
      severity: 'medium',
    },
    {
      name: 'a host port',
      yaml: pod('', '[{containerPort: 8080, hostPort: 80}]'),
      at,
      severity: 'low',
      message: /by host port 80,/,
    },
    { name: 'the network of the node', yaml: pod('  hostNetwork: true\n') + policy('[]'), at, severity: 'low' },
    {
      name: 'the workload, and not the pods that it made',
      yaml: `apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop}
spec:
  selector: {matchLabels: {app: cart}}
  template:
    metadata: {labels: {app: cart}}
    spec: {containers: [{name: cart, image: registry.example/cart:1.4.2, ports: [{name: http, containerPort: 8080}]}]}
${service('NodePort')}`,
      at: ['spec.template.metadata.labels'],
      severity: 'medium',
    },
  ],
})

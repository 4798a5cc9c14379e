import { describe, expect, it } from 'vitest'
import { clusterOf } from '../../../test/rule-tester.ts'
import { formatPath } from '../../yaml/index.ts'
import { exposureOf } from './exposure.ts'
import { loadsOf } from './spots.ts'

const workload = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: app, image: a, ports: [{ name: http, containerPort: 8080 }] }] }
`
const service = (fields = 'type: ClusterIP', name = 'web') => `---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: www, port: 80, targetPort: http }], ${fields} }
`
const object = (apiVersion: string, kind: string, spec: string, namespace = 'shop') => `---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: site, namespace: ${namespace} }
spec: { ${spec} }
`
const v1 = 'networking.k8s.io/v1'
const gateway = 'gateway.networking.k8s.io/v1'
const toWeb = 'rules: [{ backendRefs: [{ name: web, port: 80 }] }]'
const ingress = (backend: string) =>
  object(v1, 'Ingress', `rules: [{ http: { paths: [{ path: /, backend: { ${backend} } }] } }]`)

function exposed(yaml: string): string[] {
  const cluster = clusterOf(yaml)
  const loads = loadsOf(cluster)
  const of = exposureOf(cluster, loads)
  return loads.flatMap((load) => of(load).map(({ words, path }) => `${words} at ${formatPath(path)}`))
}

describe('exposureOf', () => {
  it.each([
    ['a LoadBalancer', service('type: LoadBalancer'), ['LoadBalancer Service shop/web at spec.type']],
    ['a NodePort', service('type: NodePort'), ['NodePort Service shop/web at spec.type']],
    [
      'external addresses',
      service('externalIPs: [203.0.113.7]'),
      ['external addresses of Service shop/web at spec.externalIPs'],
    ],
    [
      'a path of an Ingress',
      service() + ingress('service: { name: web, port: { number: 80 } }'),
      ['Ingress shop/site at spec.rules[0].http.paths[0].backend'],
    ],
    [
      'the port of an Ingress by name',
      service() + ingress('service: { name: web, port: { name: www } }'),
      ['Ingress shop/site at spec.rules[0].http.paths[0].backend'],
    ],
    [
      'an Ingress of before v1',
      service() + ingress('serviceName: web, servicePort: 80').replace(v1, 'extensions/v1beta1'),
      ['Ingress shop/site at spec.rules[0].http.paths[0].backend'],
    ],
    [
      'the default of an Ingress',
      service() + object(v1, 'Ingress', 'defaultBackend: { service: { name: web, port: { number: 80 } } }'),
      ['Ingress shop/site at spec.defaultBackend'],
    ],
    [
      'a route of a Gateway',
      service() + object(gateway, 'HTTPRoute', `parentRefs: [{ name: gw }], ${toWeb}`),
      ['HTTPRoute shop/site at spec.rules[0].backendRefs[0]'],
    ],
    [
      'a route from another namespace that a grant lets in',
      service() +
        object(
          gateway,
          'HTTPRoute',
          'parentRefs: [{ name: gw }], rules: [{ backendRefs: [{ name: web, namespace: shop, port: 80 }] }]',
          'edge',
        ) +
        object(
          'gateway.networking.k8s.io/v1beta1',
          'ReferenceGrant',
          'from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: edge }], to: [{ group: "", kind: Service }]',
        ),
      ['HTTPRoute edge/site at spec.rules[0].backendRefs[0]'],
    ],
    [
      "a route of OpenShift's router",
      service() +
        object('route.openshift.io/v1', 'Route', 'to: { kind: Service, name: web }, port: { targetPort: 8080 }'),
      ['Route shop/site at spec.to'],
    ],
  ])('knows %s', (_, more, expected) => expect(exposed(workload + more)).toEqual(expected))

  it.each([
    ['a Service within the cluster', service()],
    ['a Service by name elsewhere', service('type: ExternalName, externalName: x.example, externalIPs: [203.0.113.7]')],
    ['an Ingress for another port', service() + ingress('service: { name: web, port: { number: 81 } }')],
    ['an Ingress for a Service that is not there', service() + ingress('service: { name: wep, port: { number: 80 } }')],
    [
      'an Ingress of another namespace',
      service() + object(v1, 'Ingress', 'defaultBackend: { service: { name: web, port: { number: 80 } } }', 'other'),
    ],
    [
      'a route within a mesh',
      service() + object(gateway, 'HTTPRoute', `parentRefs: [{ kind: Service, group: "", name: web }], ${toWeb}`),
    ],
    [
      'a route from another namespace without a grant',
      service() +
        object(
          gateway,
          'HTTPRoute',
          'parentRefs: [{ name: gw }], rules: [{ backendRefs: [{ name: web, namespace: shop, port: 80 }] }]',
          'edge',
        ),
    ],
    [
      'a route that sends nothing there',
      service() +
        object(
          gateway,
          'HTTPRoute',
          'parentRefs: [{ name: gw }], rules: [{ backendRefs: [{ name: web, port: 80, weight: 0 }] }]',
        ),
    ],
    [
      'fields of the wrong kind',
      object(v1, 'Ingress', 'rules: x, defaultBackend: [1]') +
        object(gateway, 'HTTPRoute', 'parentRefs: 3, rules: [4]'),
    ],
  ])('passes over %s', (_, more) => expect(exposed(workload + more)).toEqual([]))

  const policy = (spec: string, selector = '{}') => object(v1, 'NetworkPolicy', `podSelector: ${selector}, ${spec}`)
  const balancer = service('type: LoadBalancer')
  const byBalancer = 'LoadBalancer Service shop/web at spec.type'
  const toPort = 'ports: [{ port: 8080 }]'

  it.each([
    ['for other pods', balancer + policy('ingress: []', '{ matchLabels: { app: x } }'), [byBalancer]],
    ['about what goes out', balancer + policy('policyTypes: [Egress]'), [byBalancer]],
    ['that leaves the port open', balancer + policy(`ingress: [{ ${toPort} }]`), [byBalancer]],
    [
      'that lets some of outside in',
      balancer + policy('ingress: [{ from: [{ ipBlock: { cidr: 198.51.100.0/24 } }] }]'),
      [byBalancer],
    ],
    ['that lets nothing in', balancer + policy('policyTypes: [Ingress]'), []],
    ['that leaves another port open', balancer + policy('ingress: [{ ports: [{ port: 9090 }] }]'), []],
    [
      'that leaves the port open for UDP',
      balancer + policy('ingress: [{ ports: [{ port: 8080, protocol: UDP }] }]'),
      [],
    ],
    ['that lets only pods in', balancer + policy('ingress: [{ from: [{ namespaceSelector: {} }] }]'), []],
    [
      "before a NodePort and a Service's own addresses",
      service('type: NodePort, externalIPs: [203.0.113.7]') + policy('policyTypes: [Ingress]'),
      [],
    ],
    [
      'before an Ingress, whose controller connects in its place',
      service() +
        ingress('service: { name: web, port: { number: 80 } }') +
        policy('ingress: [{ from: [{ namespaceSelector: {} }] }]'),
      ['Ingress shop/site at spec.rules[0].http.paths[0].backend'],
    ],
    [
      'that keeps the controller of an Ingress out as well',
      service() + ingress('service: { name: web, port: { number: 80 } }') + policy('policyTypes: [Ingress]'),
      [],
    ],
    [
      'of Cilium for the cluster',
      balancer +
        object('cilium.io/v2', 'CiliumNetworkPolicy', 'endpointSelector: {}, ingress: [{ fromEntities: [cluster] }]'),
      [],
    ],
    [
      'of Cilium for the world',
      balancer +
        object('cilium.io/v2', 'CiliumNetworkPolicy', 'endpointSelector: {}, ingress: [{ fromEntities: [world] }]'),
      [byBalancer],
    ],
  ])('asks a policy %s', (_, more, expected) => expect(exposed(workload + more)).toEqual(expected))

  it('asks a policy before a port of the node, and none where the pod is on its network', () => {
    const port = workload.replace('containerPort: 8080', 'containerPort: 8080, hostPort: 80')
    const closed = policy('policyTypes: [Ingress]')
    expect(exposed(port)).toEqual(['host port 80 at spec.template.spec.containers[0].ports[0].hostPort'])
    expect(exposed(port + closed)).toEqual([])
    expect(exposed(workload.replace('spec: { containers', 'spec: { hostNetwork: true, containers') + closed)).toEqual([
      "port 8080 on its node's network at spec.template.spec.hostNetwork",
    ])
  })

  it('counts what a running pod shows to its workload, once', () => {
    const pod = `---
apiVersion: v1
kind: Pod
metadata: { name: web-1, namespace: shop, labels: { app: web }, ownerReferences: [{ kind: Deployment, name: web, apiVersion: apps/v1, uid: u, controller: true }] }
spec: { nodeName: n1, containers: [{ name: app, image: a, ports: [{ name: http, containerPort: 8080 }] }] }
`
    expect(exposed(workload + pod + service('type: LoadBalancer'))).toEqual([
      'LoadBalancer Service shop/web at spec.type',
    ])
  })
})

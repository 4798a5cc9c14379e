import { resourcesOf } from '../src/cluster/index.ts'
import { buildNetwork, type Network, type PeerRef, type PortRef } from '../src/network/index.ts'
import { readYaml } from '../src/yaml/index.ts'

/** Two namespaces with clients and servers on two nodes, as a cluster that runs Cilium has them. */
export const world = `
{ apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { team: sales } } }
---
{ apiVersion: v1, kind: Namespace, metadata: { name: infra, labels: { team: ops } } }
---
apiVersion: v1
kind: Node
metadata: { name: one, labels: { zone: a, node-role.kubernetes.io/control-plane: '' } }
status: { addresses: [{ type: InternalIP, address: 192.168.0.1 }] }
---
apiVersion: v1
kind: Node
metadata: { name: two, labels: { zone: b } }
status: { addresses: [{ type: InternalIP, address: 192.168.0.2 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: client, namespace: shop, labels: { app: client } }
spec: { nodeName: one, serviceAccountName: client, containers: [{ name: app }] }
status: { podIP: 10.0.0.1 }
---
apiVersion: v1
kind: Pod
metadata: { name: server, namespace: shop, labels: { app: server } }
spec:
  nodeName: two
  containers: [{ name: app, ports: [{ name: web, containerPort: 8080 }] }]
status: { podIP: 10.0.0.2 }
---
apiVersion: v1
kind: Pod
metadata: { name: server, namespace: infra, labels: { app: server } }
spec: { nodeName: two, containers: [{ name: app }] }
status: { podIP: 10.0.0.3 }
---
apiVersion: v1
kind: Pod
metadata: { name: dns, namespace: infra, labels: { k8s-app: kube-dns } }
spec: { nodeName: one, containers: [{ name: app }] }
status: { podIP: 10.0.0.4, podIPs: [{ ip: 10.0.0.4 }, { ip: 'fd00::4' }] }
---
apiVersion: v1
kind: Pod
metadata: { name: agent, namespace: infra, labels: { app: agent } }
spec: { nodeName: two, hostNetwork: true, containers: [{ name: app }] }
status: { podIP: 192.168.0.2 }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: kubernetes, namespace: default, labels: { kubernetes.io/service-name: kubernetes } }
endpoints: [{ addresses: [203.0.113.10] }]
`

/** The whole object of a policy with this spec; in namespace shop. */
export function policy(spec: string, name = 'policy'): string {
  return `
---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec: ${spec}
`
}

export function clusterwide(spec: string, name = 'policy'): string {
  return `
---
apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata: { name: ${name} }
spec: ${spec}
`
}

export function networkOf(yaml: string): Network {
  return buildNetwork(readYaml('test.yaml', yaml).documents.flatMap((document) => resourcesOf(document).resources))
}

/** The network of the world with more objects in it. */
export function withPolicies(...objects: readonly string[]): Network {
  return networkOf(world + objects.join(''))
}

export const client: PeerRef = { pod: 'shop/client' }
export const server: PeerRef = { pod: 'shop/server' }
export const other: PeerRef = { pod: 'infra/server' }
export const dns: PeerRef = { pod: 'infra/dns' }
export const agent: PeerRef = { pod: 'infra/agent' }
export const outside: PeerRef = { ip: '198.51.100.7' }

/** The verdict at a port, 8080 unless another is given. */
export function judge(network: Network, from: PeerRef, to: PeerRef, port: PortRef = { port: 8080 }): string {
  return network.verdict(from, to, port).verdict
}

/** What is reported, one text each: the path and the message. */
export function problemsOf(network: Network): string[] {
  return network.model.problems.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

import { readdirSync } from 'node:fs'
import { resourcesOf } from '../../packages/engine/src/cluster/index.ts'
import { buildNetwork, type Network, type PeerRef, type Protocol } from '../../packages/engine/src/network/index.ts'
import { readYaml } from '../../packages/engine/src/yaml/index.ts'
import { readText } from '../judge.ts'
import type { Case, Suite } from '../suite.ts'
import { ciliumIntents } from './cilium-intents.ts'

/**
 * The policies of Cilium's own connectivity test, each alone in the world that the test deploys: all are read without
 * anything to report, and do what their names and descriptions say.
 */
export const cilium: Suite = {
  name: 'cilium',
  folder: 'net/cilium/connectivity-manifests',
  run(folder) {
    const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'))
    const network = (names: readonly string[]) => networkOf(names.map((name) => readText(folder, name)))
    return {
      cases: [
        ...files.map((file) => ({ id: `${file} is read`, difference: reported(network([file])) })),
        ...ciliumIntents.flatMap(({ files: applied, allowed = [], denied = [] }) => {
          const built = network(applied)
          const id = (way: string) => `${applied.join(' + ')}: ${way}`
          return [
            ...allowed.map((way) => ({ id: id(way), difference: difference(built, way, 'allow') })),
            ...denied.map((way) => ({ id: id(way), difference: difference(built, way, 'deny') })),
          ]
        }),
      ] satisfies Case[],
      outOfScope: [],
    }
  },
}

function reported({ model }: Network): string {
  return model.problems.map(({ title, path, message }) => `${title} ${path.join('.')}: ${message}`).join('; ')
}

/** A way is `from > to port`, with what a condition of it must say behind a `?`. */
function difference(network: Network, way: string, expected: 'allow' | 'deny'): string {
  const [ends = '', condition] = way.split(' ? ')
  const [from = '', to = '', port = '8080'] = ends.split(/ > | /)
  const [protocol = 'TCP', number = '0'] = /^[A-Z]+/.test(port) ? port.split('/') : ['TCP', port]
  const verdict = network.verdict(refOf(from), refOf(to), { port: Number(number), protocol: protocol as Protocol })
  if (verdict.verdict !== expected) return `${verdict.verdict}, not ${expected}: ${verdict.reasons.join(' ')}`
  const conditions = verdict.conditions.join('; ')
  if (condition === undefined) return expected === 'allow' && conditions !== '' ? `only for ${conditions}` : ''
  return conditions.includes(condition) ? '' : `the conditions are ${conditions || 'none'}, not ${condition}`
}

const places: Readonly<Record<string, PeerRef>> = {
  dns: { pod: 'kube-system/coredns' },
  'kind-1': { node: 'kind-1' },
  'kind-2': { node: 'kind-2' },
  ccnp1: { pod: 'cilium-test-ccnp1/client' },
  ccnp2: { pod: 'cilium-test-ccnp2/client' },
  target: { ip: '1.1.1.1' },
  'other-target': { ip: '1.0.0.1' },
  'external-node': { ip: '172.18.0.4' },
  'one.one.one.one': { name: 'one.one.one.one' },
  'k8s.io': { name: 'k8s.io' },
}

function refOf(name: string): PeerRef {
  return places[name] ?? { pod: `cilium-test-1/${name}` }
}

function networkOf(texts: readonly string[]): Network {
  // The test writes the namespace that it runs in over this one.
  const policies = texts.map((text) =>
    text.replace(/(io\.kubernetes\.pod\.namespace: )cilium-test$/gm, '$1cilium-test-1'),
  )
  const objects = [world, ...policies].flatMap((text) =>
    readYaml('manifest.yaml', text).documents.flatMap((document) =>
      resourcesOf(document).resources.map(({ object }) => object),
    ),
  )
  return buildNetwork(objects.map(inTestNamespace))
}

/** The test applies what names no namespace in its own. */
function inTestNamespace(object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const metadata = object['metadata'] as Readonly<Record<string, unknown>> | null | undefined
  return { ...object, metadata: { namespace: 'cilium-test-1', ...metadata } }
}

const pod = (name: string, node: string, ip: string, labels: string, namespace = 'cilium-test-1', account = name) => `
---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace}, labels: { name: ${name}, ${labels} } }
spec:
  nodeName: ${node}
  serviceAccountName: ${account}
  containers: [{ name: app, ports: [{ name: http-8080, containerPort: 8080 }] }]
status: { podIPs: [{ ip: 10.244.${ip} }, { ip: 'fd00:10:244::${ip.replace('.', ':')}' }] }
`

const node = (name: string, number: number) => `
---
apiVersion: v1
kind: Node
metadata: { name: ${name} }
status: { addresses: [{ type: InternalIP, address: 172.18.0.${number} }, { type: InternalIP, address: 'fc00:c111::${number}' }] }
`

const world = `
apiVersion: v1
kind: ConfigMap
metadata: { name: cilium-config, namespace: kube-system }
data: { cluster-name: cluster-a }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: kubernetes, namespace: default, labels: { kubernetes.io/service-name: kubernetes } }
endpoints: [{ addresses: [172.18.0.2] }]
${node('kind-1', 2)}
${node('kind-2', 3)}
${pod('client', 'kind-1', '1.1', 'kind: client')}
${pod('client2', 'kind-1', '1.2', 'kind: client, other: client')}
${pod('client3', 'kind-2', '2.3', 'kind: client')}
${pod('echo-same-node', 'kind-1', '1.4', 'kind: echo, other: echo')}
${pod('echo-other-node', 'kind-2', '2.5', 'kind: echo')}
${pod('client', 'kind-1', '1.6', 'kind: ccnp', 'cilium-test-ccnp1')}
${pod('client', 'kind-2', '2.7', 'kind: ccnp', 'cilium-test-ccnp2')}
${pod('coredns', 'kind-1', '1.8', 'k8s-app: kube-dns', 'kube-system')}
`

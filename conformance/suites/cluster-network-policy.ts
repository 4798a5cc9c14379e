import { resourcesOf } from '../../packages/engine/src/cluster/index.ts'
import {
  buildNetwork,
  type NetworkInput,
  type PeerRef,
  type Protocol,
} from '../../packages/engine/src/network/index.ts'
import { readYaml } from '../../packages/engine/src/yaml/index.ts'
import { patch, type PatchOperation } from '../json-patch.ts'
import { readJson, readText } from '../judge.ts'
import type { Case, Suite } from '../suite.ts'

interface Test {
  readonly test: string
  readonly manifests: readonly string[]
  readonly subtests: readonly { readonly name: string; readonly events: readonly Event[] }[]
}

type Event =
  | { readonly probe: Probe }
  | { readonly patch: { readonly kind: string; readonly name: string; readonly ops: readonly PatchOperation[] } }
  | { readonly delete: { readonly kind: string; readonly namespace?: string; readonly name: string } }

interface Probe {
  readonly from: string
  readonly to: string
  readonly proto: Protocol
  readonly port: number
  readonly allow: boolean
}

interface Declared {
  readonly kind?: string
  readonly metadata: { readonly namespace?: string; readonly name: string }
  readonly spec?: {
    readonly replicas?: number
    readonly template?: { readonly metadata?: object; readonly spec: { readonly hostNetwork?: boolean } }
  }
}

/** The API's own conformance tests: probes between the pods of five namespaces while policies are applied and changed. */
export const clusterNetworkPolicy: Suite = {
  name: 'cluster-network-policy',
  folder: 'net/cluster-network-policy/conformance',
  run(folder) {
    const world = worldOf(objectsIn(folder, 'base/manifests.yaml'))
    const tests = readJson(folder, 'expectations.json') as Test[]
    return { cases: tests.flatMap((test) => casesOf(test, world, folder)), outOfScope: [] }
  },
}

interface World {
  readonly objects: readonly object[]
  /** Addresses of pods by `namespace/name`. */
  readonly ips: ReadonlyMap<string, string>
}

/** The pods that the StatefulSets make, on four nodes; those on the network of their node have its address. */
function worldOf(declared: readonly Declared[]): World {
  const ips = new Map<string, string>()
  const nodes = [0, 1, 2, 3].map((i) => ({
    kind: 'Node',
    metadata: { name: `node-${i}`, labels: { 'kubernetes.io/os': 'linux', 'kubernetes.io/hostname': `node-${i}` } },
    status: { addresses: [{ type: 'InternalIP', address: `172.18.0.${i + 2}` }] },
  }))
  const pods = declared.flatMap(({ kind, metadata, spec }) => {
    const { template, replicas = 1 } = spec ?? {}
    if (kind !== 'StatefulSet' || template === undefined) return []
    return Array.from({ length: replicas }, (_, i) => {
      const name = `${metadata.name}-${i}`
      const onNode = template.spec.hostNetwork === true
      const ip = onNode ? `172.18.0.${i + 2}` : `10.244.0.${ips.size + 1}`
      ips.set(`${metadata.namespace}/${name}`, ip)
      const ownerReferences = [{ kind: 'StatefulSet', name: metadata.name, controller: true }]
      return {
        kind: 'Pod',
        metadata: { ...template.metadata, namespace: metadata.namespace, name, ownerReferences },
        spec: { ...template.spec, nodeName: `node-${onNode ? i : 2 + i}` },
        status: { podIP: ip },
      }
    })
  })
  return { objects: [...declared, ...nodes, ...pods], ips }
}

/** State carries over from one subtest to the next, and a probe sees what was changed before it. */
function casesOf({ test, manifests, subtests }: Test, { objects, ips }: World, folder: string): Case[] {
  const policies = manifests.flatMap((file) => objectsIn(folder, file))
  const filled = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value).replace(/\$\{podIP:([^}]+)\}/g, (_, pod: string) => ips.get(pod) ?? pod)) as T
  const find = (kind: string, name: string, namespace?: string) => {
    const found = policies.findIndex(
      (each) =>
        each.kind === kind &&
        each.metadata.name === name &&
        (namespace === undefined || each.metadata.namespace === namespace),
    )
    if (found < 0) throw new RangeError(`${test}: there is no ${kind} ${name}`)
    return found
  }
  let network = buildNetwork([...objects, ...policies] as NetworkInput[])
  return subtests.flatMap((subtest) =>
    subtest.events.flatMap((event, i): Case[] => {
      if ('probe' in event) {
        const { from, to, proto: protocol, port, allow } = filled(event.probe)
        const { verdict, reasons } = network.verdict(refTo(from, ips), refTo(to, ips), { port, protocol })
        const agrees = verdict === (allow ? 'allow' : 'deny')
        return [
          {
            id: `${test}/${subtest.name} ${i}`,
            difference: agrees ? '' : `${from} to ${to} ${protocol} ${port} is ${verdict}: ${reasons.join(' ')}`,
          },
        ]
      }
      if ('patch' in event) patch(policies[find(event.patch.kind, event.patch.name)], filled(event.patch.ops))
      else policies.splice(find(event.delete.kind, event.delete.name, event.delete.namespace), 1)
      network = buildNetwork([...objects, ...policies] as NetworkInput[])
      return []
    }),
  )
}

function refTo(text: string, ips: ReadonlyMap<string, string>): PeerRef {
  return ips.has(text) ? { pod: text } : { ip: text }
}

function objectsIn(folder: string, file: string): Declared[] {
  const { documents } = readYaml(file, readText(folder, file))
  const resources = documents.flatMap((document) => resourcesOf(document).resources)
  return resources.map(({ object }) => structuredClone(object) as unknown as Declared)
}

import { isObject } from '../../cluster/index.ts'
import { type Path, valueAt } from '../../yaml/index.ts'
import { type Ip, parseIp } from './ip.ts'
import { Owners, ownerKey } from './owners.ts'
import { fields, labelsOf, list, type Source, text } from './source.ts'

/** Something with an address of its own: a pod, the pods that a template makes, or a node. */
export interface Endpoint {
  readonly kind: 'pod' | 'node'
  /** Unique: `namespace/name` for a pod, `Kind namespace/name` for a template, the name for a node. */
  readonly id: string
  /** As people call it: `Pod shop/cart-1`. */
  readonly title: string
  readonly namespace: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  /** The primary address first; empty where none is known, as for a template. */
  readonly ips: readonly Ip[]
  /** Whether it is on the network of its node. */
  readonly hostNetwork: boolean
  /** The node that it is on; for a node, itself; undefined when not known. */
  readonly node: string | undefined
  /** Numbers of named ports, by `PROTOCOL/name`. */
  readonly ports: ReadonlyMap<string, number>
  readonly serviceAccount: string
  /** Whether it stands for the pods that a template makes, which may be several. */
  readonly isTemplate: boolean
  readonly source: Source
}

/**
 * The endpoints of a cluster. Pods that have run to their end have lost their addresses. A template whose pods are there
 * stands for none of its own, nor does that of a Job whose pods have ended.
 */
export function endpointsOf(sources: readonly Source[]): Endpoint[] {
  const owners = new Owners(sources)
  const made = new Set<string>()
  const pods = sources.filter((source) => {
    if (source.kind !== 'Pod') return false
    const isThere = !hasEnded(source.object)
    for (const owner of owners.above(source)) {
      if (isThere || owner.kind === 'Job') made.add(ownerKey(owner))
      if (!isThere) break
    }
    return isThere
  })
  const templates = sources.flatMap((source) => {
    const template = templateOf(source)
    return template && !made.has(ownerKey(source)) && !isOwned(source) ? [fromTemplate(source, template)] : []
  })
  return [...pods.map(fromPod), ...templates, ...sources.filter(({ kind }) => kind === 'Node').map(fromNode)]
}

function hasEnded(pod: Readonly<Record<string, unknown>>): boolean {
  const phase = valueAt(pod, ['status', 'phase'])
  return phase === 'Succeeded' || phase === 'Failed'
}

function isOwned({ object }: Source): boolean {
  return list(valueAt(object, ['metadata', 'ownerReferences'])).some((owner) => fields(owner)['controller'] === true)
}

/** The pod template of an object, found by its shape. */
function templateOf({ kind, object }: Source): Readonly<Record<string, unknown>> | undefined {
  if (kind === 'Pod' || kind === 'PodTemplate') return undefined
  for (const path of [
    ['spec', 'template'],
    ['spec', 'jobTemplate', 'spec', 'template'],
  ]) {
    const template = valueAt(object, path)
    if (isObject(template) && Array.isArray(valueAt(template, ['spec', 'containers']))) return template
  }
  return undefined
}

function fromPod(source: Source): Endpoint {
  const { namespace, name, object } = source
  const status = fields(object['status'])
  const ips = [...list(status['podIPs']).map((each) => text(fields(each)['ip'])), text(status['podIP'])]
  return {
    kind: 'pod',
    id: `${namespace}/${name}`,
    title: `Pod ${namespace}/${name}`,
    namespace,
    name,
    labels: labelsOf(object),
    ips: addresses(ips),
    node: text(valueAt(object, ['spec', 'nodeName'])) || undefined,
    isTemplate: false,
    source,
    ...podFields(fields(object['spec'])),
  }
}

function fromTemplate(source: Source, template: Readonly<Record<string, unknown>>): Endpoint {
  const { kind, namespace, name } = source
  return {
    kind: 'pod',
    id: `${kind} ${namespace}/${name}`,
    title: `${kind} ${namespace}/${name}`,
    namespace,
    name,
    labels: labelsOf(template),
    ips: [],
    node: undefined,
    isTemplate: true,
    source,
    ...podFields(fields(template['spec'])),
  }
}

function podFields(
  spec: Readonly<Record<string, unknown>>,
): Pick<Endpoint, 'hostNetwork' | 'ports' | 'serviceAccount'> {
  return {
    hostNetwork: spec['hostNetwork'] === true,
    ports: portsOf(spec),
    serviceAccount: text(spec['serviceAccountName']) || text(spec['serviceAccount']) || 'default',
  }
}

/** Ports by name: those of containers, then of sidecars; the first of a name counts. */
function portsOf(spec: Readonly<Record<string, unknown>>): Map<string, number> {
  const ports = new Map<string, number>()
  const sidecars = list(spec['initContainers']).filter((each) => fields(each)['restartPolicy'] === 'Always')
  for (const container of [...list(spec['containers']), ...sidecars]) {
    for (const port of list(fields(container)['ports'])) {
      const { name, containerPort, protocol } = fields(port)
      const key = `${text(protocol) || 'TCP'}/${text(name)}`
      if (text(name) !== '' && typeof containerPort === 'number' && !ports.has(key)) ports.set(key, containerPort)
    }
  }
  return ports
}

function fromNode(source: Source): Endpoint {
  const { name, object } = source
  const ips = list(valueAt(object, ['status', 'addresses'])).flatMap((address) => {
    const { type, address: ip } = fields(address)
    return type === 'Hostname' ? [] : [text(ip)]
  })
  return {
    kind: 'node',
    id: name,
    title: `Node ${name}`,
    namespace: '',
    name,
    labels: labelsOf(object),
    ips: addresses(ips),
    hostNetwork: true,
    node: name,
    ports: new Map(),
    serviceAccount: '',
    isTemplate: false,
    source,
  }
}

function addresses(texts: readonly string[]): Ip[] {
  const found = new Map<string, Ip>()
  for (const each of texts) {
    const ip = each === '' ? undefined : parseIp(each)
    if (ip) found.set(`${ip.family} ${ip.value}`, ip)
  }
  return [...found.values()]
}

/** Where the spec of its pods stands in an object. */
export function podSpecPath({ kind, object }: Source): Path {
  if (kind === 'Pod') return ['spec']
  return valueAt(object, ['spec', 'jobTemplate']) === undefined
    ? ['spec', 'template', 'spec']
    : ['spec', 'jobTemplate', 'spec', 'template', 'spec']
}

import { selectorMatches } from '../../cluster/index.ts'
import { valueAt } from '../../yaml/index.ts'
import type { Endpoint } from '../world/endpoints.ts'
import { fields, labelsOf, list, type Source, text, textsIn } from '../world/source.ts'
import { kubernetesOf } from './corefile/plugins.ts'
import { type CorefileSource, readCorefile } from './corefile/source.ts'
import { kubeletSettings } from './kubelet.ts'
import { type NodeLocal, nodeLocalOf } from './node-local.ts'
import type { NodeDns } from './resolv-conf.ts'

/** The cluster's own DNS, as far as its objects tell. */
export interface DnsSetup {
  readonly zone: string
  readonly service: Source | undefined
  /** The labels of the Service, which its pods need not have. */
  readonly serviceLabels: Readonly<Record<string, string>>
  /** The pods that the Service selects. */
  readonly pods: readonly Endpoint[]
  /** Whether the pods are those of a usual cluster, since there are none in the input. */
  readonly assumed: boolean
  /** Where the Service's pods listen, after translation. */
  readonly ports: { readonly UDP: number; readonly TCP: number }
  readonly corefile: CorefileSource | undefined
  readonly nodeLocal: NodeLocal | undefined
  /** What kubelets give pods, or what they do as far as is known. */
  readonly node: NodeDns
  readonly openShift: boolean
  /** What was taken for granted, or could not be judged, in sentences. */
  readonly assumptions: readonly string[]
}

/** Recognises the cluster's DNS: its Service and pods, Corefile, NodeLocal DNSCache and what kubelets are told. */
export function dnsSetup(sources: readonly Source[], endpoints: readonly Endpoint[]): DnsSetup {
  const openShift = isOpenShift(sources)
  const service = dnsService(sources)
  const nodeLocal = nodeLocalOf(sources, endpoints)
  const kubelet = kubeletSettings(sources)
  const pods = podsOf(service, endpoints)
  const corefile = corefileOf(sources, service?.namespace)
  const written = corefile?.corefile.blocks.flatMap((block) => kubernetesOf(block)?.zones ?? []) ?? []
  const zone = kubelet.zone ?? written.find((each) => each !== '' && !each.endsWith('.arpa')) ?? 'cluster.local'
  const address = addressOf(service)
  const own = address === undefined ? [] : [address]
  const clusterDns = kubelet.clusterDns ?? (nodeLocal?.replaces ? nodeLocal.addresses.slice(0, 1) : own)
  const assumed = pods.some(isAssumed)
  const assumptions = [
    ...(assumed
      ? [
          `The cluster's DNS is not in the input: pods like those of ${openShift ? 'OpenShift' : 'kubeadm'} are assumed (${pods
            .map(
              ({ namespace, labels }) =>
                `namespace ${namespace}, ${Object.entries(labels)
                  .map(([key, value]) => `${key}=${value}`)
                  .join()}`,
            )
            .join()}).`,
        ]
      : []),
    ...(corefile === undefined && !openShift
      ? ['No Corefile is in the input: what it makes slow or wrong was not looked at.']
      : []),
    ...(kubelet.zone === undefined && written.length === 0 ? [`The cluster's zone is taken to be ${zone}.`] : []),
    'Search domains of the nodes are not known; each makes every external name 2 queries dearer.',
  ]
  return {
    zone,
    service: service && isAssumedSource(service) ? undefined : service,
    serviceLabels: service ? labelsOf(service.object) : {},
    pods,
    assumed,
    ports: { UDP: targetOf(service, 'UDP', pods, openShift), TCP: targetOf(service, 'TCP', pods, openShift) },
    corefile,
    nodeLocal,
    // That pods are given some address is certain even where it is not known which.
    node: {
      clusterDns: clusterDns.length > 0 ? clusterDns : [unknownAddress],
      known: [...clusterDns, ...own, ...otherAddressesOf(service), ...(nodeLocal?.addresses ?? [])],
      zone,
      nameservers: [],
      search: [],
    },
    openShift,
    assumptions,
  }
}

/** Stands for the address of the DNS Service where it is not known. */
export const unknownAddress = 'the DNS Service'

const assumedMark = 'warrant.assumed'

/** Pods and Service as most clusters have them, for input that holds neither. */
export function assumedDns(sources: readonly Source[]): Readonly<Record<string, unknown>>[] {
  if (dnsService(sources) !== undefined) return []
  const openShift = isOpenShift(sources)
  const namespace = openShift ? 'openshift-dns' : 'kube-system'
  const name = openShift ? 'dns-default' : 'kube-dns'
  const labels = openShift ? { 'dns.operator.openshift.io/daemonset-dns': 'default' } : { 'k8s-app': 'kube-dns' }
  const port = openShift ? 5353 : 53
  const annotations = { [assumedMark]: '' }
  const ports = ['UDP', 'TCP'].map((protocol) => ({
    name: protocol === 'UDP' ? 'dns' : 'dns-tcp',
    protocol,
    containerPort: port,
  }))
  return [
    {
      apiVersion: 'apps/v1',
      kind: openShift ? 'DaemonSet' : 'Deployment',
      metadata: { name: openShift ? 'dns-default' : 'coredns', namespace, annotations },
      spec: { template: { metadata: { labels }, spec: { containers: [{ name: 'dns', ports }] } } },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name,
        namespace,
        annotations,
        labels: openShift
          ? { 'dns.operator.openshift.io/owning-dns': 'default' }
          : { 'k8s-app': 'kube-dns', 'kubernetes.io/cluster-service': 'true', 'kubernetes.io/name': 'CoreDNS' },
      },
      spec: {
        selector: labels,
        ports: ports.map(({ name: portName, protocol }) => ({
          name: portName,
          protocol,
          port: 53,
          targetPort: portName,
        })),
      },
    },
  ]
}

export function isAssumedSource({ object }: Source): boolean {
  return assumedMark in fields(valueAt(object, ['metadata', 'annotations']))
}

function isAssumed({ source }: Endpoint): boolean {
  return isAssumedSource(source)
}

/** Whether objects are of OpenShift, whose DNS pods listen on 5353. */
function isOpenShift(sources: readonly Source[]): boolean {
  return sources.some(
    ({ apiVersion, kind, name }) =>
      /\.openshift\.io\//.test(apiVersion) || (kind === 'Namespace' && name === 'openshift-dns'),
  )
}

const dnsNames = new Set(['kube-dns', 'coredns', 'rke2-coredns-rke2-coredns', 'dns-default'])
const dnsNamespaces = new Set(['kube-system', 'openshift-dns'])

/** The Service that pods ask: by its well-known place, else the one that serves port 53 for DNS pods there. */
function dnsService(sources: readonly Source[]): Source | undefined {
  const services = sources.filter(({ kind, namespace }) => kind === 'Service' && dnsNamespaces.has(namespace))
  const serving = services.filter(({ object }) => {
    const ports = list(valueAt(object, ['spec', 'ports'])).map((port) => fields(port)['port'])
    return ports.includes(53) || ports.length === 0
  })
  return (
    serving.find(({ name }) => dnsNames.has(name)) ??
    serving.find(({ object }) => ['kube-dns', 'coredns'].includes(labelsOf(object)['k8s-app'] ?? ''))
  )
}

function podsOf(service: Source | undefined, endpoints: readonly Endpoint[]): Endpoint[] {
  const selector = textsIn(valueAt(service?.object ?? {}, ['spec', 'selector']))
  if (service === undefined || Object.keys(selector).length === 0) return []
  return endpoints.filter(
    ({ kind, namespace, labels }) =>
      kind === 'pod' && namespace === service.namespace && selectorMatches({ matchLabels: selector }, labels),
  )
}

export function addressOf(service: Source | undefined): string | undefined {
  const address = text(valueAt(service?.object ?? {}, ['spec', 'clusterIP']))
  return address === '' || address === 'None' ? undefined : address
}

/** Those of both families, where a Service has them. */
function otherAddressesOf(service: Source | undefined): string[] {
  return list(valueAt(service?.object ?? {}, ['spec', 'clusterIPs'])).map(text)
}

function targetOf(
  service: Source | undefined,
  protocol: 'UDP' | 'TCP',
  pods: readonly Endpoint[],
  openShift: boolean,
): number {
  for (const each of list(valueAt(service?.object ?? {}, ['spec', 'ports']))) {
    const { protocol: written, port, targetPort } = fields(each)
    if ((text(written) || 'TCP') !== protocol || port !== 53) continue
    if (typeof targetPort === 'number') return targetPort
    const named = pods.map(({ ports }) => ports.get(`${protocol}/${text(targetPort)}`)).find((number) => number)
    if (named !== undefined) return named
  }
  return openShift ? 5353 : 53
}

/** The Corefile of the cluster's DNS, not those of other CoreDNS. */
function corefileOf(sources: readonly Source[], namespace = 'kube-system'): CorefileSource | undefined {
  const maps = sources.filter(
    ({ kind, namespace: own, object }) =>
      kind === 'ConfigMap' && own === namespace && text(valueAt(object, ['data', 'Corefile'])) !== '',
  )
  const source =
    maps.find(({ name }) => /^(rke2-coredns-rke2-)?coredns$/.test(name)) ?? maps.find(({ name }) => !/local/.test(name))
  return source && readCorefile(source, 'Corefile')
}

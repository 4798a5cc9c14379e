import type { Policy } from '../../policy/policy.ts'
import type { DnsContext, Load } from '../context.ts'
import { advice, type DnsCause } from '../finding.ts'
import { enumerate, placeOf } from '../place.ts'

/** Policies about the DNS pods themselves that refuse those who ask. NodeLocal DNSCache asks over TCP, from its node. */
export const dnsIngressDenied: DnsCause = {
  number: undefined,
  id: 'dns-ingress-denied',
  title: 'Policies keep the DNS pods from being asked',
  why: 'Whoever is refused there resolves no name.',
  *find(context) {
    const { setup } = context.dns
    if (setup.assumed) return
    const [pod] = setup.pods
    const own = pod && context.network.model.classes.of(pod)
    if (pod === undefined || own === undefined) return
    const isolating = context.network.model
      .selecting('ingress', own)
      .map(({ owner }) => owner)
      .find(({ source }) => source.resource !== undefined)
    if (isolating?.source.resource === undefined) return
    const udp = refused(context, 'UDP')
    const tcp = refused(context, 'TCP').filter((load) => !udp.includes(load))
    const refusals: readonly (readonly [Load[], string])[] = [
      [udp, 'UDP'],
      [tcp, 'TCP'],
    ]
    for (const [loads, protocol] of refusals) {
      if (loads.length === 0) continue
      yield {
        resource: isolating.source.resource,
        path: pathOf(isolating),
        severity: 'high',
        message: `${isolating.title} isolates the DNS pods, and no rule lets ${enumerate(loads.map(({ title }) => title))} ask them over ${protocol}`,
        evidence: loads.map((load) => `${load.title} (${placeOf(load.resource, load.resource.base)})`),
        fix: advice(
          `allow UDP and TCP ${setup.ports.UDP} from all namespaces${setup.nodeLocal ? ', and TCP from the addresses of the nodes' : ''}`,
        ),
      }
    }
  },
}

function refused({ network, dns: { setup }, loads }: DnsContext, protocol: 'UDP' | 'TCP'): Load[] {
  const [pod] = setup.pods
  if (pod === undefined) return []
  const asking = setup.nodeLocal
    ? loads.filter(({ resource }) => resource === setup.nodeLocal?.source.resource)
    : loads.filter(({ endpoint, resolver }) => resolver.from === 'cluster' && endpoint?.hostNetwork === false)
  return asking.filter(
    ({ endpoint }) =>
      endpoint !== undefined &&
      endpoint !== pod &&
      network.verdict({ pod: endpoint.id }, { pod: pod.id }, { port: setup.ports[protocol], protocol }).ingress ===
        'deny',
  )
}

function pathOf({ source, ingress }: Policy): (string | number)[] {
  return [...(source.resource?.base ?? []), ...(ingress?.path ?? ['spec'])]
}

import type { Policy } from '../../policy/policy.ts'
import type { Verdict } from '../../verdict.ts'
import type { Endpoint } from '../../world/endpoints.ts'
import type { DnsContext, Load } from '../context.ts'
import { advice, type DnsCause } from '../finding.ts'
import { culprit } from '../egress-denials.ts'
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
    const udp = refused(context, 'UDP')
    const tcp = refused(context, 'TCP').filter((load) => !udp.includes(load))
    const refusals: readonly (readonly [Load[], 'TCP' | 'UDP'])[] = [
      [udp, 'UDP'],
      [tcp, 'TCP'],
    ]
    for (const [loads, protocol] of refusals) {
      const policies = context.network.model.selecting('ingress', own).map(({ owner }) => owner)
      const [asking] = loads
      const policy = asking?.endpoint && culprit(policies, ask(context, asking.endpoint, pod, protocol))
      if (policy?.source.resource === undefined) continue
      yield {
        resource: policy.source.resource,
        path: pathOf(policy),
        severity: 'high',
        message: `${policy.title} keeps ${enumerate(loads.map(({ title }) => title))} from asking the DNS pods over ${protocol}`,
        evidence: loads.map((load) => `${load.title} (${placeOf(load.resource, load.resource.base)})`),
        fix: advice(
          `allow UDP and TCP ${setup.ports.UDP} from all namespaces${setup.nodeLocal ? ', and TCP from the addresses of the nodes' : ''}`,
        ),
      }
    }
  },
}

function refused(context: DnsContext, protocol: 'UDP' | 'TCP'): Load[] {
  const { loads } = context
  const { setup } = context.dns
  const [pod] = setup.pods
  if (pod === undefined) return []
  const asking = setup.nodeLocal
    ? loads.filter(({ resource }) => resource === setup.nodeLocal?.source.resource)
    : loads.filter(({ endpoint, resolver }) => resolver.from === 'cluster' && endpoint?.hostNetwork === false)
  return asking.filter(
    ({ endpoint }) =>
      endpoint !== undefined && endpoint !== pod && ask(context, endpoint, pod, protocol).ingress === 'deny',
  )
}

function ask({ network, dns: { setup } }: DnsContext, from: Endpoint, to: Endpoint, protocol: 'UDP' | 'TCP'): Verdict {
  return network.verdict({ pod: from.id }, { pod: to.id }, { port: setup.ports[protocol], protocol })
}

function pathOf({ source, ingress }: Policy): (string | number)[] {
  return [...(source.resource?.base ?? []), ...(ingress?.path ?? ['spec'])]
}

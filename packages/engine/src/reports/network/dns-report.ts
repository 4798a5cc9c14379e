import type { InputError, NotAudited } from '../../audit/index.ts'
import { type Severity, severities } from '../../findings/index.ts'
import type { DnsFinding, DnsReport } from '../../network/index.ts'

/** What was found of a cluster's DNS, with what is to be said about its input. */
export interface ShownDns extends DnsReport {
  readonly errors: readonly InputError[]
  readonly notAudited: readonly NotAudited[]
}

/** Findings that no written warrant covers, by severity. */
export function countBySeverity(findings: readonly DnsFinding[]): Readonly<Record<Severity, number>> {
  const counts = Object.fromEntries(severities.map((each) => [each, 0])) as Record<Severity, number>
  for (const { severity, exemption } of findings) if (exemption === null) counts[severity]++
  return counts
}

/** How names are resolved here, in words: each a label with what there is to say. */
export function setupLines({ dns: { setup } }: DnsReport): (readonly [label: string, text: string])[] {
  const { service, pods, ports, nodeLocal, node, zone, assumed, corefile } = setup
  const addresses = node.clusterDns.filter((each) => /[.:]/.test(each))
  const listening = ports.UDP === ports.TCP ? `UDP and TCP ${ports.UDP}` : `UDP ${ports.UDP}, TCP ${ports.TCP}`
  return [
    [
      'DNS',
      service
        ? `Service ${service.namespace}/${service.name}, ${pods.length === 0 ? 'which selects no pods' : `${[...new Set(pods.map(({ title }) => title))].slice(0, 3).join(', ')} on ${listening}`}`
        : `not in the input; ${assumed ? `pods as usual on ${listening}` : 'unknown'}`,
    ],
    ...(corefile ? [['COREFILE', `ConfigMap ${corefile.source.namespace}/${corefile.source.name}`] as const] : []),
    ...(nodeLocal
      ? [
          [
            'NODELOCAL',
            `${nodeLocal.source.kind} ${nodeLocal.source.namespace}/${nodeLocal.source.name} at ${nodeLocal.addresses.join(', ')}`,
          ] as const,
        ]
      : []),
    [
      'PODS',
      `${addresses.length > 0 ? `ask ${addresses.join(', ')}; ` : ''}search NAMESPACE.svc.${zone}, svc.${zone}, ${zone}; ndots 5`,
    ],
  ]
}

import type { Cluster } from '../../cluster/index.ts'
import { severityRank } from '../../findings/index.ts'
import type { Network } from '../index.ts'
import type { NetworkInput } from '../world/source.ts'
import { sourcesOf } from '../world/source.ts'
import { dnsCauses } from './causes/index.ts'
import { contextOf } from './context.ts'
import { type Dns, dnsOf } from './dns.ts'
import { type DnsFinding, findingOf } from './finding.ts'
import { assumedDns } from './setup.ts'

/** What configuration shows of a cluster's DNS. */
export interface DnsReport {
  readonly dns: Dns
  /** Worst first. */
  readonly findings: readonly DnsFinding[]
  readonly workloads: number
  /** What was taken for granted, or could not be judged for want of an object, in sentences. */
  readonly assumptions: readonly string[]
}

/**
 * Looks for every cause of trouble with DNS that configuration can show. Where the DNS pods are not in the input, those of
 * a usual cluster are assumed, so that policies can be judged without them.
 */
export function analyseDns(cluster: Cluster, build: (inputs: Iterable<NetworkInput>) => Network): DnsReport {
  const network = build([...cluster.resources, ...assumedDns(sourcesOf(cluster.resources))])
  const dns = dnsOf(network.model)
  const context = contextOf(cluster, network, dns)
  const findings = dnsCauses.flatMap((cause) => [...cause.find(context)].map((reported) => findingOf(cause, reported)))
  return {
    dns,
    findings: findings.toSorted(
      (a, b) =>
        severityRank(a.severity) - severityRank(b.severity) ||
        dnsCauses.findIndex(({ id }) => id === a.rule) - dnsCauses.findIndex(({ id }) => id === b.rule) ||
        compare(a.location.file, b.location.file) ||
        a.location.line - b.location.line,
    ),
    workloads: context.loads.length,
    assumptions: dns.setup.assumptions,
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

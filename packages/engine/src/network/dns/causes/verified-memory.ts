import { parseQuantity } from '../../../cluster/index.ts'
import { kubernetesOf } from '../corefile/plugins.ts'
import type { DnsContext, Load } from '../context.ts'
import { advice, type DnsCause } from '../finding.ts'
import { at, corefilesOf } from './corefile-places.ts'

/** Megabytes that CoreDNS needs where it holds all pods: 56 and one for 250 pods and Services. Source: coredns/deployment kubernetes/Scaling_CoreDNS.md. */
const baseMegabytes = 56
const objectsPerMegabyte = 250

/** Cause D6: with `pods verified` CoreDNS holds every pod of the cluster in memory. */
export const verifiedMemory: DnsCause = {
  number: 'D6',
  id: 'dns-pods-verified-memory',
  title: 'CoreDNS holds every pod of the cluster in memory',
  why: 'With pods verified its memory grows with the cluster; over its limit it is killed, on all replicas at the same size of the cluster.',
  *find(context) {
    const { setup } = context.dns
    const file = corefilesOf(context).find((each) => each === setup.corefile)
    const limits = dnsLoads(context).flatMap(({ workload }) =>
      workload.containers.map(({ spec }) => parseQuantity(`${spec.resources?.limits?.['memory'] ?? ''}`)),
    )
    const limit = Math.min(...limits.filter((each): each is NonNullable<typeof each> => each !== undefined).map(Number))
    if (file === undefined || !Number.isFinite(limit)) return
    for (const block of file.corefile.blocks) {
      const kubernetes = kubernetesOf(block)
      if (kubernetes?.pods !== 'verified') continue
      const most = Math.max(0, Math.floor((limit / 1e6 - baseMegabytes) * objectsPerMegabyte))
      const { model } = context.network
      const now = model.sources.filter(({ kind }) => kind === 'Pod' || kind === 'Service').length
      yield {
        ...at(file, kubernetes.podsLine ?? kubernetes.directive),
        severity: now > most ? 'high' : now > most / 2 ? 'low' : 'info',
        message: `pods verified with a memory limit of ${Math.round(limit / 1e6)} MB is enough for about ${most.toLocaleString('en')} pods and Services`,
        evidence: [`the input holds ${now.toLocaleString('en')} pods and Services`],
        fix: advice(
          'raise the limit with the cluster, or use pods insecure where nothing (such as autopath) needs verified',
        ),
      }
    }
  },
}

/** The workloads that the DNS Service selects. */
export function dnsLoads({ dns: { setup }, loads }: DnsContext): Load[] {
  const sources = new Set(setup.pods.map(({ source }) => source.resource))
  return loads.filter(
    ({ resource, endpoint }) => sources.has(resource) || (endpoint !== undefined && setup.pods.includes(endpoint)),
  )
}

import { valueAt } from '../../../yaml/index.ts'
import { text } from '../../world/source.ts'
import { lameduckOf, plugin } from '../corefile/plugins.ts'
import type { DnsContext } from '../context.ts'
import { advice, type DnsCause } from '../finding.ts'
import { documentsIn } from '../kubelet.ts'
import { at } from './corefile-places.ts'
import { dnsLoads } from './verified-memory.ts'

/** How kube-proxy translates Services, where its ConfigMap tells. */
export function proxyMode({ network: { model } }: DnsContext): string | undefined {
  const map = model.sources.find(
    ({ kind, namespace, name }) => kind === 'ConfigMap' && namespace === 'kube-system' && name === 'kube-proxy',
  )
  const found = map && documentsIn(map.object, 'config.conf').find(({ kind }) => kind === 'KubeProxyConfiguration')
  return found && (text(found['mode']) || 'iptables')
}

/** Cause D4: queries go on to a DNS pod that is gone, as long as its translation is remembered. */
export const staleBackend: DnsCause = {
  number: 'D4',
  id: 'dns-stale-backend',
  title: 'DNS pods end before nodes stop sending to them',
  why: 'While CoreDNS rolls, nodes send queries to pods that are ending: without lameduck those time out. A UDP entry that is remembered goes on sending there.',
  *find(context) {
    const { corefile } = context.dns.setup
    if (corefile?.source.resource === undefined) return
    const ipvs = proxyMode(context) === 'ipvs'
    const [grace = 30] = dnsLoads(context).map(({ resource }) => {
      const seconds = valueAt(resource.object, ['spec', 'template', 'spec', 'terminationGracePeriodSeconds'])
      return typeof seconds === 'number' ? seconds : 30
    })
    for (const block of corefile.corefile.blocks) {
      const health = plugin(block, 'health')
      if (health === undefined) continue
      const lameduck = lameduckOf(block) ?? 0
      const evidence = ipvs
        ? ['kube-proxy is in ipvs mode, which remembers UDP for 5 minutes unless udpTimeout is set']
        : []
      if (lameduck > 0 && lameduck < grace) continue
      yield {
        ...at(corefile, health),
        severity: ipvs ? 'medium' : 'low',
        message:
          lameduck === 0
            ? 'health has no lameduck: CoreDNS stops answering as soon as it is told to end'
            : `lameduck is ${lameduck} s, and the pod is killed after ${grace} s`,
        evidence,
        fix: advice(
          lameduck === 0 ? 'write health { lameduck 5s }' : 'make lameduck shorter than terminationGracePeriodSeconds',
        ),
      }
    }
  },
}

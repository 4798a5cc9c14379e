import { valueAt } from '../../../yaml/index.ts'
import { text } from '../../world/source.ts'
import { advice, type DnsCause } from '../finding.ts'
import { proxyMode } from './stale-backend.ts'

/** Cause D3: A and AAAA leave from one socket at once, and old kernels drop one of them (kubernetes issue 56903). */
export const conntrackRace: DnsCause = {
  number: 'D3',
  id: 'dns-conntrack-race',
  title: 'Kernels drop one of two queries sent at once',
  why: 'A lookup then waits five seconds before it asks again.',
  *find(context) {
    const { setup } = context.dns
    const mode = proxyMode(context)
    if (setup.nodeLocal || (mode !== 'iptables' && mode !== 'ipvs')) return
    const old = context.network.model.sources.flatMap((source) => {
      const version = text(valueAt(source.object, ['status', 'nodeInfo', 'kernelVersion']))
      const major = Number(/^(\d+)\./.exec(version)?.[1] ?? 'NaN')
      return source.kind === 'Node' && source.resource && major < 5 ? [{ resource: source.resource, version }] : []
    })
    const [first] = old
    if (first === undefined) return
    yield {
      resource: first.resource,
      path: [...first.resource.base, 'status', 'nodeInfo', 'kernelVersion'],
      severity: 'medium',
      message: `${old.length === 1 ? 'a node has' : `${old.length} nodes have`} a kernel before 5.0 (${first.version}), kube-proxy is in ${mode} mode, and there is no NodeLocal DNSCache`,
      evidence: old.map(({ resource, version }) => `Node ${resource.name}: ${version}`),
      fix: advice(
        'run NodeLocal DNSCache, whose traffic is not tracked; or set single-request-reopen in dnsConfig.options (glibc); or renew the kernel',
      ),
    }
  },
}

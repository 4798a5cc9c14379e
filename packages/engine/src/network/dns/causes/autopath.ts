import { plugin, kubernetesOf } from '../corefile/plugins.ts'
import { advice, type DnsCause } from '../finding.ts'
import { at, corefilesOf } from './corefile-places.ts'

/**
 * Cause D7: `autopath @kubernetes` searches in place of the client, by the namespace of the pod that has the client's
 * address. It needs `pods verified` in the same server block, and pods that ask CoreDNS themselves.
 * Source: coredns/coredns plugin/autopath/README.md.
 */
export const autopath: DnsCause = {
  number: 'D7',
  id: 'dns-autopath',
  title: 'autopath answers by addresses of pods',
  why: 'While an address passes from one pod to another, the search list of the old namespace is used: a short name can be answered with the Service of another namespace.',
  *find(context) {
    const { setup } = context.dns
    const windows = context.loads.filter(({ workload }) => workload.windows)
    for (const file of corefilesOf(context)) {
      for (const block of file.corefile.blocks) {
        const directive = plugin(block, 'autopath')
        if (directive?.args.at(-1) !== '@kubernetes') continue
        const kubernetes = kubernetesOf(block)
        const lacks = [
          ...(kubernetes === undefined ? ['the plugin kubernetes is not in its server block'] : []),
          ...(kubernetes !== undefined && kubernetes.pods !== 'verified'
            ? [`kubernetes has pods ${kubernetes.pods}, not verified`]
            : []),
          ...(setup.nodeLocal && file === setup.corefile
            ? ['NodeLocal DNSCache asks in place of the pods, from the addresses of nodes']
            : []),
        ]
        const evidence =
          windows.length > 0 ? [`${windows.length} Windows workloads: autopath does not know their search lists`] : []
        yield lacks.length > 0
          ? {
              ...at(file, directive),
              severity: 'low',
              message: `autopath has no effect: ${lacks.join('; ')}`,
              evidence,
              fix: advice('take autopath out, or give it what it needs'),
            }
          : {
              ...at(file, directive),
              severity: 'medium',
              message:
                'autopath takes the namespace of a client from its address, which is late when addresses are used again',
              evidence: [
                ...evidence,
                'names that do not exist cost as many queries as before',
                'answers for searched names come as CNAMEs, which some clients do not follow',
              ],
              fix: advice('take autopath out; ndots:2 or NodeLocal DNSCache spare the queries without it'),
            }
      }
    }
  },
}

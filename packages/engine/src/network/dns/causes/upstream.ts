import { cacheOf, forwardsOf } from '../corefile/plugins.ts'
import { advice, type DnsCause } from '../finding.ts'
import { at, corefilesOf, zonesOf } from './corefile-places.ts'

/** As many as kubeadm allows; where they run out, CoreDNS answers REFUSED. */
const usualConcurrent = 1000

/** Cause D8: names of other zones depend on an upstream that has limits, such as 1024 packets a second for a VPC's interface. */
export const upstreamLimit: DnsCause = {
  number: 'D8',
  id: 'dns-upstream-limit',
  title: 'Names outside the cluster can run into a limit',
  why: 'Names of the cluster go on working, so that the trouble looks like that of a remote service.',
  *find(context) {
    for (const file of corefilesOf(context)) {
      for (const block of file.corefile.blocks) {
        const forwards = forwardsOf(block)
        const [first] = forwards
        if (first === undefined) continue
        const cache = cacheOf(block)
        if (cache === undefined || cache.success === 0)
          yield {
            ...at(file, cache?.directive ?? first.directive),
            severity: 'medium',
            message: `the server ${zonesOf(block)} forwards every query: ${cache ? 'its cache keeps no answers' : 'it has no cache'}`,
            fix: advice('add cache 30 to the server block'),
          }
        for (const { maxConcurrent, maxLine, directive, to } of forwards)
          if (maxConcurrent !== undefined && maxConcurrent < usualConcurrent)
            yield {
              ...at(file, maxLine ?? directive),
              severity: 'medium',
              message: `forward answers REFUSED to what comes while ${maxConcurrent} queries wait for ${to.join(', ') || 'its upstream'}`,
              fix: advice(`raise max_concurrent to ${usualConcurrent} or more; each query takes about 2 KB`),
            }
      }
    }
  },
}

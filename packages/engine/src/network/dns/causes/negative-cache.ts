import { blockFor, cacheOf, type CachePlugin, forwardsOf, kubernetesOf } from '../corefile/plugins.ts'
import { advice, type DnsCause } from '../finding.ts'
import { at, corefilesOf, zonesOf } from './corefile-places.ts'

/** Seconds that a name may be unknown after it exists before that is worth a word. */
const patience = 10
const patienceOutside = 60

/**
 * Cause D12: answers that a name does not exist are kept. The zone's own time (for the cluster's names that of the plugin
 * kubernetes, 5 s) is cut to that of the cache and lifted to the cache's least.
 */
export const negativeCache: DnsCause = {
  number: 'D12',
  id: 'dns-negative-cache',
  title: 'Names are unknown long after they exist',
  why: 'Who asks for a name before it is there (a Job that starts with its Service, a record that is still being made) is told that there is none until the cache forgets.',
  *find(context) {
    const { setup } = context.dns
    for (const file of corefilesOf(context)) {
      for (const block of file.corefile.blocks) {
        const cache = cacheOf(block)
        if (cache === undefined) continue
        const kubernetes = kubernetesOf(block)
        const isCluster = kubernetes !== undefined || block.zones.some(({ name }) => name === setup.zone)
        const main = setup.corefile && blockFor(setup.corefile.corefile, setup.zone)
        const ttl = kubernetes?.ttl ?? (main && kubernetesOf(main)?.ttl) ?? 5
        const kept = keptFor(ttl, cache)
        if (isCluster && kept > patience) {
          const byTtl = ttl >= kept && kubernetes?.ttlLine
          yield {
            ...at(file, byTtl || cache.denialLine),
            severity: 'medium',
            message: `that a name of the cluster does not exist is kept for ${kept} s`,
            fix: advice(byTtl ? 'set ttl of kubernetes to 5' : 'set denial 9984 5 in cache'),
          }
        }
        const outside = keptFor(Number.POSITIVE_INFINITY, cache)
        if (
          forwardsOf(block).some(({ from }) => from === '' || from === '.') &&
          outside > patienceOutside &&
          cache.denial > 0
        )
          yield {
            ...at(file, cache.denialLine),
            severity: 'low',
            message: `the server ${zonesOf(block)} keeps for up to ${outside} s that a name outside does not exist`,
            fix: advice('set a shorter time: denial 9984 30 in cache'),
          }
      }
    }
  },
}

/** How long a denial with this time of its zone is kept. */
export function keptFor(ttl: number, { denial, denialAtLeast }: CachePlugin): number {
  return denial === 0 ? 0 : Math.max(Math.min(ttl, denial), denialAtLeast)
}

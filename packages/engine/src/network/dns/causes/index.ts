import type { DnsCause } from '../finding.ts'
import { aaaaDoubling } from './aaaa.ts'
import { autopath } from './autopath.ts'
import { conntrackRace } from './conntrack-race.ts'
import { cacheDenied, dnsDenied, dnsPortWrong, tcpDenied, wrongDnsLabels } from './egress.ts'
import { emptyService } from './empty-service.ts'
import { fqdnChurn, fqdnWithoutDns } from './fqdn.ts'
import { hostNetworkPolicy } from './host-network.ts'
import { javaCache, muslServers, muslWithoutTcp } from './images.ts'
import { dnsIngressDenied } from './ingress.ts'
import { negativeCache } from './negative-cache.ts'
import { replicaChurn } from './replicas.ts'
import { searchAmplification } from './search-amplification.ts'
import { staleBackend } from './stale-backend.ts'
import { headlessTruncation } from './truncation.ts'
import { upstreamLimit } from './upstream.ts'
import { verifiedMemory } from './verified-memory.ts'

/** Every cause of trouble with DNS that configuration can show, in the order of their numbers. */
export const dnsCauses: readonly DnsCause[] = [
  searchAmplification,
  aaaaDoubling,
  conntrackRace,
  staleBackend,
  replicaChurn,
  verifiedMemory,
  autopath,
  upstreamLimit,
  tcpDenied,
  headlessTruncation,
  muslWithoutTcp,
  muslServers,
  negativeCache,
  javaCache,
  cacheDenied,
  wrongDnsLabels,
  fqdnWithoutDns,
  fqdnChurn,
  dnsPortWrong,
  hostNetworkPolicy,
  emptyService,
  dnsDenied,
  dnsIngressDenied,
]

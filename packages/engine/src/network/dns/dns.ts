import type { Model } from '../network.ts'
import type { Endpoint } from '../world/endpoints.ts'
import type { Libc } from './lookup.ts'
import { Records } from './records.ts'
import { type DnsSetup, dnsSetup } from './setup.ts'
import { type Walk, walkName, type WalkPod, walkPodOf } from './walk.ts'

/** DNS of a cluster: what its objects say of it, and what its pods' resolvers do. */
export interface Dns {
  readonly setup: DnsSetup
  readonly records: Records
  /**
   * What the pod's resolver asks for a name, in order, and which answer ends it. The C library is that which the image's
   * name tells when it is left out, else glibc.
   */
  walk(pod: Endpoint | WalkPod, name: string, libc?: Libc): Walk
}

/** Reads the DNS of a network that is built already. */
export function dnsOf({ sources, endpoints }: Pick<Model, 'sources' | 'endpoints'>): Dns {
  const setup = dnsSetup(sources, endpoints)
  const records = new Records(sources, endpoints)
  return {
    setup,
    records,
    walk: (pod, name, libc) => walkName(setup, records, 'spec' in pod ? pod : walkPodOf(pod), name, libc),
  }
}

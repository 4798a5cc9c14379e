import type { Walk } from '../dns/index.ts'
import type { Service } from '../services/index.ts'
import type { Endpoint } from '../world/endpoints.ts'
import type { Ip } from '../world/ip.ts'

/** What one side of a question stands for. */
export type Target =
  /** A workload's pods, a pod or a node. */
  | { readonly kind: 'endpoints'; readonly title: string; readonly endpoints: readonly Endpoint[]; readonly ip?: Ip }
  | { readonly kind: 'service'; readonly title: string; readonly service: Service }
  /** An address that nothing in the cluster has. */
  | { readonly kind: 'address'; readonly title: string; readonly ip: Ip }
  /** Every public address. */
  | { readonly kind: 'internet'; readonly title: string }
  /** A name outside the cluster, whose addresses are not known. */
  | { readonly kind: 'name'; readonly title: string; readonly name: string }

export interface Resolved {
  readonly target: Target
  /** How the text was understood, where that is not plain. */
  readonly notes: readonly string[]
  /** What a resolver asked for it, where it is a DNS name. */
  readonly walk?: Walk
}

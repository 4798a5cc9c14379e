import type { Resource } from '../../../cluster/index.ts'
import type { Path } from '../../../yaml/index.ts'

/** What kind of reference is in question. */
export type ConsequenceKind =
  | 'service'
  | 'host-name'
  | 'service-variable'
  | 'ingress-backend'
  | 'route-backend'
  | 'reference-grant'
  | 'webhook'
  | 'api-service'
  | 'external-name'
  | 'stateful-set-service'
  | 'service-account'
  | 'cloud-identity'
  | 'token-secret'
  | 'role-binding'
  | 'role'
  | 'access'
  | 'config-map'
  | 'secret'
  | 'extension-object'
  | 'persistent-volume-claim'
  | 'claim-template'
  | 'network-policy'
  | 'network-policy-peer'
  | 'autoscaler'
  | 'disruption-budget'
  | 'monitor'
  | 'pod-affinity'
  | 'namespace-labels'
  | 'namespace-name'
  | 'origin'
  | 'resource-quota'
  | 'limit-range'
  | 'dns-search'

/**
 * What has to be done: `moves` goes along as it is, `copy` is needed in both namespaces, `change` has to be edited, `lost`
 * cannot be had in the other namespace, `check` depends on what the resources do not tell.
 */
export type ConsequenceAction = 'moves' | 'copy' | 'change' | 'lost' | 'check'

/** One thing that breaks, or has to follow, when workloads move to another namespace. */
export interface MoveConsequence {
  readonly kind: ConsequenceKind
  /** What breaks or must follow. */
  readonly resource: Resource
  /** Absolute path within its document, where one field is meant. */
  readonly path?: Path
  readonly action: ConsequenceAction
  /** What breaks, in one sentence. */
  readonly message: string
  /** What to do. */
  readonly remedy: string
}

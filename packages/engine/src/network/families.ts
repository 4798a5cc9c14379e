import { ciliumPolicies } from './cilium/index.ts'
import { clusterNetworkPolicies } from './cluster-network-policy/index.ts'
import { networkPolicies } from './network-policy/index.ts'
import type { PolicyFamily } from './policy/policy.ts'

/** Every kind of policy that connections are judged by. */
export const policyFamilies: readonly PolicyFamily[] = [networkPolicies, clusterNetworkPolicies, ciliumPolicies]

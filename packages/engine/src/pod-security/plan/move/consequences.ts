import type { Cluster, Workload } from '../../../cluster/index.ts'
import { accessLost } from './access.ts'
import { accountsThatFollow, cloudIdentities, tokenSecrets } from './accounts.ts'
import { affinityThatBreaks } from './affinity.ts'
import { apiServerCalls, externalNames } from './api-clients.ts'
import { gatewayRoutes, ingressBackends, referenceGrants } from './backends.ts'
import { bindingsToChange } from './bindings.ts'
import { claimsLeftBehind, claimTemplatesLeftBehind } from './claims.ts'
import { clientsThatBreak } from './clients.ts'
import { configThatFollows } from './config.ts'
import type { MoveConsequence } from './consequence.ts'
import { extensionObjects } from './extension-objects.ts'
import { monitorsThatFollow } from './monitors.ts'
import { type Move, newMove } from './move.ts'
import { namespaceLabels } from './namespace-labels.ts'
import { isolationLost, otherPolicies, peersThatBreak } from './network.ts'
import { namespaceNames } from './namespace-names.ts'
import { origins } from './origins.ts'
import { limitsToCopy } from './quotas.ts'
import { searchLists } from './resolver.ts'
import { serviceVariables } from './service-variables.ts'
import { servicesThatFollow, statefulSetServices } from './services.ts'
import { autoscalersThatFollow, budgetsThatFollow } from './targets.ts'

/** One for each kind of reference, data first: that is what cannot be had back. */
const concerns: readonly ((move: Move) => MoveConsequence[])[] = [
  claimsLeftBehind,
  claimTemplatesLeftBehind,
  origins,
  servicesThatFollow,
  statefulSetServices,
  clientsThatBreak,
  serviceVariables,
  searchLists,
  externalNames,
  ingressBackends,
  gatewayRoutes,
  referenceGrants,
  apiServerCalls,
  accountsThatFollow,
  cloudIdentities,
  tokenSecrets,
  bindingsToChange,
  accessLost,
  configThatFollows,
  extensionObjects,
  isolationLost,
  peersThatBreak,
  otherPolicies,
  autoscalersThatFollow,
  budgetsThatFollow,
  monitorsThatFollow,
  affinityThatBreaks,
  namespaceLabels,
  namespaceNames,
  limitsToCopy,
]

/**
 * What breaks, or has to follow, when workloads of a namespace move to another, by what the resources tell: nothing of what
 * programs ask the API server for, or of clients outside of the cluster. What a workload's controller made goes with it.
 */
export function consequencesOfMove(
  cluster: Cluster,
  namespace: string,
  moved: readonly Workload[],
  target: string,
): MoveConsequence[] {
  const move = newMove(cluster, namespace, moved, target)
  return move.moved.length === 0 ? [] : concerns.flatMap((concern) => concern(move))
}

import {
  type Cluster,
  effectiveNamespace,
  type LabelSelector,
  perCluster,
  type Resource,
  selectorMatches,
  type Workload,
} from '../../../cluster/index.ts'
import type { MoveConsequence } from './consequence.ts'
import type { Move } from './move.ts'
import { nameLabel } from './namespace-labels.ts'
import { remotePeer } from './namespace-peers.ts'
import { type PodPeer, policyView, type PolicyView } from './policies.ts'
import { listed, named, namesOf } from './words.ts'

const groups = ['networking.k8s.io', 'extensions'] as const

/** NetworkPolicies that select moved pods: they isolate pods of their own namespace only. */
export function isolationLost({ cluster, here, namespace, target, isMoved }: Move): MoveConsequence[] {
  return here('NetworkPolicy', ...groups).flatMap((resource): MoveConsequence[] => {
    const view = policyView(resource)
    const selected = cluster.selected(namespace, view.podSelector)
    const moving = selected.filter(isMoved)
    if (moving.length === 0) return []
    const general = isEmpty(view.podSelector)
    const shared = general || selected.length > moving.length
    const types = listed(view.types.map((type) => type.toLowerCase()))
    const meant =
      view.denied.length > 0 ? `denies ${listed(view.denied.map((type) => type.toLowerCase()))} to` : 'isolates'
    return [
      {
        kind: 'network-policy',
        resource,
        action: shared ? 'copy' : 'moves',
        message: `${named(resource)} ${meant} ${namesOf(moving, cluster)} in ${namespace} only, and leaves them open to all ${types} in ${target}`,
        remedy: `Make it in ${target} ${shared ? 'too, ' : ''}before the pods`,
      },
    ]
  })
}

const policiesWithPeers = perCluster((cluster) =>
  cluster
    .ofKind('NetworkPolicy', ...groups)
    .map((resource) => ({ resource, view: policyView(resource) }))
    .filter(({ view }) => view.peers.length > 0),
)

/**
 * Peers that no longer match: a rule's `podSelector` alone means pods of the policy's own namespace, and a
 * `namespaceSelector` means namespaces by their labels, of which a new one has only its name.
 */
export function peersThatBreak(move: Move): MoveConsequence[] {
  return policiesWithPeers(move.cluster).flatMap(({ resource, view }) => {
    const own = effectiveNamespace(resource) === move.namespace
    if (selectsNobody(resource, view, move.cluster)) return []
    return view.peers.flatMap((peer) =>
      peer.namespaceSelector === undefined
        ? own
          ? localPeer(resource, view, peer, move)
          : []
        : remotePeer(resource, peer, peer.namespaceSelector, move),
    )
  })
}

/** Whether a policy is about no pods, as far as is known: of a namespace without workloads nothing is. */
function selectsNobody(resource: Resource, view: PolicyView, cluster: Cluster): boolean {
  const own = effectiveNamespace(resource)
  return cluster.workloadsIn(own).length > 0 && cluster.selected(own, view.podSelector).length === 0
}

function localPeer(resource: Resource, view: PolicyView, peer: PodPeer, move: Move): MoveConsequence[] {
  const { cluster, namespace, target, moved, stayers } = move
  const meant = (workloads: readonly Workload[]) => workloads.filter((each) => matches(peer.podSelector, each))
  const selects = (workloads: readonly Workload[]) => workloads.filter((each) => matches(view.podSelector, each))
  const way = peer.direction === 'Ingress' ? 'from' : 'to'
  const consequences: MoveConsequence[] = []
  const toMoved = meant(moved)
  const atStayers = selects(stayers)
  if (toMoved.length > 0 && atStayers.length > 0) {
    consequences.push({
      ...about(resource, peer),
      action: 'change',
      message: `${named(resource)} allows ${namesOf(atStayers, cluster)} traffic ${way} ${namesOf(toMoved, cluster)} only within ${namespace}`,
      remedy: `Add a peer with the same podSelector and a namespaceSelector for ${nameLabel}: ${target}`,
    })
  }
  const toStayers = meant(stayers)
  const atMoved = selects(moved)
  if (toStayers.length > 0 && atMoved.length > 0) {
    consequences.push({
      ...about(resource, peer),
      action: 'change',
      message: `${named(resource)} allows ${namesOf(atMoved, cluster)} traffic ${way} ${namesOf(toStayers, cluster)}, which a copy in ${target} would not`,
      remedy: `In ${target}, add a namespaceSelector for ${nameLabel}: ${namespace} to this peer`,
    })
  }
  return consequences
}

/** Policies of other kinds, whose selectors are not read here. */
export function otherPolicies({ here, namespace, target, moved, cluster }: Move): MoveConsequence[] {
  const policies = [
    ...here('CiliumNetworkPolicy', 'cilium.io'),
    ...here('NetworkPolicy', 'crd.projectcalico.org', 'projectcalico.org'),
    ...here('AuthorizationPolicy', 'security.istio.io'),
  ]
  return policies.map((resource) => ({
    kind: 'network-policy',
    resource,
    action: 'check',
    message: `${named(resource)} holds in ${namespace} only, and may be about ${namesOf(moved, cluster)}`,
    remedy: `Make it in ${target} too where it is, and see whether it allows what goes between the two namespaces`,
  }))
}

function about(resource: Resource, { path }: PodPeer): Pick<MoveConsequence, 'kind' | 'resource' | 'path'> {
  return { kind: 'network-policy-peer', resource, path }
}

function matches(selector: LabelSelector | undefined, { pod }: Workload): boolean {
  return selectorMatches(selector, pod.metadata.labels)
}

function isEmpty({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0
}

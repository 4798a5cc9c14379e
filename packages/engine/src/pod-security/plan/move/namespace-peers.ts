import { effectiveNamespace, type LabelSelector, type Resource, selectorMatches } from '../../../cluster/index.ts'
import type { MoveConsequence } from './consequence.ts'
import type { Move } from './move.ts'
import { labelsToCopy, nameLabel } from './namespace-labels.ts'
import type { PodPeer } from './policies.ts'
import { named, namesOf } from './words.ts'

/** A peer that selects the namespace by its labels, of which the new one has only its name. */
export function remotePeer(resource: Resource, peer: PodPeer, selector: LabelSelector, move: Move): MoveConsequence[] {
  const { cluster, namespace, target, moved } = move
  const meant = moved.filter(
    (each) => peer.podSelector === undefined || selectorMatches(peer.podSelector, each.pod.metadata.labels),
  )
  if (meant.length === 0 || selectorMatches(selector, { [nameLabel]: target })) return []
  const object = cluster.ofKind('Namespace', '').find(({ name }) => name === namespace)
  const labels = { ...object?.metadata.labels, [nameLabel]: namespace }
  const known = selectorMatches(selector, labels)
  if (!known && (object !== undefined || usesOnlyName(selector))) return []
  const labelled = known
    ? selectorMatches(selector, { ...labelsToCopy(object, namespace), [nameLabel]: target })
    : !valuesOf(selector).includes(namespace)
  const way = peer.direction === 'Ingress' ? 'from' : 'to'
  const owner = effectiveNamespace(resource)
  return [
    {
      kind: 'network-policy-peer',
      resource,
      path: peer.path,
      action: known ? 'change' : 'check',
      message: `${named(resource)} of ${owner} allows traffic ${way} ${namesOf(meant, cluster)} by the labels of ${namespace}, which ${target} does not have`,
      remedy: labelled
        ? `Give ${target} the labels of ${namespace} that it selects by`
        : `Add a peer with a namespaceSelector for ${nameLabel}: ${target}`,
    },
  ]
}

function valuesOf({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string[] {
  return [...Object.values(matchLabels), ...matchExpressions.flatMap(({ values = [] }) => values)]
}

function usesOnlyName({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  const keys = [...Object.keys(matchLabels), ...matchExpressions.map(({ key = '' }) => key)]
  return keys.every((key) => key === nameLabel)
}

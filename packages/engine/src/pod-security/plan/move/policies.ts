import {
  conform,
  isObject,
  type LabelSelector,
  labelSelectorShape,
  pathIn,
  type Resource,
  valueIn,
} from '../../../cluster/index.ts'
import type { Path } from '../../../yaml/index.ts'

/** The traffic that a NetworkPolicy is about. */
export type Direction = 'Ingress' | 'Egress'

/** A peer of a rule that means pods. */
export interface PodPeer {
  readonly direction: Direction
  /** Undefined where not written: then all pods of the namespaces, when those are written. */
  readonly podSelector: LabelSelector | undefined
  /** Undefined where not written: then the policy's own namespace. */
  readonly namespaceSelector: LabelSelector | undefined
  /** Absolute path in the document. */
  readonly path: Path
}

export interface PolicyView {
  /** An empty one, or none, selects all pods of the namespace. */
  readonly podSelector: LabelSelector
  readonly types: readonly Direction[]
  /** The types of which it allows nothing. */
  readonly denied: readonly Direction[]
  readonly peers: readonly PodPeer[]
}

/**
 * Reads a NetworkPolicy as the API server defaults it: without `policyTypes` it is about ingress, and about egress too where
 * it has rules for that. Source: kubernetes/kubernetes pkg/apis/networking/v1/defaults.go.
 */
export function policyView(policy: Resource): PolicyView {
  const written = valueIn(policy, 'spec', 'policyTypes')
  const isWritten = Array.isArray(written) && written.length > 0
  const types = (['Ingress', 'Egress'] as const).filter((type) =>
    isWritten ? written.includes(type) : type === 'Ingress' || rulesOf(policy, 'Egress').length > 0,
  )
  return {
    podSelector: selectorAt(policy, 'spec', 'podSelector') ?? {},
    types,
    denied: types.filter((type) => rulesOf(policy, type).length === 0),
    peers: types.flatMap((type) => peersOf(policy, type)),
  }
}

function fieldsOf(direction: Direction): readonly [rules: string, peers: string] {
  return direction === 'Ingress' ? ['ingress', 'from'] : ['egress', 'to']
}

function rulesOf(policy: Resource, direction: Direction): readonly unknown[] {
  const rules = valueIn(policy, 'spec', fieldsOf(direction)[0])
  return Array.isArray(rules) ? rules : []
}

function peersOf(policy: Resource, direction: Direction): PodPeer[] {
  const [rules, peers] = fieldsOf(direction)
  return rulesOf(policy, direction).flatMap((rule, i) => {
    const listed = isObject(rule) ? rule[peers] : undefined
    return (Array.isArray(listed) ? listed : []).flatMap((_, j): PodPeer[] => {
      const path = ['spec', rules, i, peers, j]
      const podSelector = selectorAt(policy, ...path, 'podSelector')
      const namespaceSelector = selectorAt(policy, ...path, 'namespaceSelector')
      if (podSelector === undefined && namespaceSelector === undefined) return []
      return [{ direction, podSelector, namespaceSelector, path: pathIn(policy, ...path) }]
    })
  })
}

function selectorAt(policy: Resource, ...path: Path): LabelSelector | undefined {
  return conform(valueIn(policy, ...path), labelSelectorShape, pathIn(policy, ...path), [])
}

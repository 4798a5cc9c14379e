import { isObject, pathIn, type Resource, valueIn } from '../../cluster/index.ts'
import type { Path } from '../../yaml/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A policy does not say which pods it is about, or writes a selector that the API server reads as an empty one.
 *
 * Wanted: NetworkPolicy spec.podSelector; endpointSelector or nodeSelector of Cilium's policies; spec.subject of
 *         ClusterNetworkPolicy and its like
 * Allowed values of selectors: {}, or nothing beside matchLabels and matchExpressions
 */
export const policyWithoutSelector = defineRule({
  id: 'policy-without-selector',
  title: 'Policy does not say whom it is about',
  severity: 'medium',
  category: 'network',
  visit: 'resource',
  kinds: [
    'NetworkPolicy',
    'CiliumNetworkPolicy',
    'CiliumClusterwideNetworkPolicy',
    'ClusterNetworkPolicy',
    'AdminNetworkPolicy',
    'BaselineAdminNetworkPolicy',
  ],
  profile: 'default',
  frameworks: {},
  fix: 'none',
  description:
    'Reported for a NetworkPolicy without a podSelector, which is then about every pod of its namespace; for policies of Cilium, and cluster-wide ones, without any subject, which are refused; and for a selector, of the subject or a peer of a NetworkPolicy, in which something is written but neither matchLabels nor matchExpressions, such as `podSelector: {app: redis}`: the API server drops what it does not know, and an empty selector is left that means every pod. A podSelector that is empty on purpose, `{}`, is passed.',
  why: 'The policy is about other pods than the ones that its author meant: it cuts off pods that need their connections, or lets in more than one peer.',
  remedy: 'Write the labels of the pods under matchLabels, or an empty selector where all of them are meant.',
  examples: {
    bad: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: redis
  namespace: shop
spec:
  policyTypes: [Ingress]
`,
    good: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: redis
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Ingress]
`,
  },
  *check({ resource }) {
    const { kind, group } = resource
    if (kind === 'NetworkPolicy') {
      if (group === 'networking.k8s.io' || group === 'extensions') yield* networkPolicy(resource)
    } else if (kind.startsWith('Cilium')) {
      if (group === 'cilium.io') yield* ciliumPolicy(resource)
    } else if (/^policy\.networking\.(?:k8s|x-k8s)\.io$/.test(group)) yield* clusterPolicy(resource)
  },
})

function* networkPolicy(resource: Resource) {
  const selector = valueIn(resource, 'spec', 'podSelector')
  if (selector === undefined || selector === null)
    yield {
      at: pathIn(resource, 'spec', 'podSelector'),
      message: 'there is no podSelector, and the policy is about every pod of its namespace',
    }
  yield* misread(resource, ['spec', 'podSelector'], 'every pod of the namespace')
  for (const [field, peers] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const) {
    for (const [i, rule] of listIn(resource, 'spec', field).entries()) {
      for (const j of (isObject(rule) && Array.isArray(rule[peers]) ? rule[peers] : []).keys()) {
        const at = ['spec', field, i, peers, j]
        yield* misread(resource, [...at, 'podSelector'], 'every pod of the namespaces meant')
        yield* misread(resource, [...at, 'namespaceSelector'], 'every namespace')
      }
    }
  }
}

function* misread(resource: Resource, path: Path, meant: string) {
  const selector = valueIn(resource, ...path)
  if (!isObject(selector)) return
  const unknown = Object.keys(selector).filter((key) => key !== 'matchLabels' && key !== 'matchExpressions')
  if (unknown.length === 0) return
  const isRest = Object.keys(selector).length > unknown.length
  yield {
    at: pathIn(resource, ...path),
    message: `${unknown.join(', ')} is no field of a selector${isRest ? ', and is not asked for' : `: the selector means ${meant}`}`,
  }
}

function* ciliumPolicy(resource: Resource) {
  const specs: Path[] = [
    ...(isObject(valueIn(resource, 'spec')) ? [['spec']] : []),
    ...listIn(resource, 'specs').map((_, i) => ['specs', i]),
  ]
  const has = (path: Path, field: string) => isObject(valueIn(resource, ...path, field))
  for (const path of specs) {
    if (has(path, 'endpointSelector') || has(path, 'nodeSelector')) continue
    yield {
      at: pathIn(resource, ...path, 'endpointSelector'),
      message: 'there is neither an endpointSelector nor a nodeSelector; Cilium refuses the policy',
    }
  }
}

function* clusterPolicy(resource: Resource) {
  const subject = valueIn(resource, 'spec', 'subject')
  if (isObject(subject) && (isObject(subject['namespaces']) || isObject(subject['pods']))) return
  yield {
    at: pathIn(resource, 'spec', 'subject'),
    message: 'the subject is neither namespaces nor pods; the API server refuses the policy',
  }
}

function listIn(resource: Resource, ...path: Path): readonly unknown[] {
  const value = valueIn(resource, ...path)
  return Array.isArray(value) ? (value as readonly unknown[]) : []
}

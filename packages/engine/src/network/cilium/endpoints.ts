import { type LabelSelector, selectorMatches } from '../../cluster/index.ts'
import type { Path } from '../../yaml/index.ts'
import type { Peer } from '../policy/policy.ts'
import { readSelector } from '../policy/selector.ts'
import { apiServerPeers } from './api-server.ts'
import type { Scope } from './scope.ts'

export const namespaceKey = 'io.kubernetes.pod.namespace'
const namespaceLabelsKey = 'io.cilium.k8s.namespace.labels.'
const clusterKey = 'io.cilium.k8s.policy.cluster'

/**
 * Reads a selector over the labels that Cilium knows an endpoint by. A prefix tells where a label comes from: `k8s:` and
 * `any:` are what pods carry, and are left out; `reserved:` is kept, for no pod has such a label.
 */
export function readCiliumSelector(value: unknown): LabelSelector {
  const { matchLabels = {}, matchExpressions = [] } = readSelector(value)
  return {
    matchLabels: Object.fromEntries(Object.entries(matchLabels).map(([key, each]) => [plainKey(key), each])),
    matchExpressions: matchExpressions.map((each) => ({ ...each, key: plainKey(each.key ?? '') })),
  }
}

function plainKey(key: string): string {
  return key.replace(/^(?:k8s|any|node):/, '')
}

/** What has an identity without being a pod, by the labels of that identity. */
const reserved = [
  { labels: { 'reserved:host': '' }, entity: 'host' },
  { labels: { 'reserved:remote-node': '' }, entity: 'remote-node' },
  { labels: { 'reserved:world': '', 'reserved:world-ipv4': '' }, entity: 'world-ipv4' },
  { labels: { 'reserved:world': '', 'reserved:world-ipv6': '' }, entity: 'world-ipv6' },
] as const

/**
 * What one of toEndpoints or fromEndpoints means. In a policy of a namespace it means pods of that namespace, in a
 * cluster-wide one those of any, unless it names namespaces, their labels, or a reserved label itself; then it means all
 * that its terms match, which with NotIn or DoesNotExist can be nodes and the world too.
 * Source: cilium/cilium pkg/k8s/apis/cilium.io/utils, getEndpointSelector.
 */
export function endpointPeers(value: unknown, path: Path, scope: Scope): Peer[] {
  const selector = scoped(readCiliumSelector(value), scope.namespace)
  reportClusters(selector, path, scope)
  return [
    { kind: 'pods', terms: [{ labels: 'identity', selector }], hostPods: 'never', path },
    ...reserved.flatMap(({ labels, entity }): Peer[] =>
      selectorMatches(selector, labels) ? [{ kind: 'entity', entity, path }] : [],
    ),
    ...(selectorMatches(selector, { 'reserved:kube-apiserver': '' }) &&
    keysOf(selector).some((key) => key === apiServer)
      ? apiServerPeers(path, scope)
      : []),
  ]
}

const apiServer = 'reserved:kube-apiserver'

function scoped(selector: LabelSelector, namespace: string | undefined): LabelSelector {
  const keys = keysOf(selector)
  if (keys.some((key) => key === namespaceKey || key.startsWith('reserved:'))) return selector
  const { matchLabels = {}, matchExpressions = [] } = selector
  if (namespace === undefined)
    return { matchLabels, matchExpressions: [...matchExpressions, { key: namespaceKey, operator: 'Exists' }] }
  if (keys.some((key) => key.startsWith(namespaceLabelsKey))) return selector
  return { matchLabels: { ...matchLabels, [namespaceKey]: namespace }, matchExpressions }
}

function keysOf({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string[] {
  return [...Object.keys(matchLabels), ...matchExpressions.map(({ key = '' }) => key)]
}

/** A selector that names clusters can only be judged where it is known what this cluster is called. */
function reportClusters({ matchLabels = {}, matchExpressions = [] }: LabelSelector, path: Path, scope: Scope): void {
  const { isKnown, clusterName } = scope.config
  if (isKnown) return
  const named = [
    ...(matchLabels[clusterKey] === undefined ? [] : [matchLabels[clusterKey]]),
    ...matchExpressions.filter(({ key }) => key === clusterKey).flatMap(({ values = [] }) => values),
  ].filter((each) => each !== clusterName)
  if (named.length > 0)
    scope.report(
      path,
      `names clusters (${named.join(', ')}), and without ConfigMap kube-system/cilium-config it is not known what this one is called; it is taken for "${clusterName}"`,
    )
}

import { type Cluster, pathIn, type Resource, systemNamespaces, valueIn } from '../../cluster/index.ts'
import { type FlowDirection, unguardedIn } from '../../network/index.ts'
import { append, defineRule, set } from '../rule.ts'
import { networkOf } from './network-of.ts'

/**
 * A namespace in which a pod may start that no policy isolates.
 *
 * Wanted: in each direction, policies of any family that between them select every pod there could be, and refuse what
 *         no rule allows
 * Except: kube-system, kube-public, kube-node-lease, namespaces that are being deleted
 */
export const namespaceWithoutDefaultDeny = defineRule({
  id: 'namespace-without-default-deny',
  title: 'Namespace has no default deny',
  severity: 'medium',
  category: 'network',
  visit: 'resource',
  kinds: ['Namespace'],
  profile: 'default',
  frameworks: { cis: ['5.3.2'], nsa: true, mitre: ['T1046'] },
  fix: 'evidence',
  description:
    'Reported for a Namespace where a pod could start that no policy isolates, in one direction or both: whatever its labels, some policy of the namespace or the cluster has to select it, and refuse what no rule allows. It may be one policy with an empty selector, several that leave out nobody, a CiliumClusterwideNetworkPolicy, or a deny for all pods of a ClusterNetworkPolicy or BaselineAdminNetworkPolicy; a policy with a rule that allows everything is none. Only namespaces that are among what was read are judged; kube-system, kube-public and kube-node-lease are left out.',
  why: 'A workload that is added without a policy of its own, or whose labels change, is open to every pod of the cluster, and may send what it holds anywhere.',
  remedy:
    'Add a NetworkPolicy with an empty podSelector and both policyTypes, together with the rules that the pods there need, DNS among them.',
  examples: {
    bad: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
`,
    good: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
          podSelector:
            matchLabels:
              k8s-app: kube-dns
      ports:
        - port: 53
          protocol: UDP
        - port: 53
          protocol: TCP
`,
  },
  *check({ resource, cluster }) {
    const { name, group } = resource
    if (group !== '' || systemNamespaces.includes(name)) return
    if (typeof valueIn(resource, 'metadata', 'deletionTimestamp') === 'string') return
    const { model } = networkOf(cluster)
    const open = (['ingress', 'egress'] as const).flatMap((direction) => {
      const labels = unguardedIn(model, direction, name)
      return labels === undefined ? [] : [{ direction, labels }]
    })
    const [first] = open
    if (first === undefined) return
    const directions = open.map(({ direction }) => direction)
    yield {
      at: pathIn(resource, 'metadata', 'name'),
      message: `${directions.join(' and ')} of ${podText(first.labels)} in ${name} ${open.length === 1 ? 'is' : 'are'} not restricted by any policy`,
      fix: fixFor(cluster, resource, directions),
    }
  },
})

function podText(labels: Readonly<Record<string, string>>): string {
  const written = Object.entries(labels).map(([key, value]) => `${key}=${value}`)
  return written.length === 0 ? 'a pod without labels' : `a pod labelled ${written.join(', ')}`
}

/** Where a policy for all pods of the namespace is there, and says nothing of the direction, it can be made to. */
function fixFor(cluster: Cluster, { name }: Resource, directions: readonly FlowDirection[]) {
  const needs = 'the connections that its pods make and serve, so that the rules for them come with it'
  const [direction] = directions
  const policy =
    directions.length > 1
      ? undefined
      : cluster.ofKind('NetworkPolicy', 'networking.k8s.io').find((each) => {
          const selector = valueIn(each, 'spec', 'podSelector')
          const types = valueIn(each, 'spec', 'policyTypes')
          const isEmpty = typeof selector === 'object' && (selector === null || Object.keys(selector).length === 0)
          return (each.namespace ?? 'default') === name && isEmpty && Array.isArray(types) && types.length === 1
        })
  if (policy === undefined || direction === undefined) {
    const description = `Add a policy for all pods of ${name} that denies ${directions.join(' and ')} by default`
    return { description, needs }
  }
  const type = direction === 'ingress' ? 'Ingress' : 'Egress'
  const isDnsShut = direction === 'egress' && valueIn(policy, 'spec', 'egress') === undefined
  return {
    description: `Add ${type} to the policyTypes of the NetworkPolicy ${policy.name}${isDnsShut ? ', and allow DNS' : ''}`,
    changes: [
      append(pathIn(policy, 'spec', 'policyTypes'), type),
      ...(isDnsShut ? [set(pathIn(policy, 'spec', 'egress'), [toDns])] : []),
    ].map((change) => ({ ...change, resource: policy })),
    needs,
  }
}

/** What no pod does without: the pods that serve DNS, by the label that all their distributions keep. */
const toDns = {
  to: [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
  ],
  ports: [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ],
}

import { effectiveNamespace, systemNamespaces } from '../../cluster/index.ts'
import { isIsolated } from '../../network/index.ts'
import { defineRule } from '../rule.ts'
import { classesOf } from './pods.ts'

/**
 * No policy isolates a pod.
 *
 * Wanted: a policy of any family that refuses, in each direction, what no rule allows
 * Except: pods on the network of their node, which policies do not cover; kube-system, kube-public, kube-node-lease
 */
export const podWithoutPolicy = defineRule({
  id: 'pod-without-policy',
  title: 'No policy isolates the pod',
  severity: 'medium',
  category: 'network',
  visit: 'workload',
  profile: 'default',
  frameworks: { cis: ['5.3.2'], nsa: true, mitre: ['T1046'] },
  fix: 'evidence',
  description:
    'Reported for pods, and for templates of pods, that no policy among what was read isolates: anybody who reaches them may connect, or they may connect to anybody. A NetworkPolicy or Cilium policy that selects them isolates in the directions that it is about, whatever it then allows; a ClusterNetworkPolicy, AdminNetworkPolicy or BaselineAdminNetworkPolicy does where it denies all pods at all ports. Open in one direction alone is reported as low. Pods on the network of their node are left out, and so are the namespaces kube-system, kube-public and kube-node-lease.',
  why: 'Whoever takes over any pod of the cluster can connect to this one, and whoever takes over this one can connect to the others, the nodes and the internet.',
  remedy: 'Write a policy that selects the pod and allows the connections that it needs, DNS among them.',
  options: {
    eachDirection: {
      type: 'boolean',
      default: true,
      description: 'report pods that are open in one direction too, and not only those that are open in both',
    },
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: redis
  namespace: shop
spec:
  containers:
    - name: redis
      image: registry.example/redis:8.2.1
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: redis
  namespace: shop
  labels:
    app: redis
spec:
  containers:
    - name: redis
      image: registry.example/redis:8.2.1
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: redis
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: redis
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: cart
      ports:
        - port: 6379
`,
  },
  *check({ workload, cluster, options }) {
    if (systemNamespaces.includes(effectiveNamespace(workload.resource))) return
    const { model, classes } = classesOf(workload, cluster)
    const isOpen = (direction: 'ingress' | 'egress') => classes.some((each) => !isIsolated(model, direction, each))
    const [ingress, egress] = [isOpen('ingress'), isOpen('egress')]
    if (options.eachDirection ? !ingress && !egress : !ingress || !egress) return
    yield {
      at: workload.pod.path('metadata', 'labels'),
      message: `no policy isolates the pod: ${[
        ...(ingress ? ['anyone may connect to it'] : []),
        ...(egress ? ['it may connect to anyone'] : []),
      ].join(', and ')}`,
      severity: ingress && egress ? 'medium' : 'low',
      fix: {
        description: `Add a policy for its ${[...(ingress ? ['ingress'] : []), ...(egress ? ['egress'] : [])].join(' and ')}`,
        needs: 'the connections that the pod makes and serves',
      },
    }
  },
})

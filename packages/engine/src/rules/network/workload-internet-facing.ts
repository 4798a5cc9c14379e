import { defineRule } from '../rule.ts'
import { facedWorkloads, waysText } from './faced-workloads.ts'

/**
 * Connections from outside the cluster get to a workload.
 *
 * Restricted: workloads behind a LoadBalancer, a NodePort, external addresses, an Ingress, a route of a Gateway, a host
 *             port or the network of their node, where policies let addresses of the internet in
 */
export const workloadInternetFacing = defineRule({
  id: 'workload-internet-facing',
  title: 'Workload is reached from outside',
  severity: 'medium',
  category: 'network',
  visit: 'cluster',
  profile: 'default',
  frameworks: { mitre: ['T1190', 'T1133'] },
  fix: 'none',
  derived: true,
  description:
    'Reported for a workload that is declared to be reached from outside, by a Service of type LoadBalancer or NodePort or with external addresses, an Ingress, a route of a Gateway or of OpenShift, a host port or the network of its node, and that policies let addresses of the internet connect to at that port. What a controller of Ingresses forwards comes from its own pod, which is seldom in the same input: a rule that allows the port lets it in. Medium where no policy restricts who connects to the pods, low where only host ports or the network of the node lead to them, and info, for the inventory, where policies do and let the internet in by purpose. Load balancers that annotations keep internal, or that take private addresses only, are left out. Firewalls around the cluster, and whether nodes have public addresses, are not seen.',
  why: 'Anybody can try its holes, and takes the identity, the Secrets and the reach of the pod with them; without a policy, all its other ports are open to the whole cluster besides.',
  remedy:
    'Isolate the pods by a policy that allows what leads to them at the ports that they serve, or close the way in if it is not needed.',
  examples: {
    bad: `apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  type: LoadBalancer
  selector:
    app: cart
  ports:
    - port: 443
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
  labels:
    app: cart
spec:
  containers:
    - name: cart
      image: registry.example/cart:1.4.2
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  type: LoadBalancer
  selector:
    app: cart
  ports:
    - port: 443
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
  labels:
    app: cart
spec:
  containers:
    - name: cart
      image: registry.example/cart:1.4.2
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: cart
  ingress:
    - from:
        - ipBlock:
            cidr: 10.0.0.0/8
      ports:
        - port: 443
`,
  },
  *check({ cluster }) {
    for (const { resource, at, ways, isIsolated } of facedWorkloads(cluster)) {
      const isOnNode = ways.every(({ service }) => service === undefined)
      yield {
        resource,
        at,
        message: `reached from outside by ${waysText(ways)}, ${isIsolated ? 'as its policies allow' : 'and no policy restricts who connects'}`,
        severity: isIsolated ? 'info' : isOnNode ? 'low' : 'medium',
      }
    }
  },
})

import { pathIn } from '../../cluster/index.ts'
import { meansNamespace, picksPods, selectionOf } from '../../network/index.ts'
import { defineRule } from '../rule.ts'
import { policiesIn } from './policies.ts'
import { podPeersOf, selectorText } from './selections.ts'

/**
 * A rule of a policy names peers by their labels, and there is no pod that has them.
 *
 * Wanted: a pod, or a template of pods, that the peer's selector matches
 * Except: peers in namespaces of which what was read shows nothing
 */
export const danglingPolicyPeer = defineRule({
  id: 'dangling-policy-peer',
  title: 'Peer of a policy selects no pod',
  severity: 'low',
  category: 'network',
  visit: 'cluster',
  profile: 'all',
  frameworks: {},
  fix: 'none',
  derived: true,
  description:
    "Reported for a peer in a rule of a policy of any family whose selector asks for labels that no pod and no template of pods has in the namespaces that it means. Peers that are whole namespaces, or all of them but some pods, are left out, and so are labels that controllers put on pods by themselves. A peer in another namespace is reported only where pods of that namespace are among what was read, or the Namespace kube-system is, so that the whole cluster is. Where none of the pods of the policy's own namespace is, it is reported as info. Pods that an operator makes are not seen in its custom resources.",
  why: 'The connections that the rule was written for stay forbidden, or a label that anybody may give a pod later opens the way.',
  remedy: 'Select the peer by labels that its template has, or remove it from the rule.',
  examples: {
    bad: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: redis
  namespace: shop
spec:
  podSelector: {}
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: basket
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
    good: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: redis
  namespace: shop
spec:
  podSelector: {}
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: cart
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
  },
  *check({ cluster }) {
    for (const { model, compiled, resource } of policiesIn(cluster)) {
      const { namespace } = compiled.policy
      for (const { terms, path } of podPeersOf(compiled)) {
        if (!picksPods(model, terms)) continue
        const selection = selectionOf(model, terms)
        const isOwn = namespace !== undefined && meansNamespace(model, terms, namespace)
        if (selection !== 'nothing' && !(selection === 'unshown' && isOwn)) continue
        const wanted = selectorText(terms)
        yield {
          resource,
          at: pathIn(resource, ...path),
          message:
            selection === 'nothing'
              ? `no pod matches ${wanted}`
              : `no pod matches ${wanted}; none of namespace ${namespace} is among what was read`,
          severity: selection === 'unshown' ? 'info' : 'low',
        }
      }
    }
  },
})

import { pathIn, valueIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * The type of a Service opens it beyond the cluster.
 *
 * Restricted fields: spec.type
 * Allowed values:    anything but the option types
 */
export const serviceExposedType = defineRule({
  id: 'service-exposed-type',
  title: 'Service is open beyond the cluster by its type',
  severity: 'low',
  category: 'network',
  visit: 'resource',
  kinds: ['Service'],
  profile: 'all',
  frameworks: { mitre: ['T1133'] },
  fix: 'none',
  description:
    'Reported for a Service whose type is one of the option `types`, NodePort and LoadBalancer unless set, whatever it leads to. What is reached through it, and whether policies let it, is judged by workload-internet-facing.',
  why: 'A NodePort answers on every node, and a LoadBalancer beside it on an address of its own, past what an Ingress or a Gateway checks on the way in.',
  remedy: 'Use type ClusterIP, and lead requests from outside to it by an Ingress or a route of a Gateway.',
  options: {
    types: { type: 'strings', default: ['NodePort', 'LoadBalancer'], description: 'The types that are reported' },
  },
  examples: {
    bad: `apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  type: NodePort
  selector:
    app: cart
  ports:
    - port: 80
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  selector:
    app: cart
  ports:
    - port: 80
`,
  },
  *check({ resource, options }) {
    const type = valueIn(resource, 'spec', 'type')
    if (resource.group !== '' || typeof type !== 'string' || !options.types.includes(type)) return
    yield { at: pathIn(resource, 'spec', 'type'), message: `the Service is of type ${type}` }
  },
})

import { defineRule } from '../rule.ts'
import { danglingBackends } from './route-backends.ts'

/**
 * A route of the Gateway API leads to a Service, or to a port of one, that is not there or not allowed.
 *
 * Wanted: for each backendRef that is a Service, that Service with a port of that number; in another namespace also a
 *         ReferenceGrant there
 * Except: backends of weight 0, and of other kinds
 */
export const danglingGateway = defineRule({
  id: 'dangling-gateway',
  title: 'Route of a Gateway leads to no Service',
  severity: 'medium',
  category: 'network',
  visit: 'cluster',
  profile: 'default',
  frameworks: {},
  fix: 'none',
  derived: true,
  description:
    'Reported for each backend of an HTTPRoute, GRPCRoute, TLSRoute, TCPRoute or UDPRoute that names a Service that is not there, a port that it does not have, or a Service of another namespace without a ReferenceGrant there for routes of this kind and namespace. Backends of other kinds, and of weight 0, are left out. Where no Service of the namespace was read, it may be elsewhere: that is reported as info.',
  why: 'The share of requests that the backend has by its weight is answered with an error.',
  remedy:
    'Name a Service and one of its ports, write a ReferenceGrant in the namespace of the Service, or remove the backend.',
  examples: {
    bad: `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: site
  namespace: shop
spec:
  parentRefs:
    - name: edge
      namespace: gateways
  rules:
    - backendRefs:
        - name: basket
          port: 80
---
apiVersion: v1
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
    good: `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: site
  namespace: shop
spec:
  parentRefs:
    - name: edge
      namespace: gateways
  rules:
    - backendRefs:
        - name: cart
          port: 80
---
apiVersion: v1
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
  check({ cluster }) {
    return danglingBackends(cluster, 'gateway')
  },
})

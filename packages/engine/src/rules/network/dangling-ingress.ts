import { defineRule } from '../rule.ts'
import { danglingBackends } from './route-backends.ts'

/**
 * An Ingress leads to a Service, or to a port of one, that is not there.
 *
 * Wanted: for each backend, a Service of the same namespace with a port of that number or name
 * Except: backends that are another resource
 */
export const danglingIngress = defineRule({
  id: 'dangling-ingress',
  title: 'Ingress leads to no Service',
  severity: 'medium',
  category: 'network',
  visit: 'cluster',
  profile: 'default',
  frameworks: {},
  fix: 'none',
  derived: true,
  description:
    "Reported for each backend of an Ingress, or of a Route of OpenShift, that names a Service that is not in its namespace, a port that the Service does not have, or no Service at all, as when the fields of v1beta1 are written in v1. Backends that are another resource are left out, and so are actions of AWS' load balancer controller. Where no Service of the namespace was read, it may be elsewhere: that is reported as info.",
  why: 'Requests for the path are answered with an error. A host name that leads nowhere is also an offer to whoever may create a Service of that name in the namespace.',
  remedy: 'Name a Service of the namespace and one of its ports, or remove the path.',
  examples: {
    bad: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: site
  namespace: shop
spec:
  rules:
    - host: shop.example
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: cart
                port:
                  number: 8080
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
    good: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: site
  namespace: shop
spec:
  rules:
    - host: shop.example
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: cart
                port:
                  number: 80
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
    return danglingBackends(cluster, 'ingress')
  },
})

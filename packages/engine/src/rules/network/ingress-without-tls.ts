import { isObject, pathIn, type Resource, valueIn } from '../../cluster/index.ts'
import type { Path } from '../../yaml/index.ts'
import { defineRule } from '../rule.ts'

/**
 * An Ingress answers in clear text.
 *
 * Wanted: spec.tls, whose entries between them name the host of each rule; for a Route of OpenShift, spec.tls.termination
 * Except: an Ingress with an annotation that says where else the certificate comes from
 */
export const ingressWithoutTls = defineRule({
  id: 'ingress-without-tls',
  title: 'Ingress without TLS',
  severity: 'medium',
  category: 'network',
  visit: 'resource',
  kinds: ['Ingress', 'Route'],
  profile: 'default',
  frameworks: { mitre: ['T1040', 'T1557'] },
  fix: 'value',
  description:
    "Reported for an Ingress without `tls`, for each of its rules whose host no entry of `tls` names, itself or by a wildcard, and for a Route of OpenShift without `tls.termination`. An entry without hosts stands for all. Left out are Ingresses whose annotations hand TLS to somebody else: certificates of AWS' and Google's load balancers, TLS passthrough of ingress-nginx, and a router of Traefik with TLS. A load balancer in front of the controller that ends TLS by itself is not seen.",
  why: 'What clients send, passwords and session cookies among it, can be read and changed on the way.',
  remedy: 'Add the host to tls with the Secret that holds its certificate, or let cert-manager make one.',
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
                name: site
                port:
                  number: 80
`,
    good: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: site
  namespace: shop
spec:
  tls:
    - hosts: [shop.example]
      secretName: shop-example
  rules:
    - host: shop.example
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: site
                port:
                  number: 80
`,
  },
  *check({ resource }) {
    if (resource.kind === 'Route') {
      if (resource.group === 'route.openshift.io' && !valueIn(resource, 'spec', 'tls', 'termination'))
        yield { at: pathIn(resource, 'spec', 'tls'), message: 'the Route has no TLS', fix: neededFix }
      return
    }
    if (resource.group !== 'networking.k8s.io' && resource.group !== 'extensions') return
    if (isHandedOn(resource)) return
    const tls = listAt(resource, 'spec', 'tls').filter(isObject)
    if (tls.length === 0) {
      yield { at: pathIn(resource, 'spec', 'tls'), message: 'the Ingress has no TLS', fix: neededFix }
      return
    }
    const hosts = tls.map(({ hosts: each }) =>
      Array.isArray(each) ? each.filter((one) => typeof one === 'string') : [],
    )
    if (hosts.some((each) => each.length === 0)) return
    const covered = hosts.flat()
    for (const [i, rule] of listAt(resource, 'spec', 'rules').entries()) {
      const host = isObject(rule) ? rule['host'] : undefined
      if (typeof host !== 'string' || host === '' || covered.some((each) => covers(each, host))) continue
      yield {
        at: pathIn(resource, 'spec', 'rules', i, 'host'),
        message: `no entry of tls names ${host}, but ${covered.join(', ')}`,
        fix: neededFix,
      }
    }
  },
})

const neededFix = { description: 'Add the host to tls', needs: 'the Secret with the certificate of the host' }

/** Annotations by which TLS is somebody else's, with the values that say so. */
const handedOn: readonly (readonly [key: string, value: RegExp])[] = [
  ['alb.ingress.kubernetes.io/certificate-arn', /./],
  ['alb.ingress.kubernetes.io/listen-ports', /HTTPS/],
  ['networking.gke.io/managed-certificates', /./],
  ['networking.gke.io/certmap', /./],
  ['ingress.gcp.kubernetes.io/pre-shared-cert', /./],
  ['nginx.ingress.kubernetes.io/ssl-passthrough', /^true$/],
  ['traefik.ingress.kubernetes.io/router.tls', /^true$/],
  ['appgw.ingress.kubernetes.io/appgw-ssl-certificate', /./],
  ['route.openshift.io/termination', /./],
]

function isHandedOn({ metadata: { annotations = {} } }: Resource): boolean {
  return handedOn.some(([key, value]) => value.test(annotations[key] ?? ''))
}

/** A wildcard stands for one label. Source: kubernetes/api networking/v1 types.go, IngressRule. */
function covers(pattern: string, host: string): boolean {
  if (pattern.toLowerCase() === host.toLowerCase()) return true
  if (!pattern.startsWith('*.')) return false
  const dot = host.indexOf('.')
  return dot > 0 && host.slice(dot).toLowerCase() === pattern.slice(1).toLowerCase()
}

function listAt(resource: Resource, ...path: Path): readonly unknown[] {
  const value = valueIn(resource, ...path)
  return Array.isArray(value) ? (value as unknown[]) : []
}

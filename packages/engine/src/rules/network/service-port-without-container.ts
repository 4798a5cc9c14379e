import { pathIn } from '../../cluster/index.ts'
import { type Service, type ServicePort, type Serving, servingOf } from '../../network/index.ts'
import { valueAt } from '../../yaml/index.ts'
import { defineRule } from '../rule.ts'
import { resolverOf, servicesIn } from './services.ts'

/**
 * A Service sends to a port that no container of its pods serves, as far as they say.
 *
 * Wanted: for a target port by name, a container that gives a port of the protocol this name;
 *         for one by number, a container that declares it, where containers declare ports at all
 */
export const servicePortWithoutContainer = defineRule({
  id: 'service-port-without-container',
  title: 'Service port leads to no port of a container',
  severity: 'medium',
  category: 'network',
  visit: 'cluster',
  profile: 'default',
  frameworks: {},
  fix: 'none',
  derived: true,
  description:
    'Reported for a port of a Service whose target is a name that no container of any pod that it selects gives to a port of the same protocol: such a port has no endpoints. Containers need not declare the ports that they listen on, so that a number that none of them declares, while other ports are declared, is only suspect, and reported as low. A headless Service translates no ports: numbers are left out there, and a missing name is low, as only the SRV records lack it. Sidecars that an admission webhook adds to pods, and the ports that they listen on, are not seen.',
  why: 'Connections to this port of the Service go nowhere, while its other ports and the pods look well.',
  remedy: 'Name the port as the container does, or declare in the container the port that it listens on.',
  examples: {
    bad: `apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  selector:
    app: cart
  ports:
    - port: 80
      targetPort: web
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
      ports:
        - name: http
          containerPort: 8080
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
      targetPort: http
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
      ports:
        - name: http
          containerPort: 8080
`,
  },
  *check({ cluster }) {
    const { backends } = resolverOf(cluster)
    for (const { service, resource } of servicesIn(cluster)) {
      if (service.selector === undefined) continue
      const pods = backends.selectedBy(service)
      for (const port of service.ports) {
        const fault = faultOf(pods.map((pod) => servingOf(pod, port)))
        if (fault === undefined || (service.headless && fault.kind === 'undeclared')) continue
        const isBroken = fault.kind === 'unnamed' && !service.headless
        yield {
          resource,
          at: pathIn(resource, ...port.path, hasTarget(service, port) ? 'targetPort' : 'port'),
          message: `${portText(port)} leads to ${targetText(port)}, and containers of its pods declare ${fault.declared}`,
          severity: isBroken ? 'medium' : 'low',
          ...(isBroken ? {} : { why: fault.kind === 'unnamed' ? whySrv : whySuspect }),
        }
      }
    }
  },
})

const whySrv = 'The name of the Service has no SRV record for the port; clients that look it up do not find it.'
const whySuspect =
  'Either the process listens on a port that its container does not declare, or connections to this port of the Service are refused.'

/** What is wrong at all pods alike; one that serves the port, or may, is enough. */
function faultOf(found: readonly Serving[]): { kind: 'unnamed' | 'undeclared'; declared: string } | undefined {
  let kind: 'unnamed' | 'undeclared' | undefined
  const declared = new Set<string>()
  for (const each of found) {
    if (!('declared' in each)) return undefined
    kind = each.kind
    for (const port of each.declared) declared.add(port)
  }
  if (kind === undefined) return undefined
  const most = 6
  const shown = [...declared].slice(0, most).join(', ')
  return { kind, declared: declared.size === 0 ? 'no port' : declared.size > most ? `${shown} and others` : shown }
}

/** Where no target is written, it is the Service's own number. */
function hasTarget({ source }: Service, { path }: ServicePort): boolean {
  return isGiven(valueAt(source.object, [...path, 'targetPort']))
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}

function portText({ name, port, protocol }: ServicePort): string {
  return `port ${name === '' ? port : `${name} (${port})`}${protocol === 'TCP' ? '' : `/${protocol}`}`
}

function targetText({ targetPort, protocol }: ServicePort): string {
  return `${typeof targetPort === 'string' ? `a port called ${targetPort}` : targetPort}/${protocol}`
}

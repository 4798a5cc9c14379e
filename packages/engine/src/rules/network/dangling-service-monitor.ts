import {
  type Cluster,
  conform,
  effectiveNamespace,
  indexByLabel,
  isObject,
  type LabelSelector,
  labelSelectorShape,
  pathIn,
  perCluster,
  type Resource,
  valueIn,
} from '../../cluster/index.ts'
import type { Service } from '../../network/index.ts'
import { defineRule } from '../rule.ts'
import { resolverOf, showsServices } from './services.ts'

/**
 * A ServiceMonitor of the Prometheus operator finds nothing to scrape.
 *
 * Wanted: a Service that spec.selector matches, in the namespaces of spec.namespaceSelector or its own, with a port of
 *         the name that an endpoint of the monitor asks for
 */
export const danglingServiceMonitor = defineRule({
  id: 'dangling-service-monitor',
  title: 'ServiceMonitor matches no Service',
  severity: 'low',
  category: 'network',
  visit: 'resource',
  kinds: ['ServiceMonitor'],
  profile: 'default',
  frameworks: {},
  fix: 'none',
  derived: true,
  description:
    'Reported for a ServiceMonitor whose selector matches the labels of no Service in the namespaces that it looks in, and for each of its endpoints whose `port` is the name of no port of those that it matches. Without a namespaceSelector it looks in its own namespace; where none is written for it, any counts. Where no Service of these namespaces was read, they may be elsewhere: that is reported as info.',
  why: 'Prometheus has no target and says nothing about it: the metrics, and the alerts over them, are silent.',
  remedy: 'Select by labels of the Service itself, not of its pods, and name one of its ports.',
  examples: {
    bad: `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: cart
  namespace: shop
spec:
  selector:
    matchLabels:
      app: cart
  endpoints:
    - port: metrics
---
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
  labels:
    app.kubernetes.io/name: cart
spec:
  selector:
    app: cart
  ports:
    - name: metrics
      port: 9090
`,
    good: `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: cart
  namespace: shop
spec:
  selector:
    matchLabels:
      app.kubernetes.io/name: cart
  endpoints:
    - port: metrics
---
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
  labels:
    app.kubernetes.io/name: cart
spec:
  selector:
    app: cart
  ports:
    - name: metrics
      port: 9090
`,
  },
  *check({ resource, cluster }) {
    if (resource.group !== 'monitoring.coreos.com') return
    const namespaces = namespacesOf(resource)
    const selector = conform(valueIn(resource, 'spec', 'selector'), labelSelectorShape, [], []) ?? {}
    const found = servicesSelected(cluster, namespaces, selector)
    if (found.length === 0) {
      const isShown = namespaces === undefined || namespaces.some((each) => showsServices(cluster, each))
      const where = namespaces === undefined ? 'any namespace' : namespaces.join(', ') || 'no namespace'
      yield {
        at: pathIn(resource, 'spec', 'selector'),
        message: isShown
          ? `no Service in ${where} has the labels that it selects`
          : `no Service has the labels that it selects; none in ${where} is among what was read`,
        severity: isShown ? 'low' : 'info',
      }
      return
    }
    const ports = new Set(found.flatMap((service) => service.ports.map(({ name }) => name)))
    const endpoints = valueIn(resource, 'spec', 'endpoints')
    for (const [i, endpoint] of (Array.isArray(endpoints) ? (endpoints as unknown[]) : []).entries()) {
      const port = isObject(endpoint) ? endpoint['port'] : undefined
      if (typeof port !== 'string' || port === '' || ports.has(port)) continue
      const names = [...ports].filter((name) => name !== '')
      yield {
        at: pathIn(resource, 'spec', 'endpoints', i, 'port'),
        message: `no Service that it selects has a port called ${port}, but ${names.join(', ') || 'ports without a name'}`,
      }
    }
  },
})

/** The namespaces that it looks in; undefined for all. */
function namespacesOf(monitor: Resource): readonly string[] | undefined {
  const written = valueIn(monitor, 'spec', 'namespaceSelector')
  const { any, matchNames } = isObject(written) ? written : {}
  if (any === true) return undefined
  if (Array.isArray(matchNames) && matchNames.length > 0)
    return matchNames.filter((each): each is string => typeof each === 'string')
  return monitor.namespace === undefined ? undefined : [effectiveNamespace(monitor)]
}

const byLabels = perCluster((cluster) => {
  const { services } = resolverOf(cluster)
  return {
    byNamespace: indexByLabel(services, ({ namespace }) => namespace, labelsOf),
    all: indexByLabel(services, () => '', labelsOf),
  }
})

function servicesSelected(
  cluster: Cluster,
  namespaces: readonly string[] | undefined,
  selector: LabelSelector,
): readonly Service[] {
  const { byNamespace, all } = byLabels(cluster)
  if (namespaces === undefined) return all.selected('', selector)
  return [...new Set(namespaces)].flatMap((each) => byNamespace.selected(each, selector))
}

function labelsOf({ source }: Service): Readonly<Record<string, string>> | undefined {
  return source.resource?.metadata.labels
}

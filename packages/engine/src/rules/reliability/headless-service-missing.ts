import { pathIn, servicesByWorkload, valueIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * The pods of a StatefulSet have no names in DNS.
 *
 * Restricted fields: spec.serviceName of StatefulSet
 * Allowed values:    a Service of the namespace with clusterIP None, whose selector matches the pods
 */
export const headlessServiceMissing = defineRule({
  id: 'headless-service-missing',
  title: 'StatefulSet has no headless Service',
  severity: 'low',
  category: 'reliability',
  visit: 'workload',
  profile: 'all',
  frameworks: {},
  fix: 'none',
  description:
    'Reported for each StatefulSet whose `serviceName` is no headless Service among the resources that selects its pods.',
  why: 'The stable names of the pods do not resolve.',
  remedy: 'Add the Service, with clusterIP: None.',
  examples: {
    bad: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:1.4.2
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
    good: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:1.4.2
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: None
  selector:
    app: web
  ports:
    - port: 80
`,
  },
  *check({ workload, cluster }) {
    const { resource } = workload
    if (resource.kind !== 'StatefulSet' || resource.group !== 'apps') return
    const name = valueIn(resource, 'spec', 'serviceName')
    const services = servicesByWorkload(cluster).get(workload) ?? []
    if (services.some((service) => service.name === name && valueIn(service, 'spec', 'clusterIP') === 'None')) return
    yield {
      at: pathIn(resource, 'spec', 'serviceName'),
      message:
        typeof name === 'string' && name !== ''
          ? `there is no headless Service ${name} for its pods in what was given`
          : 'serviceName is not set',
    }
  },
})

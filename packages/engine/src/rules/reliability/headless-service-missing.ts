import { labelsMatch, pathIn, type Resource, serviceSelector, valueIn, type Workload } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * The pods of a StatefulSet have no names in DNS.
 *
 * Required resources: a headless Service of the name in spec.serviceName that selects the pods
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
    'Reported for a StatefulSet without `serviceName`, and when no Service of that name in its namespace, among the resources given, is headless (`clusterIP: None`) and selects its pods.',
  why: 'Members of the set cannot find each other by name, so a cluster of them does not form, or does not heal.',
  remedy: "Declare a Service with clusterIP: None that selects the pods' labels, and name it in serviceName.",
  examples: {
    bad: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: store
spec:
  serviceName: store
  template:
    metadata:
      labels:
        app: store
`,
    good: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: store
spec:
  serviceName: store
  template:
    metadata:
      labels:
        app: store
---
apiVersion: v1
kind: Service
metadata:
  name: store
spec:
  clusterIP: None
  selector:
    app: store
`,
  },
  *check({ workload, cluster }) {
    const { resource } = workload
    if (resource.kind !== 'StatefulSet' || resource.group !== 'apps') return
    const at = pathIn(resource, 'spec', 'serviceName')
    const name = valueIn(resource, 'spec', 'serviceName')
    if (typeof name !== 'string' || name === '') {
      yield { at, message: 'serviceName is not set' }
      return
    }
    const service = cluster.find('Service', resource.namespace, name)
    const problem =
      service?.group === '' ? unfitness(workload, service) : `there is no Service ${name} in what was given`
    if (problem) yield { at, message: problem }
  },
})

function unfitness(workload: Workload, service: Resource): string | undefined {
  const address = valueIn(service, 'spec', 'clusterIP')
  if (address !== 'None') return `the Service ${service.name} is not headless`
  const selector = serviceSelector(service)
  if (!selector) return `the Service ${service.name} selects no pods`
  return labelsMatch(selector, workload.pod.metadata.labels)
    ? undefined
    : `the Service ${service.name} selects other pods`
}

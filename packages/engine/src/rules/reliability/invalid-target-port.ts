import {
  type Cluster,
  conform,
  isPlaceholder,
  isPort,
  pathIn,
  portNameProblem,
  type Resource,
  valueIn,
} from '../../cluster/index.ts'
import { defineRule, type ResourceReport, set } from '../rule.ts'

/**
 * A port is called what no port can be called.
 *
 * Restricted fields: spec.ports[*].targetPort (Service), containers[*].ports[*].name (init, sidecar, regular, ephemeral)
 * Allowed values:    a number from 1 to 65535 (targetPort); a name of at most 15 lower-case letters, digits and single
 *                    hyphens within, with one letter at least
 */
export const invalidTargetPort = defineRule({
  id: 'invalid-target-port',
  title: 'Port name or number is not a legal one',
  severity: 'medium',
  category: 'reliability',
  visit: 'cluster',
  profile: 'default',
  frameworks: {},
  fix: 'none',
  description:
    'Reported for a `targetPort` of a Service that is no legal number or name, such as digits in quotes, which count as a name, and for the name of a container port that is no legal one. Whether the name exists in the pods that the Service selects is not asked.',
  why: 'The API server refuses the object, so what it replaces stays as it is.',
  remedy:
    'Use a number from 1 to 65535, or a name of at most 15 lower-case letters, digits and hyphens with a letter in it.',
  examples: {
    bad: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  ports:
    - port: 80
      targetPort: "8080"
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  ports:
    - port: 80
      targetPort: 8080
`,
  },
  *check({ cluster }) {
    for (const service of cluster.ofKind('Service', '')) yield* inService(service)
    yield* inWorkloads(cluster)
  },
})

const portsShape = { list: { fields: { targetPort: 'scalar' } } } as const

function* inService(resource: Resource): Iterable<ResourceReport> {
  const path = pathIn(resource, 'spec', 'ports')
  const ports = conform(valueIn(resource, 'spec', 'ports'), portsShape, path, []) ?? []
  for (const [i, { targetPort }] of ports.entries()) {
    const at = [...path, i, 'targetPort']
    // Zero and the empty name stand for a targetPort that is not written.
    if (targetPort === undefined || targetPort === 0 || targetPort === '') continue
    if (typeof targetPort === 'number') {
      if (!isPort(targetPort)) yield { resource, at, message: `targetPort ${targetPort} is not from 1 to 65535` }
      continue
    }
    const problem = isPlaceholder(targetPort) ? undefined : portNameProblem(targetPort)
    if (problem === undefined) continue
    const number = /^\d+$/.test(targetPort) && isPort(Number(targetPort)) ? Number(targetPort) : undefined
    yield {
      resource,
      at,
      message: `targetPort "${targetPort}" counts as a name, which ${problem}`,
      ...(number === undefined
        ? {}
        : { fix: { class: 'safe', description: `Write the number ${number}`, changes: [set(at, number)] } as const }),
    }
  }
}

function* inWorkloads(cluster: Cluster): Iterable<ResourceReport> {
  for (const { resource, containers, owner } of cluster.workloads) {
    if (owner !== undefined) continue
    for (const container of containers) {
      for (const [i, { name }] of (container.spec.ports ?? []).entries()) {
        const problem = !name || isPlaceholder(name) ? undefined : portNameProblem(name)
        if (problem === undefined) continue
        const at = container.path('ports', i, 'name')
        yield { resource, container: container.name, at, message: `the port name "${name}" ${problem}` }
      }
    }
  }
}

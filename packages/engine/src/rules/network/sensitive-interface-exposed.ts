import type { Cluster, Container } from '../../cluster/index.ts'
import type { Exposure } from '../../network/index.ts'
import { defineRule } from '../rule.ts'
import { facedWorkloads, type FacedWorkload, waysText } from './faced-workloads.ts'
import { endsIn, repositoryOf } from './known-images.ts'
import { type SensitiveInterface, sensitiveInterfaces } from './sensitive-interfaces.ts'

/**
 * An interface that gives away control or data is reached from outside.
 *
 * Restricted: ways in as workload-internet-facing finds them, to the ports of programs known by their images
 */
export const sensitiveInterfaceExposed = defineRule({
  id: 'sensitive-interface-exposed',
  title: 'Sensitive interface is reached from outside',
  severity: 'high',
  category: 'network',
  visit: 'cluster',
  profile: 'default',
  frameworks: { mitre: ['T1133', 'T1190'] },
  fix: 'none',
  derived: true,
  description:
    'Reported for a container whose image is a console, a datastore, a message broker or a remote control that asks for no login or for an easily guessed one as it comes, where connections from outside get to the port that it serves by: the ways in, and the policies that close them, are judged as for workload-internet-facing. High for what gives control of the cluster or of what runs in it, medium for data. Images are known by what their repository ends in, at whatever registry; the option `repositories` adds more. How the program was set up is not seen.',
  why: 'These are found by scanners of the internet within hours, and taken over without a hole in them.',
  remedy:
    'Reach it by kubectl port-forward or through a proxy that asks who somebody is, and close the way in, or allow by policy only the addresses that need it.',
  options: {
    repositories: {
      type: 'strings',
      default: [],
      description: 'Further images that must not be reached from outside, by what their repository ends in',
    },
  },
  examples: {
    bad: `apiVersion: v1
kind: Service
metadata:
  name: redis
  namespace: shop
spec:
  type: NodePort
  selector:
    app: redis
  ports:
    - port: 6379
---
apiVersion: v1
kind: Pod
metadata:
  name: redis
  namespace: shop
  labels:
    app: redis
spec:
  containers:
    - name: redis
      image: registry.example/library/redis:8.2.1
      ports:
        - containerPort: 6379
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: redis
  namespace: shop
spec:
  selector:
    app: redis
  ports:
    - port: 6379
---
apiVersion: v1
kind: Pod
metadata:
  name: redis
  namespace: shop
  labels:
    app: redis
spec:
  containers:
    - name: redis
      image: registry.example/library/redis:8.2.1
      ports:
        - containerPort: 6379
`,
  },
  *check({ cluster, options }) {
    for (const faced of facedWorkloads(cluster)) {
      for (const container of containersOf(cluster, faced)) {
        const known = knownAs(container, options.repositories)
        if (known === undefined) continue
        const ways = faced.ways.filter((way) => leadsTo(container, known, way))
        if (ways.length === 0) continue
        yield {
          resource: faced.resource,
          container: container.name,
          at: container.path('image'),
          message: `${container.spec.image} is ${known.name}, reached from outside by ${waysText(ways)}`,
          severity: known.gives === 'control' ? 'high' : 'medium',
        }
      }
    }
  },
})

function containersOf(cluster: Cluster, { resource }: FacedWorkload): readonly Container[] {
  return cluster
    .workloadsOf(resource)
    .flatMap(({ containers }) => containers.filter(({ kind }) => kind === 'regular' || kind === 'sidecar'))
}

function knownAs(container: Container, more: readonly string[]): SensitiveInterface | undefined {
  const repository = repositoryOf(container)
  if (repository === '') return undefined
  if (endsIn(repository, more)) return { name: 'not to be reached from outside', repositories: [], gives: 'control' }
  return sensitiveInterfaces.find(({ repositories }) => endsIn(repository, repositories))
}

/** Whether a way leads to a port that the container declares or, as far as is known, the program listens on. */
function leadsTo({ spec }: Container, { ports }: SensitiveInterface, { port, protocol }: Exposure): boolean {
  if (ports !== undefined) return ports.includes(port)
  const declared = spec.ports ?? []
  return (
    declared.length === 0 ||
    declared.some((each) => each.containerPort === port && (each.protocol ?? 'TCP') === protocol)
  )
}

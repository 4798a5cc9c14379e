import {
  type Cluster,
  effectiveNamespace,
  isObject,
  type Resource,
  topOwner,
  valueIn,
  type Workload,
} from '../../cluster/index.ts'
import { evaluate, type Violation } from '../evaluate.ts'
import { createdPod, type PodView } from '../pod.ts'

/**
 * What is judged: the pod that a template makes, or a pod that runs. Both count, since admission of other components may
 * have changed the pod after its template.
 */
export interface Subject {
  readonly kind: 'template' | 'pod'
  readonly workload: Workload
  /** The pod as the API server would see it. */
  readonly pod: PodView
  /** The controller that stands over it, as far up as the resources tell; its own resource where there is none. */
  readonly owner: Resource
  /** Whether it stands in a custom resource, which Pod Security admission does not look into. */
  readonly embedded: boolean
  /** For a running pod: what it has and its template has not. Undefined where both agree, or the template is not known. */
  readonly injected: Injection | undefined
}

/** What something put into a pod after its template, as the injector of a service mesh does. */
export interface Injection {
  /** Containers that the template does not have. */
  readonly containers: readonly string[]
  /** Violations of the newest restricted policy that the template does not have. */
  readonly violations: readonly Violation[]
}

/** The subjects of each namespace that has any, in the order of the resources. */
export function subjectsByNamespace(cluster: Cluster): Map<string, Subject[]> {
  const byNamespace = new Map<string, Subject[]>()
  for (const workload of cluster.workloads) {
    const subject = newSubject(workload, cluster)
    if (subject === undefined) continue
    const namespace = effectiveNamespace(workload.resource)
    const known = byNamespace.get(namespace)
    if (known) known.push(subject)
    else byNamespace.set(namespace, [subject])
  }
  return byNamespace
}

/** The templates that a controller in the cluster made, old revisions among them, say nothing that their owner does not. */
function newSubject(workload: Workload, cluster: Cluster): Subject | undefined {
  const { resource } = workload
  const isPod = resource.group === '' && resource.kind === 'Pod'
  if (!isPod && workload.owner !== undefined) return undefined
  if (isPod && hasEnded(resource)) return undefined
  const pod = createdPod(workload)
  const runs = isPod && isObject(valueIn(resource, 'status'))
  return {
    kind: runs ? 'pod' : 'template',
    workload,
    pod,
    owner: topOwner(workload, cluster),
    embedded: !isPod && !builtInGroups.has(resource.group),
    injected: isPod ? injectionOf(workload, pod, cluster) : undefined,
  }
}

const builtInGroups: ReadonlySet<string> = new Set(['', 'apps', 'batch', 'extensions'])

/** A pod that has come to its end is not made again. */
function hasEnded(resource: Resource): boolean {
  const phase = valueIn(resource, 'status', 'phase')
  return phase === 'Succeeded' || phase === 'Failed'
}

const newestRestricted = { level: 'restricted', version: 'latest' } as const

function injectionOf({ owner }: Workload, pod: PodView, cluster: Cluster): Injection | undefined {
  const template = owner && cluster.workloadsOf(owner)[0]
  if (template === undefined) return undefined
  const known = createdPod(template)
  const names = new Set(known.containers.map(({ name }) => name))
  const details = new Set(evaluate(known, newestRestricted).violations.map(({ detail }) => detail))
  const containers = pod.containers.filter(({ name }) => !names.has(name)).map(({ name }) => name)
  const violations = evaluate(pod, newestRestricted).violations.filter(({ detail }) => !details.has(detail))
  return containers.length === 0 && violations.length === 0 ? undefined : { containers, violations }
}

import { type Cluster, perCluster, type Resource, systemNamespaces } from '../../cluster/index.ts'
import {
  compareLevels,
  evaluate,
  type LabelError,
  type Level,
  type NamespacePolicy,
  passes,
  policyOf,
  strictestLevel,
  type Subject,
  subjectsByNamespace,
} from '../../pod-security/index.ts'

/** A pod that its namespace's policy refuses. */
export interface RefusedSubject {
  readonly subject: Subject
  /** The short reasons, in upstream's words. */
  readonly reason: string
}

/** How a namespace's labels stand against what its pods need. */
export interface LabelledNamespace {
  readonly policy: NamespacePolicy
  readonly errors: readonly LabelError[]
  /** Its workloads, and pods that differ from their template. */
  readonly subjects: readonly Subject[]
  /** The strictest level that all of them pass; undefined when there are none. */
  readonly enforceable: Level | undefined
  readonly refused: readonly RefusedSubject[]
}

/** Undefined for what is no Namespace of a user's: other kinds, and those that Kubernetes keeps for itself. */
export function labelledNamespace(resource: Resource, cluster: Cluster): LabelledNamespace | undefined {
  if (resource.group !== '' || systemNamespaces.includes(resource.name)) return undefined
  const { policy, errors } = policyOf(resource.metadata.labels)
  const subjects = subjectsOf(cluster).get(resource.name) ?? []
  return {
    policy,
    errors,
    subjects,
    enforceable:
      subjects.length === 0
        ? undefined
        : strictestLevel(
            subjects.map(({ pod }) => pod),
            'latest',
          ),
    refused: subjects.flatMap((subject) => {
      const { allowed, reason } = evaluate(subject.pod, policy.enforce)
      return allowed ? [] : [{ subject, reason }]
    }),
  }
}

const subjectsOf = perCluster(subjectsByNamespace)

/** Whether what is enforced and what the pods need lie apart, one way or the other. */
export function hasGap({ policy, enforceable, refused }: LabelledNamespace): boolean {
  return refused.length > 0 || (enforceable !== undefined && compareLevels(enforceable, policy.enforce.level) > 0)
}

/** Whether all pods pass a level at the version that the namespace enforces too, which may be an older one. */
export function passAtItsVersion({ policy, subjects }: LabelledNamespace, level: Level): boolean {
  return subjects.every(({ pod }) => passes(pod, { level, version: policy.enforce.version }))
}

import type { SecurityContext, PodSecurityContext } from './pod-shape.ts'
import type { Path } from '../yaml/index.ts'
import type { Container, Workload } from './workload.ts'

type Shared = keyof SecurityContext & keyof PodSecurityContext

/**
 * The value that holds for a container of a field that both security contexts have: the container's, else the pod's.
 * Source: kubernetes/kubernetes pkg/securitycontext/util.go.
 */
export function effective<Field extends Shared>(
  workload: Workload,
  container: Container,
  field: Field,
): SecurityContext[Field] | PodSecurityContext[Field] {
  return container.securityContext[field] ?? workload.pod.spec.securityContext?.[field]
}

export interface Declared<Value> {
  readonly value: Value
  /** Absolute path of the field that decides. */
  readonly at: Path
  readonly level: 'container' | 'pod'
}

/** As `effective`, with the place that the value is declared at. */
export function declared<Field extends Shared>(
  workload: Workload,
  container: Container,
  field: Field,
): Declared<NonNullable<SecurityContext[Field] | PodSecurityContext[Field]>> | undefined {
  const own = container.securityContext[field]
  if (own !== undefined && own !== null)
    return { value: own, at: container.path('securityContext', field), level: 'container' }
  const shared = workload.pod.spec.securityContext?.[field]
  if (shared === undefined || shared === null) return undefined
  return { value: shared, at: workload.pod.specPath('securityContext', field), level: 'pod' }
}

/** Capability names as the kernel has them: upper case, without the `CAP_` that runtimes also accept. */
export function capabilityName(name: string): string {
  return name.toUpperCase().replace(/^CAP_/, '')
}

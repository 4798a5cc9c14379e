import type { SecurityContext, PodSecurityContext } from './pod-shape.ts'
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

/** Capability names as the kernel has them: upper case, without the `CAP_` that runtimes also accept. */
export function capabilityName(name: string): string {
  return name.toUpperCase().replace(/^CAP_/, '')
}

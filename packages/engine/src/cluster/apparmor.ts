import type { Path } from '../yaml/index.ts'
import type { Container, Workload } from './workload.ts'

/** What the key of an AppArmor annotation begins with; a container's name follows. Deprecated since v1.30, and still read. */
const prefix = 'container.apparmor.security.beta.kubernetes.io/'

export interface AppArmorAnnotation {
  readonly container: string
  readonly value: string
  /** Absolute path of the annotation. */
  readonly at: Path
}

export function appArmorAnnotations({ pod }: Workload): AppArmorAnnotation[] {
  return Object.entries(pod.metadata.annotations ?? {})
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, value]) => ({
      container: key.slice(prefix.length),
      value,
      at: pod.path('metadata', 'annotations', key),
    }))
}

/** Whether the API server takes the value. Source: kubernetes/kubernetes pkg/apis/core/validation/validation.go. */
export function isAppArmorValue(value: string): boolean {
  return ['', 'runtime/default', 'unconfined'].includes(value) || value.startsWith('localhost/')
}

export interface AppArmorProfile {
  readonly unconfined: boolean
  readonly at: Path
  readonly level: 'container' | 'annotation' | 'pod'
}

/**
 * The AppArmor profile that holds for a container: its own field, its annotation, the field of the pod.
 * Source: kubernetes/kubernetes pkg/security/apparmor/helpers.go.
 */
export function appArmorProfile(workload: Workload, container: Container): AppArmorProfile | undefined {
  const own = container.securityContext.appArmorProfile?.type
  if (own !== undefined) {
    return {
      unconfined: own === 'Unconfined',
      at: container.path('securityContext', 'appArmorProfile', 'type'),
      level: 'container',
    }
  }
  const annotation = appArmorAnnotations(workload).find(
    (each) => each.container === container.name && each.value !== '',
  )
  if (annotation) return { unconfined: annotation.value === 'unconfined', at: annotation.at, level: 'annotation' }
  const shared = workload.pod.spec.securityContext?.appArmorProfile?.type
  if (shared === undefined) return undefined
  return {
    unconfined: shared === 'Unconfined',
    at: workload.pod.specPath('securityContext', 'appArmorProfile', 'type'),
    level: 'pod',
  }
}

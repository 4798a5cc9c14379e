import type { PodView } from '../pod.ts'

/**
 * Whether an update of a pod is evaluated: the number of containers or init containers differs, or an image does, or a
 * debugging container is new. Nothing else that the checks look at can change in a pod.
 *
 * Source: kubernetes/pod-security-admission admission/admission.go, isSignificantPodUpdate
 */
export function isSignificantPodUpdate(pod: PodView, before: PodView): boolean {
  return (
    differ(pod, before, 'containers') ||
    differ(pod, before, 'initContainers') ||
    (pod.spec.ephemeralContainers ?? []).some((container) => {
      const same = before.spec.ephemeralContainers?.find(({ name }) => (name ?? '') === (container.name ?? ''))
      return same === undefined || imageOf(container) !== imageOf(same)
    })
  )
}

function differ({ spec }: PodView, before: PodView, list: 'containers' | 'initContainers'): boolean {
  const now = spec[list] ?? []
  const old = before.spec[list] ?? []
  return now.length !== old.length || now.some((container, i) => imageOf(container) !== imageOf(old[i]))
}

function imageOf(container: { readonly image?: string | undefined } | undefined): string {
  return container?.image ?? ''
}

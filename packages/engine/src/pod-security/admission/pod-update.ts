import type { ContainerList, PodContainer, PodView } from '../pod.ts'

/**
 * Whether an update of a pod is evaluated: the number of containers or init containers differs, or an image does, or a
 * debugging container is new. Nothing else that the checks look at can change in a pod.
 *
 * Source: kubernetes/pod-security-admission admission/admission.go, isSignificantPodUpdate
 */
export function isSignificantPodUpdate(pod: PodView, before: PodView): boolean {
  return (
    differ(listOf(pod, 'containers'), listOf(before, 'containers')) ||
    differ(listOf(pod, 'initContainers'), listOf(before, 'initContainers')) ||
    listOf(pod, 'ephemeralContainers').some(({ name, image }) => {
      const same = listOf(before, 'ephemeralContainers').find((container) => container.name === name)
      return same === undefined || image !== same.image
    })
  )
}

function listOf({ containers }: PodView, wanted: ContainerList): PodContainer[] {
  return containers.filter(({ list }) => list === wanted)
}

function differ(now: readonly PodContainer[], before: readonly PodContainer[]): boolean {
  return now.length !== before.length || now.some(({ image }, i) => image !== before[i]?.image)
}

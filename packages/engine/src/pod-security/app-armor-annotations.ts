import type { PodContainer, PodView } from './pod.ts'
import type { Profile } from './read.ts'

/** Keys of annotations that name a container's AppArmor profile, before the container's name. */
export const appArmorPrefix = 'container.apparmor.security.beta.kubernetes.io/'

/**
 * The containers with the AppArmor profiles that annotations name, where they have none of their own, as the API server
 * fills them in when a Linux pod is made. A profile that the pod has already is not repeated.
 *
 * Source: kubernetes/kubernetes pkg/registry/core/pod/strategy.go, applyAppArmorVersionSkew
 */
export function withAppArmorProfiles({ annotations, windows, security, containers }: PodView): readonly PodContainer[] {
  if (windows || !Object.keys(annotations).some((key) => key.startsWith(appArmorPrefix))) {
    return containers
  }
  const shared = security.appArmorProfile
  return containers.map((container) => {
    const key = appArmorPrefix + container.name
    if (!Object.hasOwn(annotations, key) || container.security.appArmorProfile !== undefined) return container
    const profile = profileOf(annotations[key] ?? '')
    if (profile === undefined || isSame(profile, shared)) return container
    return { ...container, security: { ...container.security, appArmorProfile: profile } }
  })
}

/** Undefined for what is no profile; the API server leaves that in the annotation alone. */
function profileOf(annotation: string): Profile | undefined {
  if (annotation === 'unconfined') return { type: 'Unconfined', localhostProfile: undefined }
  if (annotation === 'runtime/default') return { type: 'RuntimeDefault', localhostProfile: undefined }
  const name = annotation.startsWith('localhost/') ? annotation.slice('localhost/'.length) : ''
  return name.trim() === '' || name.trim() !== name ? undefined : { type: 'Localhost', localhostProfile: name }
}

function isSame(a: Profile, b: Profile | undefined): boolean {
  return a.type === b?.type && a.localhostProfile === b.localhostProfile
}

import { appArmorProfile, declared as declaredField } from '../../cluster/index.ts'
import { kubeletSettings, lacksAppArmor, type SpotOnNode, type World } from '../world/index.ts'
import { fieldCut, never, privileged, type Ways } from './posture.ts'

/**
 * Ways in which AppArmor does not confine a container: turned off, by being privileged, or for want of AppArmor on the
 * node. Nothing said means the runtime's own profile where the node has AppArmor, which most that say nothing of it do.
 */
export function unconfinedByAppArmor({ spot, place }: SpotOnNode, world: World): Ways {
  if (lacksAppArmor(place)) return [[]]
  const profile = appArmorProfile(spot.declared, spot.container)
  if (profile === undefined) return privileged(spot, world)
  if (!profile.unconfined) return never
  return [
    ...privileged(spot, world),
    [
      fieldCut(spot, world, {
        path: profile.at,
        words: 'the AppArmor profile Unconfined',
        rule: 'apparmor-unconfined',
        changes: [{ op: 'delete', path: profile.at.slice(0, profile.level === 'annotation' ? undefined : -1) }],
        description: 'Remove the AppArmor profile Unconfined',
        ofPod: profile.level === 'pod',
      }),
    ],
  ]
}

/** Ways in which seccomp does not confine a container: turned off, by being privileged, or by no profile being chosen. */
export function unconfinedBySeccomp({ spot }: SpotOnNode, world: World): Ways {
  const isPrivileged = privileged(spot, world)
  if (isPrivileged.length > 0) return isPrivileged
  const profile = declaredField(spot.declared, spot.container, 'seccompProfile')
  if (profile === undefined && kubeletSettings(world.cluster).every(({ seccompDefault }) => seccompDefault))
    return never
  if (profile !== undefined && profile.value.type !== 'Unconfined') return never
  const path = profile?.at ?? spot.container.path('securityContext', 'seccompProfile')
  return [
    [
      fieldCut(spot, world, {
        path,
        words: profile === undefined ? 'no seccomp profile' : 'the seccomp profile Unconfined',
        rule: profile === undefined ? 'seccomp-profile-missing' : 'seccomp-unconfined',
        changes: [{ op: 'set', path, value: { type: 'RuntimeDefault' } }],
        description: 'Set seccompProfile to RuntimeDefault',
        ofPod: profile?.level === 'pod',
      }),
    ],
  ]
}

import { defineRule, set } from '../rule.ts'
import { appArmorProfile } from './apparmor.ts'

/**
 * AppArmor is switched off.
 *
 * Restricted fields: spec.securityContext.appArmorProfile.type, containers[*].securityContext.appArmorProfile.type,
 *                    metadata.annotations[container.apparmor.security.beta.kubernetes.io/<container>] (init, sidecar, regular, ephemeral)
 * Allowed values:    anything but Unconfined, or unconfined in the annotation
 */
export const apparmorUnconfined = defineRule({
  id: 'apparmor-unconfined',
  title: 'AppArmor is switched off',
  severity: 'medium',
  category: 'pod',
  visit: 'container',
  linux: true,
  profile: 'default',
  frameworks: { nsa: true, pss: 'baseline' },
  fix: 'evidence',
  description:
    'Reported for each container whose AppArmor profile is Unconfined: by its own field, by its annotation, or by the field of the pod, in this order.',
  why: 'Without the policy a container that runs as root may mount, and write to what of /proc and /sys is not masked.',
  remedy: 'Remove the setting, or use RuntimeDefault.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    appArmorProfile:
      type: Unconfined
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    appArmorProfile:
      type: RuntimeDefault
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
  *check({ container, workload }) {
    const profile = appArmorProfile(workload, container)
    if (!profile?.unconfined) return
    const value = profile.level === 'annotation' ? 'runtime/default' : 'RuntimeDefault'
    yield {
      at: profile.at,
      message: `the AppArmor profile${profile.level === 'pod' ? ' of the pod' : ''} is unconfined`,
      fix: {
        description: `Set it to ${value}`,
        changes: [set(profile.at, value)],
        needs: 'evidence that the default profile denies nothing that is used',
      },
    }
  },
})

import { appArmorProfile } from '../../cluster/index.ts'
import type { Path } from '../../yaml/index.ts'
import { defineRule, type ProposedFix, set } from '../rule.ts'

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
  visit: 'workload',
  linux: true,
  profile: 'default',
  frameworks: { nsa: true, podSecurity: ['appArmorProfile'] },
  fix: 'evidence',
  description:
    'Reported where the pod chooses Unconfined, and for each container that does, by its own field or, where it has none, by its annotation. The field of the pod is reported even where every container has a profile of its own: the Pod Security Standards forbid it, and the next container inherits it.',
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
  *check({ workload }) {
    const { pod, containers } = workload
    if (pod.spec.securityContext?.appArmorProfile?.type === 'Unconfined') {
      const at = pod.specPath('securityContext', 'appArmorProfile', 'type')
      yield { at, message: 'the AppArmor profile of the pod is unconfined', fix: confine(at, 'RuntimeDefault') }
    }
    for (const container of containers) {
      const profile = appArmorProfile(workload, container)
      if (!profile?.unconfined || profile.level === 'pod') continue
      yield {
        container: container.name,
        at: profile.at,
        message: 'the AppArmor profile is unconfined',
        fix: confine(profile.at, profile.level === 'annotation' ? 'runtime/default' : 'RuntimeDefault'),
      }
    }
  },
})

function confine(at: Path, value: string): ProposedFix {
  return {
    description: `Set it to ${value}`,
    changes: [set(at, value)],
    needs: 'evidence that the default profile denies nothing that is used',
  }
}

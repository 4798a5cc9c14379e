import { appArmorProfile } from '../../cluster/index.ts'
import { defineRule, set } from '../rule.ts'

/**
 * No AppArmor profile is chosen for a container.
 *
 * Wanted fields:  spec.securityContext.appArmorProfile.type, containers[*].securityContext.appArmorProfile.type,
 *                 metadata.annotations[container.apparmor.security.beta.kubernetes.io/<container>] (init, sidecar, regular, ephemeral)
 * Allowed values: any; Unconfined is what apparmor-unconfined is about
 */
export const apparmorProfileMissing = defineRule({
  id: 'apparmor-profile-missing',
  title: 'No AppArmor profile',
  severity: 'low',
  category: 'pod',
  visit: 'workload',
  linux: true,
  profile: 'all',
  frameworks: { nsa: true },
  fix: 'evidence',
  description:
    'Reported for a pod that chooses no AppArmor profile for one of its containers, by field or by annotation; once, since one line of the pod settles them all. On nodes with AppArmor runtimes give their default profile all the same; on nodes without it a pod that asks for a profile is refused, so that the rule is off by default.',
  why: 'A mandatory access policy still holds when a container runs as root: it keeps it from mounting and from writing to /proc.',
  remedy: 'Set appArmorProfile to RuntimeDefault where all nodes have AppArmor.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
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
    const without = workload.containers.filter((container) => appArmorProfile(workload, container) === undefined)
    if (without.length === 0) return
    const at = workload.pod.specPath('securityContext', 'appArmorProfile', 'type')
    yield {
      at,
      message: `no AppArmor profile is chosen for ${without.map(({ name }) => name).join(', ')}`,
      fix: {
        description: 'Set the AppArmor profile of the pod to RuntimeDefault',
        changes: [set(at, 'RuntimeDefault')],
        needs: 'that every node has AppArmor, and Kubernetes v1.30 or newer',
      },
    }
  },
})

import { defineRule, set } from '../rule.ts'

/**
 * No seccomp profile is chosen for a container.
 *
 * Wanted fields:  spec.securityContext.seccompProfile.type, containers[*].securityContext.seccompProfile.type (init, sidecar, regular, ephemeral)
 * Allowed values: any; Unconfined is what seccomp-unconfined is about
 */
export const seccompProfileMissing = defineRule({
  id: 'seccomp-profile-missing',
  title: 'No seccomp profile',
  severity: 'medium',
  category: 'pod',
  visit: 'workload',
  linux: true,
  profile: 'default',
  frameworks: { cis: ['5.7.2'], nsa: true, podSecurity: ['seccompProfile_restricted'] },
  fix: 'evidence',
  description:
    'Reported for a pod that chooses no `seccompProfile`, with a container that chooses none either, or Unconfined; once, however many such containers it has, since one line of the pod settles them all. Annotations do not count: Kubernetes ignores them since v1.27. Nodes whose kubelet runs with `seccompDefault` give RuntimeDefault all the same; a manifest cannot tell.',
  why: 'Without a profile a container may make every system call, those through which kernels are broken included. RuntimeDefault leaves out some sixty of them.',
  remedy: 'Set seccompProfile to RuntimeDefault on the pod.',
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
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
  *check({ workload }) {
    if (workload.pod.spec.securityContext?.seccompProfile?.type !== undefined) return
    const without = workload.containers.filter(({ securityContext }) =>
      [undefined, 'Unconfined'].includes(securityContext.seccompProfile?.type),
    )
    if (without.length === 0) return
    const at = workload.pod.specPath('securityContext', 'seccompProfile', 'type')
    yield {
      at,
      message: `no seccomp profile is chosen for ${without.map(({ name }) => name).join(', ')}`,
      fix: {
        description: 'Set the seccomp profile of the pod to RuntimeDefault',
        changes: [set(at, 'RuntimeDefault')],
        needs: 'evidence that no call outside of the default profile is made',
      },
    }
  },
})

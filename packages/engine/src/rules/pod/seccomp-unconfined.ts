import { defineRule, remove, set } from '../rule.ts'

/**
 * Seccomp is switched off.
 *
 * Restricted fields: spec.securityContext.seccompProfile.type, containers[*].securityContext.seccompProfile.type (init, sidecar, regular, ephemeral)
 * Allowed values:    undefined, RuntimeDefault, Localhost
 */
export const seccompUnconfined = defineRule({
  id: 'seccomp-unconfined',
  title: 'Seccomp is switched off',
  severity: 'high',
  category: 'pod',
  visit: 'workload',
  linux: true,
  profile: 'default',
  frameworks: { cis: ['5.7.2'], nsa: true, podSecurity: ['seccompProfile_baseline', 'seccompProfile_restricted'] },
  fix: 'evidence',
  description:
    "Reported where `seccompProfile.type` is Unconfined, on the pod or on a container. A container's is removed where the pod has RuntimeDefault, and replaced by RuntimeDefault where the pod has none or a profile of its own, which is meant for others.",
  why: 'A container without seccomp may make every system call, those through which kernels are broken included.',
  remedy: 'Use RuntimeDefault, or a profile that allows the calls that are made.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    seccompProfile:
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
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
  *check({ workload }) {
    const { pod, containers } = workload
    const needs = 'evidence that no call outside of the default profile is made'
    const shared = pod.spec.securityContext?.seccompProfile?.type
    if (shared === 'Unconfined') {
      const at = pod.specPath('securityContext', 'seccompProfile', 'type')
      yield {
        at,
        message: 'the seccomp profile of the pod is Unconfined',
        fix: { description: 'Set it to RuntimeDefault', changes: [set(at, 'RuntimeDefault')], needs },
      }
    }
    for (const { name, path, securityContext } of containers) {
      if (securityContext.seccompProfile?.type !== 'Unconfined') continue
      const at = path('securityContext', 'seccompProfile', 'type')
      const inherits = shared === undefined || shared === 'RuntimeDefault' || shared === 'Unconfined'
      yield {
        container: name,
        at,
        message: 'the seccomp profile is Unconfined',
        fix: inherits
          ? {
              description: "Remove it, so that the pod's RuntimeDefault holds",
              changes: [
                remove(path('securityContext', 'seccompProfile')),
                ...(shared === 'RuntimeDefault'
                  ? []
                  : [set(pod.specPath('securityContext', 'seccompProfile', 'type'), 'RuntimeDefault')]),
              ],
              needs,
            }
          : { description: 'Set it to RuntimeDefault', changes: [set(at, 'RuntimeDefault')], needs },
      }
    }
  },
})

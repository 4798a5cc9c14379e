import { defineRule, remove } from '../rule.ts'

/**
 * A seccomp profile is asked for by an annotation that nothing reads any more.
 *
 * Restricted fields: metadata.annotations[seccomp.security.alpha.kubernetes.io/pod],
 *                    metadata.annotations[container.seccomp.security.alpha.kubernetes.io/*]
 * Allowed values:    undefined
 */
export const seccompAnnotationDeprecated = defineRule({
  id: 'seccomp-annotation-deprecated',
  title: 'Seccomp annotation has no effect',
  severity: 'medium',
  category: 'pod',
  visit: 'workload',
  linux: true,
  profile: 'default',
  frameworks: { nsa: true },
  fix: 'safe',
  description:
    'Reported for each annotation `seccomp.security.alpha.kubernetes.io/pod` and `container.seccomp.security.alpha.kubernetes.io/<container>` on a pod template. Kubernetes ignores them since v1.27. The fix removes the annotation; to turn its profile into a `seccompProfile` would put it into force, which needs evidence.',
  why: 'The pod looks confined, and is not.',
  remedy: 'Choose the profile in securityContext.seccompProfile and remove the annotation.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    seccomp.security.alpha.kubernetes.io/pod: runtime/default
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
    for (const [key, value] of Object.entries(workload.pod.metadata.annotations ?? {})) {
      if (!/^(?:container\.)?seccomp\.security\.alpha\.kubernetes\.io\//.test(key)) continue
      const at = workload.pod.path('metadata', 'annotations', key)
      yield {
        at,
        message: `the annotation that asks for ${value === '' ? 'a seccomp profile' : value} has no effect`,
        fix: { description: 'Remove the annotation', changes: [remove(at)] },
      }
    }
  },
})

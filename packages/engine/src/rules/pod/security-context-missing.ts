import { defineRule } from '../rule.ts'

/**
 * Neither a container nor its pod has a security context.
 *
 * Wanted fields:  spec.securityContext, containers[*].securityContext (init, sidecar, regular, ephemeral)
 * Allowed values: anything but an empty mapping
 */
export const securityContextMissing = defineRule({
  id: 'security-context-missing',
  title: 'No security context',
  severity: 'medium',
  category: 'pod',
  visit: 'container',
  linux: true,
  profile: 'all',
  frameworks: { cis: ['5.7.3'], nsa: true },
  fix: 'evidence',
  description:
    'Reported when neither the container nor its pod has a `securityContext` with anything in it. An umbrella over the rules for its fields, each of which says what to set.',
  why: 'Every default of Kubernetes is the lenient one: root, all default capabilities, a writable root filesystem.',
  remedy: 'Set the fields that the more precise rules name.',
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
    runAsNonRoot: true
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
  *check({ container, workload }) {
    const isEmpty = (context: object | undefined) => Object.values(context ?? {}).every((value) => value === undefined)
    if (!isEmpty(container.securityContext) || !isEmpty(workload.pod.spec.securityContext)) return
    yield { at: container.path('securityContext'), message: 'neither the container nor its pod has a security context' }
  },
})

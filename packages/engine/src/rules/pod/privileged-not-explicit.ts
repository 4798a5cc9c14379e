import { defineRule, set } from '../rule.ts'

/**
 * Whether a container is privileged is left to the default.
 *
 * Wanted fields:  containers[*].securityContext.privileged (init, sidecar, regular, ephemeral)
 * Allowed values: true, false
 */
export const privilegedNotExplicit = defineRule({
  id: 'privileged-not-explicit',
  title: 'Container does not say whether it is privileged',
  severity: 'info',
  category: 'pod',
  visit: 'container',
  linux: true,
  profile: 'all',
  frameworks: {},
  fix: 'safe',
  description:
    'Reported when `securityContext.privileged` is not written. It is false then, so that this is about style: some teams want every container to say so.',
  why: 'A reader, and a tool that merges manifests, cannot tell a decision from an omission.',
  remedy: 'Write privileged: false.',
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
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        privileged: false
`,
  },
  *check({ container }) {
    if (container.securityContext.privileged !== undefined) return
    const at = container.path('securityContext', 'privileged')
    yield {
      at,
      message: 'privileged is not written',
      fix: { description: 'Write privileged: false, which is the default', changes: [set(at, false)] },
    }
  },
})

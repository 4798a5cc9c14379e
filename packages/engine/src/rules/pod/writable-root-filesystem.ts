import { defineRule, set } from '../rule.ts'

/**
 * A container may write to its own root filesystem.
 *
 * Restricted fields: containers[*].securityContext.readOnlyRootFilesystem (init, sidecar, regular, ephemeral)
 * Allowed values:    true
 */
export const writableRootFilesystem = defineRule({
  id: 'writable-root-filesystem',
  title: 'Root filesystem is writable',
  severity: 'medium',
  category: 'pod',
  visit: 'container',
  linux: true,
  profile: 'default',
  frameworks: { cis: ['5.7.3'], nsa: true, mitre: ['T1105'] },
  fix: 'evidence',
  description:
    'Reported unless `securityContext.readOnlyRootFilesystem` is true; there is no such field for a whole pod. Windows has none either.',
  why: 'An intruder can leave tools, web shells and changed programs in the container; with a read-only root only the mounted volumes take them.',
  remedy: 'Set readOnlyRootFilesystem: true and mount an emptyDir wherever the container writes.',
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
        readOnlyRootFilesystem: true
      volumeMounts:
        - name: tmp
          mountPath: /tmp
  volumes:
    - name: tmp
      emptyDir: {}
`,
  },
  *check({ container }) {
    const { readOnlyRootFilesystem } = container.securityContext
    if (readOnlyRootFilesystem === true) return
    const at = container.path('securityContext', 'readOnlyRootFilesystem')
    yield {
      at,
      message: `readOnlyRootFilesystem is ${readOnlyRootFilesystem === undefined ? 'not set, and so false' : 'false'}`,
      fix: {
        description: 'Set readOnlyRootFilesystem: true',
        changes: [set(at, true)],
        needs: 'evidence of where it writes, and an emptyDir mounted at each of these places',
      },
    }
  },
})

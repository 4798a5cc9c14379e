import { defineRule, remove } from '../rule.ts'

/**
 * A container sees what of /proc is masked otherwise.
 *
 * Restricted fields: containers[*].securityContext.procMount (init, sidecar, regular, ephemeral)
 * Allowed values:    undefined, empty, Default
 */
export const procMountUnmasked = defineRule({
  id: 'proc-mount-unmasked',
  title: '/proc is not masked',
  severity: 'high',
  category: 'pod',
  visit: 'container',
  linux: true,
  profile: 'default',
  frameworks: { podSecurity: ['procMount', 'procMount_restricted'], mitre: ['T1611'] },
  fix: 'evidence',
  description:
    'Reported when `securityContext.procMount` is anything but Default. In a pod with a user namespace (`hostUsers: false`) it is what nested containers need, and reaches less far; it is medium then.',
  why: '/proc/sysrq-trigger, /proc/kcore and their like can be read and written: the memory of the node, and the node itself.',
  remedy: 'Remove procMount.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        procMount: Unmasked
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
        procMount: Default
`,
  },
  *check({ container, workload }) {
    const { procMount } = container.securityContext
    if (!procMount || procMount === 'Default') return
    const at = container.path('securityContext', 'procMount')
    const own = workload.pod.spec.hostUsers === false
    yield {
      at,
      message: `procMount is ${procMount}${own ? ', in a user namespace of its own' : ''}`,
      severity: own ? 'medium' : 'high',
      fix: {
        description: 'Remove procMount',
        changes: [remove(at)],
        needs: 'evidence that it starts no containers of its own',
      },
    }
  },
})

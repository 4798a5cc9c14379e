import { hasUserNamespace } from '../../cluster/index.ts'
import { defineRule, remove, set } from '../rule.ts'

/**
 * A privileged container has every capability, every device and no confinement.
 *
 * Restricted fields: containers[*].securityContext.privileged (init, sidecar, regular, ephemeral)
 * Allowed values:    undefined, false
 */
export const privilegedContainer = defineRule({
  id: 'privileged-container',
  title: 'Container is privileged',
  severity: 'critical',
  category: 'pod',
  visit: 'container',
  linux: true,
  profile: 'default',
  frameworks: { cis: ['5.2.2'], nsa: true, podSecurity: ['privileged'], mitre: ['T1611'] },
  fix: 'evidence',
  description:
    'Reported when `securityContext.privileged` is true. A privileged container holds every capability, sees every device of its node, and runs without seccomp, AppArmor or masked paths. In a pod with a user namespace (`hostUsers: false`) it is high: root is an ordinary user of the node then.',
  why: 'Root in this container is root on the node: mounting its disk takes one command.',
  remedy: 'Remove privileged and give only the capabilities, devices or mounts that are used.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: builder
spec:
  containers:
    - name: builder
      image: registry.example/builder:2.0.1
      securityContext:
        privileged: true
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: builder
spec:
  containers:
    - name: builder
      image: registry.example/builder:2.0.1
      securityContext:
        privileged: false
`,
  },
  *check({ container, workload }) {
    if (container.securityContext.privileged !== true) return
    const procMount = container.securityContext.procMount
    yield {
      at: container.path('securityContext', 'privileged'),
      message: `privileged is on${hasUserNamespace(workload) ? ', in a user namespace of its own' : ''}`,
      ...(hasUserNamespace(workload) && {
        severity: 'high',
        why: 'Root in this container is an ordinary user of the node, but nothing filters its system calls: one hole in the kernel is enough.',
      }),
      fix: {
        description: 'Set privileged: false',
        changes: [
          set(container.path('securityContext', 'privileged'), false),
          ...(procMount !== undefined && procMount !== 'Default'
            ? [remove(container.path('securityContext', 'procMount'))]
            : []),
        ],
        needs: 'evidence that no device, mount or capability beyond the defaults is used',
      },
    }
  },
})

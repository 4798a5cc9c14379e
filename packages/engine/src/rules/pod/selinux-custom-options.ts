import { containerSelinuxTypes } from '../../pod-security/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A container chooses its SELinux domain.
 *
 * Restricted fields: spec.securityContext.seLinuxOptions.{type,user,role},
 *                    containers[*].securityContext.seLinuxOptions.{type,user,role} (init, sidecar, regular, ephemeral)
 * Allowed values:    type: undefined, empty, container_t, container_init_t, container_kvm_t, container_engine_t;
 *                    user, role: undefined, empty
 */
export const selinuxCustomOptions = defineRule({
  id: 'selinux-custom-options',
  title: 'SELinux domain is chosen',
  severity: 'medium',
  category: 'pod',
  visit: 'workload',
  linux: true,
  profile: 'default',
  frameworks: { podSecurity: ['seLinuxOptions'] },
  fix: 'none',
  description:
    'Reported where `seLinuxOptions` names a type other than the container domains, a user or a role, on the pod or on a container. A level is left alone.',
  why: 'A domain such as spc_t is confined by nothing; with it SELinux no longer stands between the container and the node.',
  remedy: 'Remove type, user and role, or write a policy module of your own for what is needed and keep to it.',
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
        seLinuxOptions:
          type: spc_t
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
        seLinuxOptions:
          level: s0:c123,c456
`,
  },
  *check({ workload }) {
    const { pod, containers } = workload
    const places = [
      { options: pod.spec.securityContext?.seLinuxOptions, path: pod.specPath, container: undefined },
      ...containers.map(({ name, path, securityContext }) => ({
        options: securityContext.seLinuxOptions,
        path,
        container: name,
      })),
    ]
    for (const { options = {}, path, container } of places) {
      for (const field of ['type', 'user', 'role'] as const) {
        const value = options[field]
        if (!value || (field === 'type' && containerSelinuxTypes.has(value))) continue
        yield {
          at: path('securityContext', 'seLinuxOptions', field),
          message: `the SELinux ${field} is ${value}`,
          ...(container === undefined ? {} : { container }),
        }
      }
    }
  },
})

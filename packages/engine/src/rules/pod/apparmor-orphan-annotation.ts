import { appArmorAnnotations } from '../../cluster/index.ts'
import { defineRule, remove } from '../rule.ts'

/**
 * An AppArmor annotation names a container that the pod does not have.
 *
 * Restricted fields: metadata.annotations[container.apparmor.security.beta.kubernetes.io/<container>]
 * Allowed values:    a container of the pod (init, sidecar, regular, ephemeral)
 */
export const apparmorOrphanAnnotation = defineRule({
  id: 'apparmor-orphan-annotation',
  title: 'AppArmor annotation names no container',
  severity: 'medium',
  category: 'pod',
  visit: 'workload',
  linux: true,
  profile: 'default',
  frameworks: { podSecurity: ['appArmorProfile'] },
  fix: 'safe',
  description:
    'Reported for each AppArmor annotation whose key ends in a name that no container of the pod has. The API server refuses such a pod, so that the fix takes nothing away.',
  why: 'The pod cannot be created, or the container that was meant runs without the profile.',
  remedy: 'Correct the name, or remove the annotation.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/nginx: runtime/default
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/web: runtime/default
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
  *check({ workload }) {
    for (const { container, at } of appArmorAnnotations(workload)) {
      if (workload.containers.some(({ name }) => name === container)) continue
      yield {
        at,
        message: `no container is called ${container === '' ? 'nothing' : container}`,
        fix: { description: 'Remove the annotation', changes: [remove(at)] },
      }
    }
  },
})

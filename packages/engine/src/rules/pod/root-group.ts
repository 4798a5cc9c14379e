import { declared } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A process is in the group root.
 *
 * Restricted fields: spec.securityContext.{runAsGroup,fsGroup,supplementalGroups[*]},
 *                    containers[*].securityContext.runAsGroup (init, sidecar, regular, ephemeral)
 * Allowed values:    undefined, anything but 0
 */
export const rootGroup = defineRule({
  id: 'root-group',
  title: 'Process is in the group root',
  severity: 'low',
  category: 'pod',
  visit: 'workload',
  linux: true,
  profile: 'all',
  frameworks: {},
  fix: 'evidence',
  description:
    "Reported where `runAsGroup`, `fsGroup` or one of `supplementalGroups` is 0. A pod's `runAsGroup` is reported for each container that does not overrule it. Images made for OpenShift expect group 0; that is why the rule is off by default.",
  why: 'Files of mounted volumes that the group root may read or write are open to the process, though it is not root.',
  remedy: 'Name another group, and have what the container writes owned by it.',
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
        runAsUser: 10001
        runAsGroup: 0
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
        runAsUser: 10001
        runAsGroup: 10001
`,
  },
  *check({ workload }) {
    const { pod, containers } = workload
    const fix = {
      description: 'Name a group other than 0',
      needs: 'the group that owns what the container reads and writes',
    }
    for (const container of containers) {
      const group = declared(workload, container, 'runAsGroup')
      if (group?.value !== 0) continue
      yield {
        container: container.name,
        at: group.at,
        message: `runAsGroup${group.level === 'pod' ? ' of the pod' : ''} is 0`,
        fix,
      }
    }
    const shared = pod.spec.securityContext
    if (shared?.fsGroup === 0) yield { at: pod.specPath('securityContext', 'fsGroup'), message: 'fsGroup is 0', fix }
    for (const [i, group] of (shared?.supplementalGroups ?? []).entries()) {
      if (group !== 0) continue
      yield { at: pod.specPath('securityContext', 'supplementalGroups', i), message: 'supplementalGroups holds 0', fix }
    }
  },
})

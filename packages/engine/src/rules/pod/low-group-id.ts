import { declared, hasUserNamespace } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A container's group may be one of the node.
 *
 * Wanted fields:  spec.securityContext.runAsGroup, containers[*].securityContext.runAsGroup (init, sidecar, regular, ephemeral)
 * Allowed values: option minimum and above
 */
export const lowGroupId = defineRule({
  id: 'low-group-id',
  title: 'Group id is one that nodes use',
  severity: 'low',
  category: 'pod',
  visit: 'container',
  linux: true,
  profile: 'all',
  frameworks: {},
  fix: 'evidence',
  options: {
    minimum: { type: 'integer', default: 10001, description: 'The lowest id that is allowed' },
  },
  description:
    "Reported when the effective `runAsGroup` is below the option `minimum`, 10001 unless set, or when none is set, so that the image decides. Ids of nodes' own groups lie below. Pods with a user namespace (`hostUsers: false`) are passed over: none of their ids is one of the node.",
  why: 'A process that leaves the container is a group of the node then, with whatever that group owns there.',
  remedy: 'Set runAsGroup to a number that no node uses, and have what the container writes owned by it.',
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
        runAsGroup: 1000
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
        runAsGroup: 10001
`,
  },
  *check({ container, workload, options }) {
    if (hasUserNamespace(workload)) return
    const id = declared(workload, container, 'runAsGroup')
    if (id && id.value >= options.minimum) return
    yield {
      at: id?.at ?? container.path('securityContext', 'runAsGroup'),
      message: id
        ? `runAsGroup is ${id.value}, below ${options.minimum}`
        : 'no runAsGroup is set, so the image decides',
      fix: {
        description: `Set runAsGroup to ${options.minimum} or above`,
        needs: 'the id that owns what the container writes',
      },
    }
  },
})

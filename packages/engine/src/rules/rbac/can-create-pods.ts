import { podMakers } from './pod-makers.ts'
import { boundRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'

/**
 * Pods of one's choice can be made.
 *
 * Restricted: create on pods; create, update and patch on what holds a template for pods
 */
export const canCreatePods = defineAccessRule({
  id: 'can-create-pods',
  title: 'Pods can be created',
  severity: 'high',
  profile: 'default',
  frameworks: { cis: ['5.1.4'], mitre: ['T1610'] },
  needs: podMakers.map((ask) => ({ ask, may: 'create pods' })),
  description:
    'Reported for every binding that lets somebody create pods, or write what makes pods of a template: Deployments, DaemonSets, StatefulSets, ReplicaSets, ReplicationControllers, CronJobs, new Jobs, and the custom resources of widely used operators. It is high in the whole cluster, medium in one namespace, and one step less again when it is held to some names.',
  why: 'A pod may run as any account of its namespace and mount any Secret there, whatever Pod Security allows; where that lets privileged pods through, it owns the node as well.',
  remedy:
    'Let one deployer write workloads, and nothing that runs beside them; keep powerful accounts out of namespaces that others deploy to.',
  examples: {
    bad: boundRole(`
- apiGroups: ['apps']
  resources: [deployments]
  verbs: [get, list, create]`),
    good: boundRole(`
- apiGroups: ['apps']
  resources: [deployments]
  verbs: [get, list]`),
  },
})

import { type Ask, userOfSubject, userOfServiceAccount } from '../../access/index.ts'
import {
  type Cluster,
  effectiveNamespace,
  mountsToken,
  perCluster,
  serviceAccountName,
  type Workload,
} from '../../cluster/index.ts'
import { boundRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'
import { runInPods } from './pod-makers.ts'
import { takeoverBy, takeoverText } from './takeover.ts'

const pods = { group: '', everyName: true }
const changeContainers: Ask = { ...pods, verbs: ['update', 'patch'], resources: ['pods', 'pods/ephemeralcontainers'] }
const deletePods: Ask = { ...pods, verbs: ['delete'], resources: ['pods'] }
const evictPods: Ask = { ...pods, verbs: ['create'], resources: ['pods/eviction'] }
const steerNodes: Ask = { ...pods, verbs: ['update', 'patch'], resources: ['nodes', 'nodes/status'], clusterOnly: true }

/** What makes the pods of a namespace worth taking; undefined when there are none such. */
const powerfulPods = perCluster((cluster): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const workload of cluster.workloads) {
    const namespace = effectiveNamespace(workload.resource)
    if (workload.owner || found.has(namespace)) continue
    const power = powerOf(workload, namespace, cluster)
    if (power) found.set(namespace, `${workload.resource.kind} ${namespace}/${workload.resource.name} ${power}`)
  }
  return found
})

function powerOf(workload: Workload, namespace: string, cluster: Cluster): string | undefined {
  if (workload.containers.some(({ spec }) => spec.securityContext?.privileged === true)) return 'is privileged'
  const name = serviceAccountName(workload)
  const takeover = takeoverBy(cluster, userOfServiceAccount(namespace, name))
  if (!takeover || !mountsToken(workload, cluster)) return undefined
  return `runs as ServiceAccount ${namespace}/${name}, which ${takeoverText(takeover)}`
}

const privileged = (namespace: string) => `---
apiVersion: v1
kind: Pod
metadata:
  name: agent
  namespace: ${namespace}
spec:
  containers:
    - name: agent
      image: registry.example/agent:1.4.2
      securityContext:
        privileged: true
`
const execs = boundRole(`
- apiGroups: ['']
  resources: [pods/exec]
  verbs: [create]`)

/**
 * Pods can be entered or changed where some of them own their node or the cluster.
 *
 * Restricted: create on pods/exec and pods/attach, update and patch on pods and pods/ephemeralcontainers; delete on pods
 * and create on pods/eviction beside update or patch on nodes
 */
export const canTakePrivilegedPod = defineAccessRule({
  id: 'can-take-privileged-pod',
  title: 'A powerful pod can be taken',
  severity: 'high',
  profile: 'default',
  frameworks: { mitre: ['T1609', 'T1611'] },
  needs: [
    { ask: { ...runInPods, everyName: true }, may: 'run commands in pods' },
    { ask: changeContainers, may: 'change what runs in pods' },
    { ask: deletePods, with: [steerNodes], may: 'drive pods to another node', severity: 'medium' },
    { ask: evictPods, with: [steerNodes], may: 'drive pods to another node', severity: 'medium' },
  ],
  anywhere: true,
  judge({ namespace, binding, subjects }, cluster) {
    if (!binding || subjects.every((subject) => takeoverBy(cluster, userOfSubject(subject, binding)))) return undefined
    const found = powerfulPods(cluster)
    const power = namespace === undefined ? found.values().next().value : found.get(namespace)
    if (power === undefined) return undefined
    return power
  },
  description:
    'Reported for every binding that lets somebody run commands in all pods of a namespace, or change their images, where a pod is privileged, or runs with the token of an account that may become cluster-admin. It is medium where pods can be driven away to nodes that the holder can make the only ones left. Who may become cluster-admin already is left out.',
  why: 'What the pod owns, the holder owns: its node, or the cluster.',
  remedy: 'Run powerful pods in a namespace of their own, where nobody else may enter or change pods.',
  examples: { bad: execs + privileged('shop'), good: execs + privileged('agents') },
})

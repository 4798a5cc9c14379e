import { documents, podIn } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { describe, expect, it } from 'vitest'
import { clusterOf } from '../../../test/rule-tester.ts'
import { builtInDefaults } from '../../pod-security/index.ts'
import { analyse, stepsOf } from '../analyse.ts'
import { stealPods } from './steal-pods.ts'

/** An agent that owns its node n1 and holds some rules; on node n2 runs what is bound to everything. */
const cluster = (rules: string, head = 'Deployment') =>
  documents(
    podIn('ops', 'agent', 'nodeName: n1, serviceAccountName: agent').replace(
      'image: registry.example/app:1',
      'image: registry.example/app:1, securityContext: { privileged: true }',
    ),
    `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: agent }
rules: [${rules}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: agent }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: agent }
subjects: [{ kind: ServiceAccount, name: agent, namespace: ops }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: boss }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: ServiceAccount, name: boss, namespace: shop }]
---
apiVersion: v1
kind: Node
metadata: { name: n1 }
---
apiVersion: v1
kind: Node
metadata: { name: n2 }
`,
    head === 'Pod'
      ? podIn('shop', 'boss', 'nodeName: n2, serviceAccountName: boss')
      : `apiVersion: apps/v1
kind: ${head}
metadata: { name: boss, namespace: shop }
spec:
  selector: { matchLabels: { app: boss } }
  template:
    metadata: { labels: { app: boss } }
    spec: { nodeName: n2, serviceAccountName: boss, containers: [{ name: boss, image: a }] }
`,
  )

function pathOfAgent(yaml: string): string[] | undefined {
  const { world, paths } = analyse(clusterOf(yaml), {
    minor: 36,
    podSecurityDefaults: builtInDefaults,
    targets: ['cluster-admin'],
  })
  const path = paths.find(({ start }) => start.kind === 'workload' && start.load.title === 'Pod ops/agent')
  return path && stepsOf(world, path).map(({ technique }) => technique.id)
}

const taint = '{ apiGroups: [""], resources: [nodes], verbs: [patch] }'
const remove = '{ apiGroups: [""], resources: [pods], verbs: [delete] }'
const evict = '{ apiGroups: [""], resources: [pods/eviction], verbs: [create] }'

// Root on a node is had by another technique, so that nobody can use this one with what is granted alone.
testTechnique(stealPods, {
  raised: [],
  not: [{ name: 'all rights that it takes, without a node', yaml: cluster(`${taint}, ${remove}`) }],
})

describe('STEAL-PODS', () => {
  it.each([
    ['nodes to change and pods to delete', `${taint}, ${remove}`],
    ['the status of nodes and pods to evict', `${taint.replace('[nodes]', '[nodes/status]')}, ${evict}`],
    ['nodes to delete', '{ apiGroups: [""], resources: [nodes], verbs: [delete] }'],
  ])('leads on from a node with %s', (_, rules) => {
    const steps = pathOfAgent(cluster(rules))
    expect(steps).toContain('STEAL-PODS')
    expect(steps?.some((id) => id.startsWith('ESC-'))).toBe(true)
  })

  it.each([
    ['nodes to change alone', taint],
    ['pods to delete alone', remove],
    ['pods to delete by name', `${taint}, ${remove.replace('verbs', 'resourceNames: [other], verbs')}`],
  ])('leads nowhere with %s', (_, rules) => {
    expect(pathOfAgent(cluster(rules))).toBeUndefined()
  })

  it.each(['Pod', 'DaemonSet'])('does not move a %s, which does not come back elsewhere', (head) => {
    expect(pathOfAgent(cluster(`${taint}, ${remove}`, head))).toBeUndefined()
  })
})

import { boundClusterRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'

/**
 * The kubelets of nodes can be reached as the API server reaches them.
 *
 * Restricted: get and create on nodes/proxy; the kubelet takes the verb from the HTTP method, and opens exec by GET too
 * Source: kubernetes/kubernetes pkg/kubelet/server/auth.go
 */
export const canProxyNodes = defineAccessRule({
  id: 'can-proxy-nodes',
  title: 'Kubelets can be reached',
  severity: 'high',
  profile: 'default',
  frameworks: { cis: ['5.1.10'], mitre: ['T1609'] },
  needs: [
    {
      ask: { verbs: ['get', 'create'], group: '', resources: ['nodes/proxy'], clusterOnly: true },
      may: 'run commands in every pod through the kubelets',
    },
  ],
  description:
    'Reported for every ClusterRoleBinding that lets somebody get or create `nodes/proxy`; `get` is enough, since a WebSocket is opened by it. Rules about every resource hold it too, those that only read among them. A RoleBinding gives nothing of it.',
  why: 'It is a shell in every pod of every node, and neither admission nor, when the kubelet is called itself, the audit log sees it.',
  remedy:
    'From v1.33 give nodes/metrics, nodes/stats, nodes/log, nodes/healthz, nodes/configz or nodes/pods in its place.',
  examples: {
    bad: boundClusterRole(`
- apiGroups: ['']
  resources: [nodes, nodes/proxy]
  verbs: [get]`),
    good: boundClusterRole(`
- apiGroups: ['']
  resources: [nodes, nodes/metrics]
  verbs: [get]`),
  },
})

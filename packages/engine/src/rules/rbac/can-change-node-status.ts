import { boundClusterRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'

/**
 * What a node says of itself can be written.
 *
 * Restricted: update and patch on nodes/status; NodeRestriction holds kubelets to their own node, and nobody else
 */
export const canChangeNodeStatus = defineAccessRule({
  id: 'can-change-node-status',
  title: 'Status of nodes can be changed',
  severity: 'medium',
  profile: 'default',
  frameworks: {},
  needs: [
    {
      ask: { verbs: ['update', 'patch'], group: '', resources: ['nodes/status'], clusterOnly: true },
      may: 'say what nodes have and whether they are ready',
    },
  ],
  description:
    'Reported for every ClusterRoleBinding that lets somebody update or patch `nodes/status`. Device plugins and node problem detectors hold it, for what they add. A RoleBinding gives nothing of it.',
  why: 'With room that is not there, or other nodes said to be full or gone, pods are drawn to a node that the holder owns, with their accounts and Secrets.',
  remedy: 'Leave it to kubelets and to what watches over nodes.',
  examples: {
    bad: boundClusterRole(`
- apiGroups: ['']
  resources: [nodes, nodes/status]
  verbs: [get, patch]`),
    good: boundClusterRole(`
- apiGroups: ['']
  resources: [nodes]
  verbs: [get, list]`),
  },
})

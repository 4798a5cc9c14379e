import { type Cluster, perCluster } from '../../cluster/index.ts'
import { boundRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'

/** Whether anything tells of a cluster on EKS, where that ConfigMap means something. */
const isOnEks = perCluster((cluster: Cluster) => {
  if (cluster.find('ConfigMap', 'kube-system', 'aws-auth')) return true
  return cluster
    .ofKind('ServiceAccount')
    .some(({ metadata }) => metadata.annotations?.['eks.amazonaws.com/role-arn'] !== undefined)
})

/**
 * The ConfigMap that maps identities of AWS to users and groups of the cluster can be changed.
 *
 * Restricted: create, update and patch on the ConfigMap aws-auth in kube-system
 */
export const canChangeAwsAuth = defineAccessRule({
  id: 'can-change-aws-auth',
  title: 'Access of AWS identities can be changed',
  severity: 'high',
  profile: 'default',
  frameworks: { mitre: ['T1098'] },
  needs: [
    {
      ask: {
        verbs: ['update', 'patch'],
        group: '',
        resources: ['configmaps'],
        namespace: 'kube-system',
        names: ['aws-auth'],
      },
      may: 'make any identity of AWS a member of any group',
    },
  ],
  judge: ({ allowances }, cluster) =>
    allowances.some(({ names }) => names !== undefined) || isOnEks(cluster) ? '' : undefined,
  description:
    'Reported for every binding that lets somebody update or patch the ConfigMap `aws-auth` in kube-system: by its name; or by holding all ConfigMaps there, where that ConfigMap or an account with a role of AWS tells that the cluster is one of EKS.',
  why: 'EKS takes users and groups from it, system:masters among them.',
  remedy: 'Use access entries of EKS in its place, and let nothing in the cluster write it.',
  examples: {
    bad: boundRole(
      `
- apiGroups: ['']
  resources: [configmaps]
  resourceNames: [aws-auth]
  verbs: [get, patch]`,
      'kube-system',
    ),
    good: boundRole(
      `
- apiGroups: ['']
  resources: [configmaps]
  resourceNames: [aws-auth]
  verbs: [get]`,
      'kube-system',
    ),
  },
})

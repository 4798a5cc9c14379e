import type { Ask } from '../../access/index.ts'
import { createPods } from './pod-makers.ts'
import { boundClusterRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'

const volumes: Ask = { verbs: ['create'], group: '', resources: ['persistentvolumes'], clusterOnly: true }
const claims: Ask = { verbs: ['create'], group: '', resources: ['persistentvolumeclaims'] }

/**
 * PersistentVolumes can be made, of host paths too.
 *
 * Restricted: create on persistentvolumes
 */
export const canCreateVolumes = defineAccessRule({
  id: 'can-create-volumes',
  title: 'Volumes of host paths can be made',
  severity: 'medium',
  profile: 'default',
  frameworks: { cis: ['5.1.9'], mitre: ['T1611'] },
  needs: [
    { ask: volumes, with: [claims, createPods], may: 'mount host paths by volumes of their own', severity: 'high' },
    { ask: volumes, may: 'create volumes, those of host paths among them' },
  ],
  description:
    'Reported for every ClusterRoleBinding that lets somebody create PersistentVolumes; it is high where the same subject may create claims and pods in the whole cluster as well. Provisioners of storage need it, and nothing else should.',
  why: 'A volume may stand for any path of the node, and Pod Security judges the pod that claims it by the claim, which shows nothing of that.',
  remedy: 'Leave the making of volumes to storage classes.',
  examples: {
    bad: boundClusterRole(`
- apiGroups: ['']
  resources: [persistentvolumes, persistentvolumeclaims]
  verbs: [create]`),
    good: boundClusterRole(`
- apiGroups: ['']
  resources: [persistentvolumeclaims]
  verbs: [create]`),
  },
})

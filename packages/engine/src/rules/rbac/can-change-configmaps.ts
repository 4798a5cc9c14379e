import { boundRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'

/**
 * ConfigMaps can be changed.
 *
 * Restricted: create, update, patch, delete and deletecollection on configmaps
 */
export const canChangeConfigmaps = defineAccessRule({
  id: 'can-change-configmaps',
  title: 'ConfigMaps can be changed',
  severity: 'medium',
  profile: 'all',
  frameworks: { mitre: ['T1565.001'] },
  needs: [
    {
      ask: { verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'], group: '', resources: ['configmaps'] },
      may: 'change ConfigMaps',
    },
  ],
  description:
    'Reported for every binding that lets somebody write or delete ConfigMaps. Much that is harmless needs it, so the rule is off by default; can-change-dns-config and can-change-aws-auth are about the ones that matter most.',
  why: 'Workloads do what their configuration says: scripts, endpoints and feature flags are kept there.',
  remedy: 'Name the ConfigMaps in resourceNames, with get, update and patch.',
  examples: {
    bad: boundRole(`
- apiGroups: ['']
  resources: [configmaps]
  verbs: [get, create]`),
    good: boundRole(`
- apiGroups: ['']
  resources: [configmaps]
  verbs: [get, list, watch]`),
  },
})

import { boundClusterRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'

const change = {
  verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'],
  group: 'admissionregistration.k8s.io',
  clusterOnly: true,
}

/**
 * What judges and changes objects on admission can be changed.
 *
 * Restricted: create, update, patch, delete and deletecollection on admission webhooks, admission policies and their bindings
 */
export const canChangeWebhooks = defineAccessRule({
  id: 'can-change-webhooks',
  title: 'Admission control can be changed',
  severity: 'high',
  profile: 'default',
  frameworks: { cis: ['5.1.12'], mitre: ['T1546', 'T1562.001'] },
  needs: [
    {
      ask: {
        ...change,
        resources: ['mutatingwebhookconfigurations', 'mutatingadmissionpolicies', 'mutatingadmissionpolicybindings'],
      },
      may: 'change what alters objects on admission',
    },
    {
      ask: {
        ...change,
        resources: [
          'validatingwebhookconfigurations',
          'validatingadmissionpolicies',
          'validatingadmissionpolicybindings',
        ],
      },
      may: 'change what judges objects on admission',
    },
  ],
  description:
    'Reported for every ClusterRoleBinding that lets somebody create, change or delete admission webhooks or admission policies and their bindings. Controllers that keep the certificate of one webhook need it for that one name, which is one step less.',
  why: 'A webhook sees every object that it asks for, Secrets among them, and may put a container into every pod; without one that stood guard, what follows is not judged. No admission control judges these changes themselves.',
  remedy: 'Name the one configuration that has to be kept in resourceNames, with get, update and patch.',
  examples: {
    bad: boundClusterRole(`
- apiGroups: ['admissionregistration.k8s.io']
  resources: [mutatingwebhookconfigurations]
  verbs: [get, patch]`),
    good: boundClusterRole(`
- apiGroups: ['admissionregistration.k8s.io']
  resources: [mutatingwebhookconfigurations]
  verbs: [get, list, watch]`),
  },
})

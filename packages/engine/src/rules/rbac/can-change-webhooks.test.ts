import { testRule } from '../../../test/rule-tester.ts'
import { boundClusterRole, boundRole } from './access-examples.ts'
import { canChangeWebhooks } from './can-change-webhooks.ts'

testRule(canChangeWebhooks, {
  pass: [
    {
      name: 'a Role, where there are none',
      yaml: boundRole(
        "- apiGroups: ['admissionregistration.k8s.io']\n  resources: [mutatingwebhookconfigurations]\n  verbs: [create]",
      ),
    },
    {
      name: 'deletecollection by name, which no request carries',
      yaml: boundClusterRole(
        "- apiGroups: ['admissionregistration.k8s.io']\n  resources: [mutatingwebhookconfigurations]\n  resourceNames: [a]\n  verbs: [deletecollection]",
      ),
    },
  ],
  fail: [
    {
      name: 'validating ones',
      yaml: boundClusterRole(
        "- apiGroups: ['admissionregistration.k8s.io']\n  resources: [validatingwebhookconfigurations]\n  verbs: [delete]",
      ),
      at: ['roleRef.name'],
      severity: 'high',
      message: /change what judges objects on admission \(delete validatingwebhookconfigurations\), by/,
    },
    {
      name: 'policies',
      yaml: boundClusterRole(
        "- apiGroups: ['admissionregistration.k8s.io']\n  resources: [validatingadmissionpolicybindings]\n  verbs: [patch]",
      ),
      at: ['roleRef.name'],
      severity: 'high',
    },
    {
      name: 'one of them by name',
      yaml: boundClusterRole(
        "- apiGroups: ['admissionregistration.k8s.io']\n  resources: [mutatingwebhookconfigurations]\n  resourceNames: [injector]\n  verbs: [get, update]",
      ),
      at: ['roleRef.name'],
      severity: 'medium',
      message: /only injector/,
      fixed: boundClusterRole(
        "- apiGroups: ['admissionregistration.k8s.io']\n  resources: [mutatingwebhookconfigurations]\n  resourceNames: [injector]\n  verbs: [get]",
      ),
    },
  ],
})

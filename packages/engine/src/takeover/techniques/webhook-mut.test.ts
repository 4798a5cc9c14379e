import { may, mayIn } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { webhookMut } from './webhook-mut.ts'

const webhooks = 'mutatingwebhookconfigurations.admissionregistration.k8s.io'

const admin = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: admins }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: ServiceAccount, namespace: ops, name: deployer }]
---
`

testTechnique(webhookMut, {
  raised: [
    {
      name: 'creating one, which reaches every service account',
      yaml: admin + may('create', webhooks),
      by: ['User alice', 'ServiceAccount ops/deployer'],
      grants: ['create mutatingwebhookconfigurations in rules[0] of ClusterRole r'],
      reaches: 'cluster-admin',
    },
    {
      name: 'changing one by name',
      yaml: may('patch', webhooks, { names: 'sidecars' }),
      by: ['User alice'],
      text: /^Have the API server send new pods to a webhook that changes them, by way of sidecars$/,
    },
  ],
  not: [
    { name: 'create with a name, which a POST does not have', yaml: may('create', webhooks, { names: 'sidecars' }) },
    { name: 'reading them', yaml: may('get list watch', webhooks) },
    { name: 'a Role, which reaches nothing of the cluster', yaml: mayIn('shop', 'create update patch', webhooks) },
    { name: 'an older group', yaml: may('create', 'mutatingwebhookconfigurations.admission.k8s.io') },
    {
      name: 'validating webhooks',
      yaml: may('create', 'validatingwebhookconfigurations.admissionregistration.k8s.io'),
    },
  ],
})

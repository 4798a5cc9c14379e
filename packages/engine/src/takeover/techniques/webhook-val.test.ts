import { may, mayIn } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { webhookVal } from './webhook-val.ts'

const webhooks = 'validatingwebhookconfigurations.admissionregistration.k8s.io'

testTechnique(webhookVal, {
  raised: [
    {
      name: 'creating one',
      yaml: may('create', webhooks),
      by: ['User alice'],
      text: /^Have the API server send a copy of each Secret to a webhook$/,
    },
    {
      name: 'changing one by name',
      yaml: may('update', webhooks, { names: 'policies' }),
      by: ['User alice'],
      text: /policies$/,
    },
    { name: 'everything of the group', yaml: may('*', '*.admissionregistration.k8s.io'), by: ['User alice'] },
  ],
  not: [
    { name: 'create with a name, which a POST does not have', yaml: may('create', webhooks, { names: 'policies' }) },
    { name: 'deleting them', yaml: may('delete', webhooks) },
    { name: 'a Role, which reaches nothing of the cluster', yaml: mayIn('shop', '*', webhooks) },
    { name: 'policies', yaml: may('create', 'validatingadmissionpolicies.admissionregistration.k8s.io') },
  ],
})

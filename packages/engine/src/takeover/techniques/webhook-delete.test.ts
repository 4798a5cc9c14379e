import { may, mayIn } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { webhookDelete } from './webhook-delete.ts'

testTechnique(webhookDelete, {
  raised: [
    {
      name: 'deleting webhooks',
      yaml: may('delete', 'validatingwebhookconfigurations.admissionregistration.k8s.io'),
      by: ['User alice'],
      text: /^Switch off webhooks or admission policies$/,
    },
    {
      name: 'deleting all of them at once',
      yaml: may('deletecollection', 'mutatingwebhookconfigurations.admissionregistration.k8s.io'),
      by: ['User alice'],
    },
    {
      name: 'changing the binding of one policy',
      yaml: may('patch', 'validatingadmissionpolicybindings.admissionregistration.k8s.io', { names: 'images' }),
      by: ['User alice'],
      text: /^Switch off what images judges$/,
    },
    { name: 'policies of Kyverno', yaml: may('update', 'clusterpolicies.kyverno.io'), by: ['User alice'] },
    {
      name: 'an exception to them in one namespace',
      yaml: mayIn('shop', 'create', 'policyexceptions.kyverno.io'),
      by: ['User alice'],
      text: /^Switch off the admission policies in shop$/,
    },
    {
      name: 'constraints of Gatekeeper, of any kind',
      yaml: may('delete', '*.constraints.gatekeeper.sh'),
      by: ['User alice'],
    },
  ],
  not: [
    { name: 'creating webhooks', yaml: may('create', 'validatingwebhookconfigurations.admissionregistration.k8s.io') },
    {
      name: 'deleting all with a name, which such a request does not have',
      yaml: may('deletecollection', 'validatingwebhookconfigurations.admissionregistration.k8s.io', {
        names: 'images',
      }),
    },
    {
      name: 'webhooks in a Role',
      yaml: mayIn('shop', 'delete', 'validatingwebhookconfigurations.admissionregistration.k8s.io'),
    },
    { name: 'policies for the whole cluster in a Role', yaml: mayIn('shop', 'delete', 'clusterpolicies.kyverno.io') },
    { name: 'network policies', yaml: may('delete', 'networkpolicies.networking.k8s.io') },
  ],
})

import { testRule } from '../../../test/rule-tester.ts'
import { webhookIgnoresFailure } from './webhook-ignores-failure.ts'

const configuration = (
  kind: string,
  webhooks: string,
  version = 'v1',
) => `apiVersion: admissionregistration.k8s.io/${version}
kind: ${kind}
metadata: { name: a }
webhooks: ${webhooks}
`

testRule(webhookIgnoresFailure, {
  pass: [
    {
      name: 'none named, which means Fail',
      yaml: configuration('ValidatingWebhookConfiguration', '[{ name: a.example }]'),
    },
    { name: 'webhooks that are none', yaml: configuration('ValidatingWebhookConfiguration', '[~, a]') },
    {
      name: 'a policy that fails',
      yaml: 'apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: { name: a }\nspec: { failurePolicy: Fail }\n',
    },
  ],
  fail: [
    {
      name: 'none named in v1beta1, which means Ignore',
      yaml: configuration('ValidatingWebhookConfiguration', '[{ name: a.example }]', 'v1beta1'),
      at: ['webhooks[0].failurePolicy'],
      severity: 'medium',
    },
    {
      name: 'one of two',
      yaml: configuration(
        'MutatingWebhookConfiguration',
        '[{ name: a.example }, { name: b.example, failurePolicy: Ignore }]',
      ),
      at: ['webhooks[1].failurePolicy'],
      severity: 'low',
      message: /^b\.example/,
      fixed: configuration(
        'MutatingWebhookConfiguration',
        '[{ name: a.example }, { name: b.example, failurePolicy: Fail }]',
      ),
    },
    {
      name: 'a policy',
      yaml: 'apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: { name: a }\nspec: { failurePolicy: Ignore }\n',
      at: ['spec.failurePolicy'],
      message: /^the policy/,
    },
  ],
})

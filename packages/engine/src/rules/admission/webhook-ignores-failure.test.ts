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
    {
      name: 'null, which is none',
      yaml: configuration('MutatingWebhookConfiguration', '[{ name: a.example, failurePolicy: }]'),
    },
    {
      name: 'a policy in v1beta1 without one, which means Fail',
      yaml: 'apiVersion: admissionregistration.k8s.io/v1beta1\nkind: ValidatingAdmissionPolicy\nmetadata: { name: a }\nspec: {}\n',
    },
    {
      name: 'Fail in v1beta1',
      yaml: configuration('ValidatingWebhookConfiguration', '[{ name: a.example, failurePolicy: Fail }]', 'v1beta1'),
    },
    {
      name: 'kinds of that name elsewhere',
      yaml: configuration('ValidatingWebhookConfiguration', '[{ failurePolicy: Ignore }]').replace('k8s.io', 'example'),
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
      message: /^a\.example is passed over when it fails, as v1beta1 has it/,
      fixed: configuration('ValidatingWebhookConfiguration', '[{ name: a.example, failurePolicy: Fail }]', 'v1beta1'),
    },
    {
      name: 'one without a name',
      yaml: configuration('ValidatingWebhookConfiguration', '[{ name: [a], failurePolicy: Ignore }]'),
      at: ['webhooks[0].failurePolicy'],
      message: /^webhook 1 is passed over when it fails$/,
    },
    {
      name: 'items of a List',
      yaml: 'apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingWebhookConfiguration, metadata: { name: a }, webhooks: [{ name: a.example, failurePolicy: Ignore }] }\n',
      at: ['items[0].webhooks[0].failurePolicy'],
      marked: ['failurePolicy: Ignore'],
    },
    {
      name: 'a policy that changes objects',
      yaml: 'apiVersion: admissionregistration.k8s.io/v1alpha1\nkind: MutatingAdmissionPolicy\nmetadata: { name: a }\nspec: { failurePolicy: Ignore }\n',
      at: ['spec.failurePolicy'],
      severity: 'low',
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

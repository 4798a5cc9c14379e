import { testRule } from '../../../test/rule-tester.ts'
import { admissionInventory } from './admission-inventory.ts'

const configuration = (kind: string, webhooks: string, version = 'v1') =>
  `apiVersion: admissionregistration.k8s.io/${version}
kind: ${kind}
metadata: { name: a }
webhooks: ${webhooks}
`

const validating = (webhooks: string, version?: string) =>
  configuration('ValidatingWebhookConfiguration', webhooks, version)

testRule(admissionInventory, {
  pass: [
    { name: 'no webhooks', yaml: validating('') },
    { name: 'webhooks that are none', yaml: validating('[~, a]') },
    { name: 'kinds of that name elsewhere', yaml: validating('[{ name: a.example }]').replace('k8s.io', 'example') },
  ],
  fail: [
    {
      name: 'what is asked of a Service',
      yaml: validating(
        "[{ name: a.example, rules: [{ operations: [CREATE, UPDATE], apiGroups: ['', apps], resources: [pods] }], clientConfig: { service: { name: a, namespace: b, path: /check, port: 8443 } } }]",
      ),
      at: ['webhooks[0]'],
      severity: 'info',
      message:
        /^a\.example is asked about CREATE, UPDATE of pods, pods\.apps; failurePolicy Fail; calls Service b\/a:8443\/check$/,
    },
    {
      name: 'one that changes objects, narrowed, at a URL whose password stays unseen',
      yaml: configuration(
        'MutatingWebhookConfiguration',
        "[{ name: a.example, failurePolicy: Ignore, objectSelector: {}, namespaceSelector: { matchLabels: { a: b } }, rules: [{ operations: ['*'], apiGroups: ['*'], resources: ['*'] }], clientConfig: { url: 'https://me:secret@hooks.example/a?key=secret' } }]",
      ),
      at: ['webhooks[0]'],
      message:
        /^a\.example is asked about every operation of \*\.\*, narrowed by namespaceSelector, and may change it; failurePolicy Ignore; calls https:\/\/hooks\.example\/a$/,
    },
    {
      name: 'each of two, one of which is empty',
      yaml: validating(
        "[{}, { name: a.example, rules: [{}, { operations: [CREATE], apiGroups: [''], resources: [pods] }] }]",
        'v1beta1',
      ),
      at: ['webhooks[0]', 'webhooks[1]'],
      message:
        /^(webhook 1 is asked about nothing|a\.example is asked about CREATE of pods); failurePolicy Ignore; calls nobody$/,
    },
    {
      name: 'items of a List',
      yaml: `apiVersion: v1
kind: List
items:
  - apiVersion: admissionregistration.k8s.io/v1
    kind: ValidatingWebhookConfiguration
    metadata: { name: a }
    webhooks: [{ name: a.example, clientConfig: { service: { name: a, namespace: b } } }]
`,
      at: ['items[0].webhooks[0]'],
      message: /calls Service b\/a:443$/,
    },
  ],
})

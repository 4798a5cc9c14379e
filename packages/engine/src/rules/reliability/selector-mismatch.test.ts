import { testRule } from '../../../test/rule-tester.ts'
import { selectorMismatch } from './selector-mismatch.ts'

const deployment = (selector: string, labels: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: a }
spec:
  selector: ${selector}
  template:
    metadata: { labels: ${labels} }
    spec: { containers: [{ name: a, image: registry.example/a:1 }] }
`

testRule(selectorMismatch, {
  pass: [
    { name: 'more labels than asked for', yaml: deployment('{ matchLabels: { app: a } }', '{ app: a, tier: b }') },
    {
      name: 'expressions',
      yaml: deployment('{ matchExpressions: [{ key: app, operator: In, values: [a, b] }] }', '{ app: b }'),
    },
    {
      name: 'old versions, whose selector has a default',
      yaml: deployment('null', '{ app: a }').replace('apps/v1', 'extensions/v1beta1').replace('  selector: null\n', ''),
    },
  ],
  fail: [
    { name: 'another value', yaml: deployment('{ matchLabels: { app: a } }', '{ app: b }'), at: ['spec.selector'] },
    { name: 'no labels at all', yaml: deployment('{ matchLabels: { app: a } }', '~'), at: ['spec.selector'] },
    { name: 'no selector', yaml: deployment('{}', '{ app: a }'), at: ['spec.selector'], message: /no selector/ },
  ],
})

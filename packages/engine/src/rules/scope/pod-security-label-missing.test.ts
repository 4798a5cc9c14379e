import { testRule } from '../../../test/rule-tester.ts'
import { podSecurityLabelMissing } from './pod-security-label-missing.ts'

const namespace = (labels: string, name = 'shop') => `apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: ${labels} }
`

const pod = (spec: string) => `---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec: { ${spec}containers: [{ name: web, image: "registry.example/web:1" }] }
`

const enforce = 'metadata.labels["pod-security.kubernetes.io/enforce"]'

testRule(podSecurityLabelMissing, {
  pass: [
    { name: 'baseline', yaml: namespace('{ pod-security.kubernetes.io/enforce: baseline }') },
    { name: "the cluster's own", yaml: namespace('{}', 'kube-system') },
    { name: 'a kind of another group', yaml: namespace('{}').replace('v1', 'tenancy.example/v1') },
    { name: 'pods that pass a level, which is a gap', yaml: namespace('{}') + pod('') },
  ],
  fail: [
    {
      name: 'warnings alone',
      yaml: namespace('{ pod-security.kubernetes.io/warn: restricted }'),
      at: [enforce],
      severity: 'medium',
    },
    {
      name: 'privileged',
      yaml: namespace('{ pod-security.kubernetes.io/enforce: privileged }'),
      at: [enforce],
      message: /lets every pod in/,
    },
    {
      name: 'pods that pass no level',
      yaml: namespace('{}') + pod('hostPID: true, '),
      at: [enforce],
      message: /no Pod Security level is enforced/,
    },
    {
      name: 'a word that is no level',
      yaml: namespace('{ pod-security.kubernetes.io/enforce: strict }'),
      at: [enforce],
      severity: 'low',
      message: /"strict" must be one of privileged, baseline, restricted, and is taken for restricted/,
    },
    {
      name: 'words that are no level and no version, to warn',
      yaml: namespace(
        '{ pod-security.kubernetes.io/enforce: baseline, pod-security.kubernetes.io/warn: Restricted, pod-security.kubernetes.io/warn-version: "1.30" }',
      ),
      at: [
        'metadata.labels["pod-security.kubernetes.io/warn"]',
        'metadata.labels["pod-security.kubernetes.io/warn-version"]',
      ],
      severity: 'low',
    },
  ],
})

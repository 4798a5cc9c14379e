import { testRule } from '../../../test/rule-tester.ts'
import { podSecurityLevelMissing } from './pod-security-level-missing.ts'

const namespace = (labels: string, name = 'shop') => `apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: ${labels} }
`

testRule(podSecurityLevelMissing, {
  pass: [
    { name: 'baseline', yaml: namespace('{ pod-security.kubernetes.io/enforce: baseline }') },
    { name: "the cluster's own", yaml: namespace('{}', 'kube-system') },
  ],
  fail: [
    {
      name: 'warnings alone',
      yaml: namespace('{ pod-security.kubernetes.io/warn: restricted }'),
      at: ['metadata.labels["pod-security.kubernetes.io/enforce"]'],
      severity: 'medium',
    },
    {
      name: 'privileged',
      yaml: namespace('{ pod-security.kubernetes.io/enforce: privileged }'),
      at: ['metadata.labels["pod-security.kubernetes.io/enforce"]'],
      message: /lets every pod in/,
    },
    {
      name: 'a word that is no level',
      yaml: namespace('{ pod-security.kubernetes.io/enforce: strict }'),
      at: ['metadata.labels["pod-security.kubernetes.io/enforce"]'],
      severity: 'low',
    },
  ],
})

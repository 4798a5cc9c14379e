import { testRule } from '../../../test/rule-tester.ts'
import { podSecurityPolicyLegacy } from './pod-security-policy-legacy.ts'

const policy = (apiVersion: string) => `apiVersion: ${apiVersion}\nkind: PodSecurityPolicy\nmetadata: { name: a }\n`

testRule(podSecurityPolicyLegacy, {
  pass: [
    { name: 'a kind of that name elsewhere', yaml: policy('example.com/v1') },
    {
      name: 'a PodSecurityPolicyReview of OpenShift',
      yaml: 'apiVersion: security.openshift.io/v1\nkind: PodSecurityPolicyReview\nmetadata: { name: a }\n',
    },
  ],
  fail: [
    { name: 'the older group', yaml: policy('extensions/v1beta1'), at: ['kind'], marked: ['kind: PodSecurityPolicy'] },
    {
      name: 'items of a List',
      yaml: 'apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: policy/v1beta1, kind: PodSecurityPolicy, metadata: { name: a } }\n',
      at: ['items[0].kind'],
    },
  ],
})

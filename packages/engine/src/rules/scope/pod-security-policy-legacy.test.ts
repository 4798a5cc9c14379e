import { testRule } from '../../../test/rule-tester.ts'
import { podSecurityPolicyLegacy } from './pod-security-policy-legacy.ts'

testRule(podSecurityPolicyLegacy, {
  pass: [
    {
      name: 'a kind of that name elsewhere',
      yaml: 'apiVersion: example.com/v1\nkind: PodSecurityPolicy\nmetadata: { name: a }\n',
    },
  ],
  fail: [
    {
      name: 'the older group',
      yaml: 'apiVersion: extensions/v1beta1\nkind: PodSecurityPolicy\nmetadata: { name: a }\n',
      at: ['kind'],
    },
  ],
})

import { expect, it } from 'vitest'
import { findingsOf, testRule } from '../../../test/rule-tester.ts'
import { duplicateEnv } from './duplicate-env.ts'

const pod = (container: string, spec = '') => `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
${spec}  containers:
    - name: web
      image: registry.example/web:1
${container}`

testRule(duplicateEnv, {
  pass: [
    {
      name: 'names that differ in case',
      yaml: pod('      env: [{ name: PORT, value: a }, { name: port, value: b }]\n'),
    },
  ],
  fail: [
    {
      name: 'the earlier one, with its comment',
      yaml: pod(
        '      env:\n        - name: PORT # old\n          value: a\n        - name: HOST\n          value: h\n        - name: PORT\n          value: b\n',
      ),
      at: ['spec.containers[0].env[0]'],
      fixed: pod('      env:\n        - name: HOST\n          value: h\n        - name: PORT\n          value: b\n'),
    },
    {
      name: 'all but the last',
      yaml: pod('      env: [{ name: A, value: a }, { name: A, value: b }, { name: A, value: c }]\n'),
      at: ['spec.containers[0].env[0]', 'spec.containers[0].env[1]'],
      fixed: pod('      env: [{ name: A, value: c }]\n'),
    },
    {
      name: 'one that is used in between, without an edit',
      yaml: pod('      env: [{ name: A, value: a }, { name: B, value: x$(A) }, { name: A, value: b }]\n'),
      at: ['spec.containers[0].env[0]'],
    },
  ],
})

it('does not take away what an entry in between refers to', () => {
  const yaml = pod('      env: [{ name: A, value: a }, { name: B, value: x$(A) }, { name: A, value: b }]\n')
  expect(findingsOf(duplicateEnv, yaml).map(({ fix }) => fix.changes)).toEqual([[]])
})

import { testRule } from '../../../test/rule-tester.ts'
import { duplicateKey } from './duplicate-key.ts'

testRule(duplicateKey, {
  pass: [
    {
      name: 'the same key in two mappings',
      yaml: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, labels: { name: a } }\n',
    },
  ],
  fail: [
    {
      name: 'flow mappings',
      yaml: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, name: b }\n',
      at: ['metadata.name'],
    },
    {
      name: 'one in a security context',
      yaml: 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - name: a\n      securityContext:\n        privileged: false\n        privileged: true\n',
      at: ['spec.containers[0].securityContext.privileged'],
      severity: 'high',
    },
    {
      name: 'a missing ---',
      yaml: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: b }\n',
      at: ['apiVersion', 'kind', 'metadata'],
    },
    {
      name: 'the item of a List that it is in',
      yaml: 'apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: v1, kind: ConfigMap, metadata: { name: a } }\n  - { apiVersion: v1, kind: ConfigMap, metadata: { name: b }, data: { a: b, a: c } }\n',
      at: ['items[1].data.a'],
    },
  ],
})

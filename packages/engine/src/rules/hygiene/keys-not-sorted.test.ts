import { testRule } from '../../../test/rule-tester.ts'
import { keysNotSorted } from './keys-not-sorted.ts'

testRule(keysNotSorted, {
  pass: [
    {
      name: 'capitals before small letters',
      yaml: 'apiVersion: v1\ndata: { B: x, a: y }\nkind: ConfigMap\nmetadata: { name: a }\n',
    },
  ],
  fail: [
    {
      name: 'mappings within lists too, once',
      yaml: 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: b }, { image: c, name: d }], b: { d: 1, c: 2 } }\n',
      at: ['spec'],
      message: /^the keys of spec and 2 more mappings are not sorted$/,
    },
  ],
})

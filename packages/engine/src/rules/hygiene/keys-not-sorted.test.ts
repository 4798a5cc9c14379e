import { testRule } from '../../../test/rule-tester.ts'
import { keysNotSorted } from './keys-not-sorted.ts'

testRule(keysNotSorted, {
  pass: [
    {
      name: 'numbers as keys, in the order of their letters',
      yaml: 'apiVersion: v1\ndata: { "443": x, "80": y, "9000": z }\nkind: ConfigMap\nmetadata: { name: a }\n',
    },
    {
      name: 'capitals before small letters',
      yaml: 'apiVersion: v1\ndata: { B: x, a: y }\nkind: ConfigMap\nmetadata: { name: a }\n',
    },
  ],
  fail: [
    {
      name: 'a number behind a word',
      yaml: 'apiVersion: v1\ndata: { a: x, "80": y }\nkind: ConfigMap\nmetadata: { name: a }\n',
      at: ['data'],
    },
    {
      name: 'mappings within lists too, once',
      yaml: 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: b }, { image: c, name: d }], b: { d: 1, c: 2 } }\n',
      at: ['spec'],
      message: /^the keys of spec and 2 more mappings are not sorted$/,
    },
  ],
})

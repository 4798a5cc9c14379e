import { testRule } from '../../../test/rule-tester.ts'
import { labelValueInvalid } from './label-value-invalid.ts'

const map = (labels: string) => `apiVersion: v1
kind: ConfigMap
metadata: { name: a, labels: ${labels} }
`

testRule(labelValueInvalid, {
  pass: [
    {
      name: 'empty values, prefixes and the longest name',
      yaml: map(`{ a: "", example.com/b_c.d: ${'e'.repeat(63)} }`),
    },
    { name: 'values that a template tool fills', yaml: map('{ a: "${A B}" }') },
    {
      name: 'annotations of any text, with capitals in the prefix of the key',
      yaml: map('{}, annotations: { Example.com/a: "b c/d", e: "" }'),
    },
    { name: 'annotations as large as may be', yaml: map(`{}, annotations: { a: ${'b'.repeat(256 * 1024 - 1)} }`) },
  ],
  fail: [
    {
      name: 'keys of annotations, of a template too',
      yaml: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a, annotations: { a b: c } }\nspec: { template: { metadata: { annotations: { a/b/c: d } }, spec: { containers: [{ name: a, image: b }] } } }\n',
      at: ['metadata.annotations["a b"]', 'spec.template.metadata.annotations["a/b/c"]'],
      message: /no key of an annotation/,
    },
    {
      name: 'annotations that are too large',
      yaml: map(`{}, annotations: { a: ${'b'.repeat(256 * 1024)} }`),
      at: ['metadata.annotations'],
      message: /larger than 262144 bytes/,
    },
    { name: 'a value that is too long', yaml: map(`{ a: ${'e'.repeat(64)} }`), at: ['metadata.labels.a'] },
    {
      name: 'a value that ends in a dash',
      yaml: map('{ a: b- }'),
      at: ['metadata.labels.a'],
      message: /"b-" is no value/,
    },
    {
      name: 'keys with two slashes, or capitals in the prefix',
      yaml: map('{ a/b/c: d, Example.com/e: f }'),
      at: ['metadata.labels["a/b/c"]', 'metadata.labels["Example.com/e"]'],
      message: /no key of a label/,
    },
    {
      name: 'the template of a workload',
      yaml: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { template: { metadata: { labels: { a: "b c" } }, spec: { containers: [{ name: a, image: b }] } } }\n',
      at: ['spec.template.metadata.labels.a'],
    },
    {
      name: 'a pod, once',
      yaml: 'apiVersion: v1\nkind: Pod\nmetadata: { name: a, labels: { a: "b c" } }\nspec: { containers: [{ name: a, image: b }] }\n',
      at: ['metadata.labels.a'],
    },
  ],
})

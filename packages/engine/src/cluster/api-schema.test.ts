import { describe, expect, it } from 'vitest'
import { clusterOf } from '../../test/rule-tester.ts'
import { formatPath } from '../yaml/index.ts'
import { apiFields, type ApiProblem, apiProblems, apiProblemsOf, isPlaceholder } from './api-schema.ts'

/** The problems of the only resource of a text, as `path: what`. */
function problemsIn(yaml: string): string[] | undefined {
  const resource = clusterOf(yaml).resources[0]
  if (!resource) throw new Error('no resource')
  return apiProblems(resource)?.map(shown)
}

function shown(problem: ApiProblem): string {
  const path = formatPath(problem.path)
  if (problem.reason === 'type') return `${path}: ${problem.expected}`
  const { suggestion } = problem
  if (!suggestion) return `${path}: unknown`
  return suggestion.kind === 'spelling'
    ? `${path}: ${suggestion.name}?`
    : `${path}: in ${formatPath(suggestion.parent)}`
}

const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: ${spec}\n`
const container = (fields: string) => pod(`{ containers: [{ name: a, ${fields} }] }`)

describe('what the API server would refuse or drop', () => {
  it.each([
    ['nothing', container('image: b, env: [{ name: A, value: b }], ports: [{ containerPort: 80 }]'), []],
    ['missing fields', 'apiVersion: apps/v1\nkind: Deployment\nspec: {}\n', []],
    ['null anywhere', pod('{ containers: ~, volumes: null, securityContext: ~ }'), []],
    ['a spelling: capitals', pod('{ hostpid: true }'), ['spec.hostpid: hostPID?']],
    ['a spelling: a letter changed', pod('{ hostNetwerk: true }'), ['spec.hostNetwerk: hostNetwork?']],
    ['a spelling: a letter left out', container('imag: b'), ['spec.containers[0].imag: image?']],
    ['a spelling: a letter more', container('imagee: b'), ['spec.containers[0].imagee: image?']],
    ['a spelling: two swapped', container('iamge: b'), ['spec.containers[0].iamge: image?']],
    ['a short word is no spelling of another', container('tzz: b'), ['spec.containers[0].tzz: unknown']],
    ['a word of its own', pod('{ replicaCount: 3 }'), ['spec.replicaCount: unknown']],
    [
      'a field that belongs below',
      container('runAsNonRoot: true'),
      ['spec.containers[0].runAsNonRoot: in spec.containers[0].securityContext'],
    ],
    ['a field that belongs above', container('hostPID: true'), ['spec.containers[0].hostPID: in spec']],
    [
      'a field that belongs far below',
      'apiVersion: apps/v1\nkind: Deployment\nspec: { containers: [] }\n',
      ['spec.containers: in spec.template.spec'],
    ],
    ['a word for a switch', pod('{ hostPID: "true" }'), ['spec.hostPID: true or false']],
    ['a YAML 1.1 switch', pod('{ hostPID: yes }'), []],
    ['a mapping for a list', pod('{ containers: { name: a } }'), ['spec.containers: a list']],
    ['a list for a mapping', pod('{ securityContext: [] }'), ['spec.securityContext: a mapping']],
    ['a word for a mapping', pod('[]'), ['spec: a mapping']],
    ['a number for a string', container('image: 1'), ['spec.containers[0].image: a string']],
    [
      'a number as a value of a variable',
      container('env: [{ name: A, value: 8080 }]'),
      ['spec.containers[0].env[0].value: a string'],
    ],
    [
      'a fraction and a word for a whole number',
      pod('{ priority: 1.5, terminationGracePeriodSeconds: "30" }'),
      ['spec.priority: a whole number', 'spec.terminationGracePeriodSeconds: a whole number'],
    ],
    [
      'a port by number, by name and by neither',
      container(
        'livenessProbe: { httpGet: { port: 80 } }, readinessProbe: { tcpSocket: { port: web } }, startupProbe: { tcpSocket: { port: yes } }',
      ),
      ['spec.containers[0].startupProbe.tcpSocket.port: a whole number or a string'],
    ],
    [
      'quantities',
      container('resources: { limits: { cpu: 1, memory: 1Gi }, requests: { cpu: 1.5, memory: 1GB } }'),
      ['spec.containers[0].resources.requests.memory: a quantity, such as 500m or 1Gi'],
    ],
    [
      'base64',
      'apiVersion: v1\nkind: Secret\ndata:\n  a: YQ==\n  b: YQ\n  c: "not so"\n  d: |\n    YWFh\n    YWFh\n  e: ""\n',
      ['data.b: base64', 'data.c: base64'],
    ],
    ['plain text where it may be', 'apiVersion: v1\nkind: Secret\nstringData: { a: "not so" }\n', []],
    ['placeholders', pod('{ hostPID: "${HOST}", priority: "{{ .Values.priority }}", $(FIELD): 1 }'), []],
    [
      'directives of patches',
      pod('{ $patch: replace, $setElementOrder/containers: [], containers: [{ $patch: delete, name: a }] }'),
      [],
    ],
    ['a file that SOPS encrypted', 'apiVersion: v1\nkind: Secret\ndata: { a: "ENC[x]" }\nsops: { mac: x }\n', []],
    [
      'an item of a List',
      'apiVersion: v1\nkind: List\nitems: [{ apiVersion: v1, kind: Pod, spec: { hostpid: true } }]\n',
      ['items[0].spec.hostpid: hostPID?'],
    ],
  ])('%s', (_, yaml, expected) => {
    expect(problemsIn(yaml)).toEqual(expected)
  })

  it('says nothing of kinds that it does not know', () => {
    expect(problemsIn('apiVersion: example.com/v1\nkind: Pod\nspec: { x: 1 }\n')).toBeUndefined()
    expect(problemsIn('apiVersion: v1\nkind: Deployment\nspec: { x: 1 }\n')).toBeUndefined()
    expect(problemsIn('apiVersion: apps/v1beta1\nkind: Deployment\nspec: { rollbackTo: {} }\n')).toBeUndefined()
  })

  it('judges an older version by the newest where the schema is the same', () => {
    expect(problemsIn('apiVersion: batch/v1beta1\nkind: CronJob\nspec: { suspend: "no" }\n')).toEqual([
      'spec.suspend: true or false',
    ])
  })

  it('is not misled by names that every object inherits', () => {
    expect(
      problemsIn(pod('{ constructor: { a: 1 }, __proto__: { b: 1 }, containers: [{ name: a, toString: 1 }] }')),
    ).toEqual(['spec.constructor: unknown', 'spec.__proto__: unknown', 'spec.containers[0].toString: unknown'])
  })
})

it('judges a part of an object by the name of its type', () => {
  expect(apiProblemsOf({ hostPID: 1 }, 'PodSpec', ['spec', 'template', 'spec']).map(shown)).toEqual([
    'spec.template.spec.hostPID: true or false',
  ])
  expect(apiProblemsOf({ hostPID: 1 }, 'NoSuchType', [])).toEqual([])
})

it('names the fields of a type', () => {
  expect(apiFields('PodSpec')).toEqual(expect.arrayContaining(['containers', 'hostUsers', 'resources']))
  expect(apiFields('NoSuchType')).toEqual([])
})

it.each([
  ['${A}', true],
  ['x-$(A)', true],
  ['{{ .Values.a }}', true],
  ['$A', false],
  ['{a}', false],
  ['', false],
])('whether %j is still to be filled in: %s', (text, expected) => {
  expect(isPlaceholder(text)).toBe(expected)
})

import { describe, expect, it } from 'vitest'
import { WarrantError } from '../errors/index.ts'
import { audited, told } from '../../test/audited.ts'
import { configurationJsonSchema, readConfiguration } from './configuration.ts'

const head = 'apiVersion: unwarranted.dev/v1\nkind: Configuration\n'
const read = (rest: string) => readConfiguration('warrant.yaml', head + rest)

/** What is wrong with a text, by the reader's own words. */
function wrong(source: string): WarrantError {
  try {
    readConfiguration('warrant.yaml', source)
  } catch (error) {
    if (error instanceof WarrantError) return error
    throw error
  }
  throw new Error('it was read without an error')
}
const wrongIn = (rest: string) => wrong(head + rest).message.split('\n')

describe('readConfiguration', () => {
  it('reads every key', () => {
    const configuration = read(`
profile: all
failOn: medium
peerWarrants: false
exclude: ['vendor/**']
namespaces: { include: ['shop-*'], exclude: [shop-test] }
rules:
  host-network: { enabled: false }
  host-pid: { severity: low }
  plaintext-secret-in-env:
    options: { ignore: ['^SECRET_SAUCE$'] }
warrants:
  - rule: host-ipc
    match: { kind: DaemonSet, namespace: 'kube-*', name: '*', labels: { app: a }, container: b }
    reason: shared memory
    owner: platform
    until: 2027-01-31
`)
    expect(configuration).toMatchObject({
      profile: 'all',
      failOn: 'medium',
      peerWarrants: false,
      exclude: ['vendor/**'],
      namespaces: { include: ['shop-*'], exclude: ['shop-test'] },
    })
    expect(Object.fromEntries(configuration.rules)).toEqual({
      'host-network': { enabled: false, severity: undefined, options: {} },
      'host-pid': { enabled: undefined, severity: 'low', options: {} },
      'plaintext-secret-in-env': { enabled: undefined, severity: undefined, options: { ignore: ['^SECRET_SAUCE$'] } },
    })
    expect(configuration.warrants).toMatchObject([
      { rules: ['host-ipc'], reason: 'shared memory', owner: 'platform', until: '2027-01-31', container: 'b' },
    ])
    expect(configuration.warrants[0]?.source).toBe('warrant.yaml:15')
  })
  it('asks for nothing but its type', () => {
    expect(read('')).toEqual({
      profile: undefined,
      failOn: undefined,
      peerWarrants: undefined,
      exclude: [],
      namespaces: { include: [], exclude: [] },
      rules: new Map(),
      warrants: [],
    })
  })

  it('refuses unknown keys, each with its line, in their order', () => {
    expect(
      wrongIn(
        'profle: all\nrules:\n  host-pid: { severty: low }\nwarrants:\n  - rule: a\n    reason: b\n    owners: c\n',
      ),
    ).toEqual([
      'warrant.yaml:3:1: profle: unknown key "profle"',
      'warrant.yaml:5:15: rules.host-pid.severty: unknown key "severty"',
      'warrant.yaml:9:5: warrants[0].owners: unknown key "owners"',
    ])
  })
  it('has the place of the first thing that is wrong', () => {
    const error = wrong(`${head}failOn: sever\n`)
    expect(error.code).toBe('config-invalid')
    expect(error.place).toMatchObject({ file: 'warrant.yaml', line: 3, column: 1 })
  })
  it.each([
    ['a word that is none', 'profile: some\n', /^warrant\.yaml:3:1: profile: /],
    [
      'a rule that is none',
      'rules: { host-netwrok: { enabled: true } }\n',
      /:3:10: .*there is no rule named host-netwrok$/,
    ],
    ['an option that is none', 'rules: { host-pid: { options: { a: 1 } } }\n', /host-pid has no option "a"$/],
    [
      'an option of another name',
      'rules: { plaintext-secret-in-env: { options: { name: [a] } } }\n',
      /plaintext-secret-in-env has no option "name"; it has names, ignore$/,
    ],
    [
      'an option of another type',
      'rules: { plaintext-secret-in-env: { options: { names: a } } }\n',
      /:3:48: .*names must be a list of strings$/,
    ],
    ['an inherited name for an option', 'rules: { host-pid: { options: { toString: 1 } } }\n', /no option "toString"$/],
    ['a warrant without a reason', 'warrants: [{ rule: host-pid }]\n', /warrants\[0\]\.reason: /],
    ['a warrant with an empty one', 'warrants: [{ rule: host-pid, reason: " " }]\n', /a reason is required$/],
    [
      'a day that is none',
      'warrants: [{ rule: a, reason: b, until: 2027-02-30 }]\n',
      /must be a day written YYYY-MM-DD$/,
    ],
    ['a mapping for a list', 'warrants: { rule: a, reason: b }\n', /^warrant\.yaml:3:1: warrants: expected array/],
  ])('refuses %s', (_, rest, message) => {
    expect(wrongIn(rest).join('\n')).toMatch(message)
  })
  it('refuses another type or version', () => {
    expect(wrong('apiVersion: unwarranted.dev/v2\nkind: Configuration\n').message).toMatch(
      /^warrant\.yaml:1:1: apiVersion/,
    )
    expect(wrong('kind: Configuration\n').message).toMatch(/apiVersion/)
    expect(wrong('- a\n').message).toMatch(/^warrant\.yaml:1:\d+: expected object/)
  })
  it('refuses several documents, none, and what is no YAML', () => {
    expect(wrong(`${head}---\n${head}`).message).toMatch(/one YAML document/)
    expect(wrong('# nothing\n').message).toMatch(/one YAML document/)
    expect(wrong(`${head}rules: [\n`).place).toMatchObject({ file: 'warrant.yaml' })
    expect(wrong(`${head}rules: [\n`).code).toBe('config-invalid')
  })
  it('passes over empty documents', () => {
    expect(readConfiguration('warrant.yaml', `---\n# ours\n---\n${head}profile: all\n`).profile).toBe('all')
  })
})

describe('what a warrant of the configuration matches', () => {
  const daemon = (namespace: string, name: string) => `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: ${name}, ${namespace && `namespace: ${namespace}, `}labels: { app: ${name} } }
spec:
  selector: {}
  template: { spec: { hostNetwork: true, containers: [{ name: main, image: registry.example/a:1, securityContext: { privileged: true } }, { name: side, image: registry.example/a:1, securityContext: { privileged: true } }] } }
`
  const yaml = [daemon('net', 'cni'), daemon('net', 'cni-agent'), daemon('', 'cni')].join('---\n')
  const exempted = (match: string, rule = 'host-network') =>
    audited(yaml, ['host-network', 'privileged-container'], {
      warrants: read(`warrants: [{ rule: ${rule}, match: ${match}, reason: agent }]\n`).warrants,
    })
      .filter(({ exemption }) => exemption)
      .map(({ resource, container }) =>
        [resource.namespace ?? '-', resource.name, ...(container ? [container] : [])].join(' '),
      )
  it.each([
    ['{}', ['net cni', 'net cni-agent', '- cni']],
    ['{ name: cni }', ['net cni', '- cni']],
    ['{ name: "cni*" }', ['net cni', 'net cni-agent', '- cni']],
    ['{ name: "cni.*" }', []],
    ['{ namespace: net }', ['net cni', 'net cni-agent']],
    ['{ namespace: default }', ['- cni']],
    ['{ kind: Deployment }', []],
    ['{ kind: DaemonSet, labels: { app: cni-agent } }', ['net cni-agent']],
    ['{ labels: { toString: a } }', []],
  ])('%s', (match, expected) => {
    expect(exempted(match)).toEqual(expected)
  })
  it('a container', () => {
    expect(exempted('{ name: cni-agent, container: side }', 'privileged-container')).toEqual(['net cni-agent side'])
  })
  it('nothing of a rule that there is not, which is told', () => {
    const { warrants } = read('warrants: [{ rule: host-netwrok, reason: agent }]\n')
    expect(told(audited(daemon('net', 'cni'), ['host-network'], { warrants }))).toEqual([
      'host-network',
      'redundant-exemption',
    ])
  })
})

it('is described by a JSON schema that allows no other keys', () => {
  expect(configurationJsonSchema()).toMatchObject({
    type: 'object',
    additionalProperties: false,
    required: ['apiVersion', 'kind'],
    properties: { warrants: { type: 'array', items: { additionalProperties: false, required: ['rule', 'reason'] } } },
  })
})

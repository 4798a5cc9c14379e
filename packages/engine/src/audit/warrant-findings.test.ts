import { describe, expect, it } from 'vitest'
import { audited, configured, told } from '../../test/audited.ts'
import { formatPath } from '../yaml/index.ts'
import { readConfiguration } from './configuration.ts'

const pod = (annotations: string, spec = 'hostNetwork: true') => `apiVersion: v1
kind: Pod
metadata:
  name: agent
  annotations: { ${annotations} }
spec:
  ${spec}
  containers:
    - { name: agent, image: registry.example/agent:1 }
`
const allow = (rule: string, text: string) => `unwarranted.dev/allow.${rule}: ${text}`
const about = (yaml: string, ids: readonly string[] = ['host-network']) =>
  audited(yaml, ids)
    .filter(({ rule }) => rule.endsWith('-exemption'))
    .map(({ rule, message, path }) => `${rule} ${formatPath(path)}: ${message}`)

const at = (rule: string) => `metadata.annotations["unwarranted.dev/allow.${rule}"]`

describe('what is wrong with warrants', () => {
  it('is nothing while they hold and cover something', () => {
    expect(about(pod(allow('host-network', 'it must; until=2026-11-24')))).toEqual([])
  })
  it('is their end, once passed; the finding counts again', () => {
    const yaml = pod(allow('host-network', 'it must; until=2026-11-23'))
    expect(told(audited(yaml, ['host-network']))).toEqual(['expired-exemption', 'host-network'])
    expect(about(yaml)).toEqual([
      `expired-exemption ${at('host-network')}: the warrant for host-network ended on 2026-11-23`,
    ])
  })
  it('is that they cover nothing, whether they have ended or not', () => {
    const unused = `redundant-exemption ${at('host-network')}: nothing here is reported by host-network`
    expect(about(pod(allow('host-network', 'it must'), 'hostNetwork: false'))).toEqual([unused])
    expect(about(pod(allow('host-network', 'it must; until=2020-01-01'), 'hostNetwork: false'))).toEqual([unused])
    expect(about(pod(allow('host-network', 'it must; container=agent')))).toEqual([unused])
  })
  it('is a rule that there is not', () => {
    expect(about(pod(allow('host-netwrok', 'it must')))).toEqual([
      `redundant-exemption ${at('host-netwrok')}: there is no rule named host-netwrok`,
    ])
  })
  it('is not told about rules that did not run', () => {
    expect(about(pod(allow('host-network', 'it must'), 'hostNetwork: false'), ['host-pid'])).toEqual([])
    expect(about(pod(allow('host-network', 'it must; until=2020-01-01')), ['host-pid'])).toEqual([])
  })
  it('is not told about causes of trouble with DNS, which the audit does not look for', () => {
    expect(about(pod(allow('dns-search-amplification', 'a client of old')))).toEqual([])
  })
  it.each([
    ['"owner=net"', 'a warrant begins with the reason why the grant stands'],
    ['', 'a warrant begins with the reason why the grant stands'],
    ['yes', 'the value of an annotation is a string; put it in quotes'],
    ['[a, b]', 'the value of an annotation is a string; put it in quotes'],
    ['"it must; until=soon"', 'until=soon is not a day written YYYY-MM-DD'],
  ])('is a value such as %j, which covers nothing', (value, problem) => {
    const yaml = pod(allow('host-network', value))
    expect(told(audited(yaml, ['host-network']))).toEqual(['host-network', 'invalid-exemption'])
    expect(about(yaml)).toEqual([`invalid-exemption ${at('host-network')}: ${problem}`])
  })
  it('is told only by rules that were asked for', () => {
    const yaml = pod(allow('host-network', 'it must'), 'hostNetwork: false')
    expect(audited(yaml, [], { rules: configured('host-network') })).toEqual([])
  })
})

describe('two warrants for one finding', () => {
  it('are both used, and the first that holds is named', () => {
    const yaml = pod(
      `${allow('host-network', 'the old one; until=2020-01-01')}, kube-linter.io/ignore-all: "the new one"`,
    )
    expect(told(audited(yaml, ['host-network']))).toEqual(['expired-exemption', 'host-network (the new one)'])
  })
})

describe('warrants in warrant.yaml', () => {
  const configuration = (warrants: string) =>
    readConfiguration('warrant.yaml', `apiVersion: unwarranted.dev/v1\nkind: Configuration\nwarrants:\n${warrants}`)
      .warrants

  it('are judged as well, in their own file', () => {
    const warrants = configuration(
      `  - { rule: host-network, match: { name: agent }, reason: it must }
  - { rule: host-network, match: { name: other }, reason: it must }
`,
    )
    const findings = audited(pod(''), ['host-network'], { warrants })
    expect(told(findings)).toEqual(['host-network (it must)', 'redundant-exemption'])
    const redundant = findings.find(({ rule }) => rule === 'redundant-exemption')
    expect(redundant && formatPath(redundant.path)).toBe('warrants[1]')
    expect(redundant?.resource.document.source.name).toBe('warrant.yaml')
    expect(findings.find(({ rule }) => rule === 'host-network')?.exemption?.source).toBe('warrant.yaml:4')
  })
  it('come after those on the resource', () => {
    const warrants = configuration('  - { rule: host-network, reason: the central one }\n')
    expect(told(audited(pod(allow('host-network', 'its own')), ['host-network'], { warrants }))).toEqual([
      'host-network (its own)',
    ])
  })
})

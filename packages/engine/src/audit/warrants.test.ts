import { describe, expect, it } from 'vitest'
import { audited, told } from '../../test/audited.ts'
import { isDay, isExpired, parseWarrant } from './warrants.ts'

describe('parseWarrant', () => {
  it('reads reason, owner, until and container, in any order after the reason', () => {
    expect(parseWarrant('the mesh needs it; until=2027-01-31; container=app; owner=net')).toEqual({
      reason: 'the mesh needs it',
      owner: 'net',
      until: '2027-01-31',
      container: 'app',
    })
  })
  it('takes a reason alone, with any signs but a semicolon, and a last semicolon', () => {
    expect(parseWarrant(' see https://wiki.example/a?b=c, "D-12" ; ')).toMatchObject({
      reason: 'see https://wiki.example/a?b=c, "D-12"',
      owner: undefined,
    })
  })
  it.each([
    ['', /begins with the reason/],
    ['  ; owner=net', /begins with the reason/],
    ['owner=net', /begins with the reason/],
    ['until = 2027-01-31; a reason', /begins with the reason/],
    ['a reason; another', /"another" is none of owner=/],
    ['a reason; owner=', /"owner=" is none of/],
    ['a reason; expires=2027-01-31', /"expires=2027-01-31" is none of/],
    ['a reason; until=31.1.2027', /until=31\.1\.2027 is not a day/],
    ['a reason; until=2027-02-29', /is not a day/],
  ])('refuses %j', (text, problem) => {
    expect(parseWarrant(text)).toMatch(problem)
  })
})

it.each([
  ['2028-02-29', true],
  ['2027-02-29', false],
  ['2027-04-31', false],
  ['2027-13-01', false],
  ['2027-1-1', false],
  ['2027-01-01T00:00:00Z', false],
])('isDay(%s) is %s', (text, expected) => {
  expect(isDay(text)).toBe(expected)
})

it('lets the last day count, and one without an end last', () => {
  expect(isExpired({ until: '2026-11-24' }, '2026-11-24')).toBe(false)
  expect(isExpired({ until: '2026-11-23' }, '2026-11-24')).toBe(true)
  expect(isExpired({ until: undefined }, '2026-11-24')).toBe(false)
})

const deployment = ({ onResource = '', onTemplate = '', name = 'cart' } = {}) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  annotations: {${onResource}}
spec:
  selector: { matchLabels: { app: cart } }
  template:
    metadata:
      annotations: {${onTemplate}}
    spec:
      hostNetwork: true
      initContainers:
        - { name: setup, image: registry.example/setup:1, securityContext: { privileged: true } }
      containers:
        - { name: app, image: registry.example/app:1, securityContext: { privileged: true } }
`
const allow = (rule: string, text = 'it must') => `unwarranted.dev/allow.${rule}: "${text}"`
const rules = ['host-network', 'privileged-container']

describe('written warrants', () => {
  it('cover what their rule reports on the resource, and nothing else', () => {
    const yaml = deployment({ onResource: allow('privileged-container') })
    expect(told(audited(yaml, rules))).toEqual([
      'host-network',
      'privileged-container app (it must)',
      'privileged-container setup (it must)',
    ])
  })
  it('cover one container when they name it', () => {
    const yaml = deployment({ onResource: allow('privileged-container', 'it must; container=setup') })
    expect(told(audited(yaml, rules))).toEqual([
      'host-network',
      'privileged-container app',
      'privileged-container setup (it must)',
    ])
  })
  it('stand on the pod template as well, and say where they are written', () => {
    const findings = audited(
      deployment({ onTemplate: allow('host-network', 'it must; owner=net; until=2027-01-31') }),
      rules,
    )
    expect(findings.find(({ rule }) => rule === 'host-network')?.exemption).toEqual({
      reason: 'it must',
      owner: 'net',
      until: '2027-01-31',
      source: 'test.yaml:10',
    })
  })
  it('on one resource say nothing of its neighbours', () => {
    const yaml = `${deployment({ onResource: allow('host-network') })}---\n${deployment({ name: 'other' })}`
    expect(told(audited(yaml, ['host-network']))).toEqual(['host-network', 'host-network (it must)'])
  })
  it('on a bare pod are read once', () => {
    const pod = `apiVersion: v1
kind: Pod
metadata: { name: a, annotations: { ${allow('host-network')}, ${allow('privileged-container', 'owner=a')} } }
spec: { hostNetwork: true, containers: [{ name: a, image: registry.example/a:1 }] }
`
    expect(told(audited(pod, rules))).toEqual(['host-network (it must)', 'invalid-exemption'])
  })
  it('on a template of a custom resource cover that template alone', () => {
    const rollout = (annotations: string) =>
      `metadata: { annotations: { ${annotations} } }, spec: { hostNetwork: true, containers: [{ name: a, image: registry.example/a:1 }] }`
    const yaml = `apiVersion: example.com/v1
kind: Pair
metadata: { name: a }
spec:
  first: { template: { ${rollout(allow('host-network'))} } }
  second: { template: { ${rollout('')} } }
`
    expect(told(audited(yaml, ['host-network']))).toEqual(['host-network', 'host-network (it must)'])
  })
  it('cover on a template what a rule about the whole cluster reports in it', () => {
    const yaml = deployment({ onTemplate: allow('missing-account') }).replace(
      'hostNetwork: true',
      'serviceAccountName: nobody',
    )
    const pair = `${yaml}---\napiVersion: v1\nkind: ServiceAccount\nmetadata: { name: cart }\n`
    expect(told(audited(pair, ['missing-account']))).toEqual(['missing-account (it must)'])
  })
  it('on what a controller made are not judged again', () => {
    const made = (kind: string, owner: string, spec: string) => `---
apiVersion: ${kind === 'Pod' ? 'v1' : 'apps/v1'}
kind: ${kind}
metadata:
  name: made
  annotations: { ${allow('host-network')} }
  ownerReferences: [{ apiVersion: apps/v1, kind: ${owner}, name: ${owner === 'Deployment' ? 'cart' : 'made'}, uid: "1", controller: true }]
spec: ${spec}
`
    const pod = '{ hostNetwork: true, containers: [{ name: a, image: registry.example/a:1 }] }'
    const yaml =
      deployment({ onResource: allow('host-network') }) +
      made('ReplicaSet', 'Deployment', `{ template: { spec: ${pod} } }`) +
      made('Pod', 'ReplicaSet', pod)
    expect(told(audited(yaml, ['host-network']))).toEqual(['host-network (it must)'])
  })
})

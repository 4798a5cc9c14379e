import { describe, expect, it } from 'vitest'
import { audited } from '../../test/audited.ts'
import { WarrantError } from '../errors/index.ts'
import type { Finding } from '../findings/index.ts'
import { newSince, readBaseline } from './baseline.ts'
import { pathInResource } from './fingerprint.ts'

const container = (name: string) =>
  `{ name: ${name}, image: registry.example/${name}:1, securityContext: { privileged: true } }`
const pod = (name: string, containers: readonly string[], rest = '') => `apiVersion: v1
kind: Pod
metadata: { name: ${name} }
spec:
${rest}  containers: [${containers.map(container).join(', ')}]
`
const rules = ['privileged-container', 'host-network']
const find = (yaml: string) => audited(yaml, rules)

/** The baseline that an earlier audit of a text would have left behind. */
function baselineOf(yaml: string): ReturnType<typeof readBaseline> {
  const findings = find(yaml).map((finding) => {
    const { kind, namespace, name } = finding.resource
    const { rule, container: in_ } = finding
    return { rule, resource: { kind, namespace, name }, container: in_, path: pathInResource(finding) }
  })
  return readBaseline('baseline.json', JSON.stringify({ kind: 'AuditReport', findings }))
}
const fresh = (before: string, after: string) =>
  newSince(find(after), baselineOf(before)).map(({ rule, resource, container: in_ }: Finding) =>
    [rule, resource.name, ...(in_ ? [in_] : [])].join(' '),
  )

describe('newSince', () => {
  it('leaves out what was known', () => {
    expect(fresh(pod('a', ['app']), pod('a', ['app']))).toEqual([])
  })
  it('keeps what is new: a rule, a container, a resource', () => {
    const before = pod('a', ['app'])
    expect(fresh(before, pod('a', ['app'], '  hostNetwork: true\n'))).toEqual(['host-network a'])
    expect(fresh(before, pod('a', ['app', 'side']))).toEqual(['privileged-container a side'])
    expect(fresh(before, `${before}---\n${pod('b', ['app'])}`)).toEqual(['privileged-container b app'])
  })
  it('knows a finding again after its lines and its place in a list have changed', () => {
    const before = pod('a', ['app', 'side'])
    expect(fresh(before, `# a comment\n\n${pod('a', ['side', 'app'], '  restartPolicy: Always\n')}`)).toEqual([])
  })
  it('of several alike keeps as many as are new', () => {
    const alike = pod('a', ['app', 'app'])
    expect(fresh(pod('a', ['app']), alike)).toEqual(['privileged-container a app'])
    expect(fresh(alike, alike)).toEqual([])
  })
  it('does not take one namespace for another', () => {
    const inShop = pod('a', ['app']).replace('name: a', 'name: a, namespace: shop')
    expect(fresh(pod('a', ['app']), inShop)).toEqual(['privileged-container a app'])
  })
})

describe('readBaseline', () => {
  it.each([
    ['text', 'no JSON', /baseline\.json is not JSON/],
    ['another kind', '{"kind":"FixReport","findings":[]}', /is not an AuditReport/],
    ['a report without findings', '{"kind":"AuditReport"}', /is not an AuditReport/],
    ['null', 'null', /is not an AuditReport/],
  ])('refuses %s', (_, text, message) => {
    expect(() => readBaseline('baseline.json', text)).toThrow(message)
    expect(() => readBaseline('baseline.json', text)).toThrow(WarrantError)
  })
  it('passes over entries that are no findings', () => {
    expect(readBaseline('b', '{"kind":"AuditReport","findings":[null,1,{"rule":"a"}]}').size).toBe(0)
  })
})

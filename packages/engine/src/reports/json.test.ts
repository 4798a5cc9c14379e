import { describe, expect, it } from 'vitest'
import {
  agentManifest,
  cartManifest,
  findingsIn,
  hostileReport,
  render,
  reportOf,
  sampleReport,
} from '../../test/sample-report.ts'
import { hostNetwork } from '../rules/pod/host-network.ts'
import { applyEdits } from '../fixes/index.ts'
import { readYaml } from '../yaml/index.ts'
import { escapeControls } from './escape-controls.ts'
import { FindingWriter } from './finding-json.ts'
import { findingObject } from './report-object.ts'

const parsed = (...args: Parameters<typeof render> extends [unknown, ...infer Rest] ? Rest : never) =>
  JSON.parse(render('json', ...args)) as Record<string, unknown>

describe('json', () => {
  it('follows the contract', () => {
    expect(parsed()).toMatchObject({
      apiVersion: 'unwarranted.dev/v1',
      kind: 'AuditReport',
      summary: {
        resources: 2,
        workloads: 2,
        findings: { critical: 2, high: 1, medium: 2, low: 0, info: 0 },
        exempted: 1,
        errors: 2,
      },
      errors: [{ file: 'deploy/broken.yaml', document: 1, line: 3 }, { file: 'deploy/secret.yaml' }],
      notAudited: [{ kind: 'helm', path: 'charts/shop' }],
      rules: [{ id: 'privileged-container' }, { id: 'host-network' }],
    })
  })

  it('has every key of a finding, in the order of the contract', () => {
    const [first] = parsed()['findings'] as object[]
    expect(first).toEqual({
      rule: 'privileged-container',
      severity: 'critical',
      title: 'Container is privileged',
      message: 'privileged is on',
      resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'cart' },
      container: 'app',
      path: 'spec.template.spec.containers[0].securityContext.privileged',
      location: { file: 'deploy/cart.yaml', document: 0, line: 19, column: 13, endLine: 19, endColumn: 29 },
      fix: {
        class: 'evidence',
        description: 'Set privileged: false',
        needs: 'evidence that no device, mount or capability beyond the defaults is used',
        edits: [
          {
            file: 'deploy/cart.yaml',
            document: 0,
            path: ['spec', 'template', 'spec', 'containers', 0, 'securityContext', 'privileged'],
            op: 'set',
            value: false,
          },
        ],
      },
      exemption: null,
    })
    expect(Object.keys(first ?? {})).toEqual(
      'rule severity title message resource container path location fix exemption'.split(' '),
    )
  })

  it('lists exempted findings with the warrant that covers them, whatever is shown to people', () => {
    const { findings, summary } = parsed(reportOf(findingsIn({ 'a.yaml': agentManifest })))
    expect(findings).toMatchObject([
      {
        rule: 'host-network',
        resource: { kind: 'Pod', name: 'agent' },
        path: 'spec.hostNetwork',
        location: { document: 0, line: 11 },
        exemption: { reason: 'node agent', owner: 'platform', until: '2999-01-31' },
      },
    ])
    expect(summary).toMatchObject({ exempted: 1, findings: { high: 0 } })
  })

  it('leaves out what does not apply', () => {
    const [finding] = parsed(reportOf(findingsIn({ 'a.yaml': agentManifest })))['findings'] as { resource: object }[]
    expect(finding).not.toHaveProperty('container')
    expect(finding?.resource).not.toHaveProperty('namespace')
    expect(parsed()).not.toHaveProperty('framework')
    expect(parsed()['summary']).not.toHaveProperty('known')
    expect(parsed(reportOf([], { known: 3 }))['summary']).toHaveProperty('known', 3)
  })

  it('writes each finding as its object is', () => {
    const writer = new FindingWriter()
    for (const finding of [...sampleReport().findings, ...hostileReport().findings]) {
      expect(writer.write(finding)).toBe(escapeControls(JSON.stringify(findingObject(finding))))
    }
  })

  it('keeps every character of names', () => {
    const [finding] = parsed(hostileReport())['findings'] as { resource: { name: string } }[]
    expect(finding?.resource.name).toBe('ca\u001b[2Jrt\u009b2J\u007f</x>|`\u202e')
  })

  it('has a line for each finding, for tools that read lines', () => {
    expect(render('json').match(/^ {4}\{"rule":.*\},?$/gm)).toHaveLength(6)
  })

  it('carries edits that can be applied as they are', () => {
    const { findings } = parsed() as { findings?: { fix: { edits?: Parameters<typeof applyEdits>[1] } }[] }
    const edits = (findings ?? []).flatMap(({ fix }) => fix.edits ?? [])
    const network = edits.filter(({ path }) => path.includes('hostNetwork'))
    expect(applyEdits(cartManifest, network.slice(0, 1))).toBe(
      cartManifest.replace('      hostNetwork: true # for the old mesh\n', ''),
    )
  })
})

describe('yaml', () => {
  it.each([
    ['findings, errors and exemptions', sampleReport()],
    ['hostile names', hostileReport()],
    ['nothing', reportOf([])],
    ['a framework', { ...sampleReport(), framework: { name: 'cis' as const, rules: [hostNetwork] } }],
  ])('says the same as JSON for %s', (_, report) => {
    expect(readYaml('report.yaml', render('yaml', report)).documents[0]?.value).toEqual(
      JSON.parse(render('json', report)),
    )
  })
})

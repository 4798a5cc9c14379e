import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { clusterOf } from '../../../test/rule-tester.ts'
import { analyseDns, buildNetwork, dnsCauses } from '../../network/index.ts'
import { type DnsFormat, dnsFormats, formatDns } from './dns-formats.ts'
import type { ShownDns } from './dns-report.ts'

const manifests = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  hostNetwork: true
  containers: [{name: app, image: a, env: [{name: URL, value: "redis:6379"}]}]
---
apiVersion: v1
kind: Service
metadata: {name: redis, namespace: shop}
spec: {ports: [{port: 6379}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: coredns, namespace: kube-system}
data:
  Corefile: |
    .:53 {
        kubernetes cluster.local
        forward . 10.0.0.2
    }
`

const hostile = `apiVersion: v1
kind: Pod
metadata: {name: "a\\e[1m|b", namespace: shop}
spec: {hostNetwork: true, containers: []}
`

function shown(yaml: string, more: Partial<ShownDns> = {}): ShownDns {
  return { ...analyseDns(clusterOf(yaml), buildNetwork), errors: [], notAudited: [], ...more }
}

function render(format: DnsFormat, report: ShownDns, width = 100): string {
  return [...formatDns(format, report, { color: false, width })].join('')
}

describe('a report on DNS', () => {
  it('says what is wrong, why, where and what mends it, worst first', () => {
    const text = render('table', shown(manifests))
    expect(text).toMatch(/^PODS +ask|^PODS +search NAMESPACE\.svc\.cluster\.local/m)
    expect(text).toMatch(/^HIGH {2}A pod on its node's network .*\(dns-host-network-policy\)$/m)
    expect(text).toMatch(/^ {2}Pod shop\/web {2}test\.yaml:5:3$/m)
    expect(text).toMatch(/redis \(env URL\) does not resolve/)
    expect(text).toMatch(/fix: set dnsPolicy: ClusterFirstWithHostNet/)
    expect(text.indexOf('HIGH')).toBeLessThan(text.indexOf('MEDIUM'))
    // A line of the Corefile itself, not the key that holds it.
    expect(text).toMatch(/ConfigMap kube-system\/coredns {2}test\.yaml:20:9/)
    expect(text).toMatch(/^1 high, 1 medium in 1 workload\.$/m)
  })

  it('shows the edits in wide', () => {
    expect(render('wide', shown(manifests))).toContain('edit: set spec.dnsPolicy "ClusterFirstWithHostNet"')
  })

  it('keeps to the width, and to what is visible', () => {
    for (const line of render('table', shown(manifests), 70).split('\n')) expect(line.length).toBeLessThanOrEqual(70)
    for (const format of dnsFormats) expect(render(format, shown(hostile))).not.toContain('\u001b')
  })

  it('has the same in JSON and YAML', () => {
    const report = shown(manifests)
    const object = JSON.parse(render('json', report)) as Record<string, unknown>
    expect(load(render('yaml', report))).toEqual(object)
    expect(object).toMatchObject({
      apiVersion: 'unwarranted.dev/v1',
      kind: 'DnsReport',
      summary: { workloads: 1, findings: { high: 1, medium: 1 }, exempted: 0, errors: 0 },
      setup: { zone: 'cluster.local', assumed: true, ports: { udp: 53, tcp: 53 } },
      findings: [
        {
          rule: 'dns-host-network-policy',
          cause: 'D19',
          resource: { kind: 'Pod', name: 'web' },
          location: { file: 'test.yaml', line: 5 },
          evidence: ['redis (env URL)'],
          fix: { class: 'safe', edits: [{ op: 'set', value: 'ClusterFirstWithHostNet' }] },
        },
        { rule: 'dns-upstream-limit', location: { line: 20, column: 9 } },
      ],
    })
  })

  it('leaves exempted findings out of counts and tables, and keeps them for programs', () => {
    const report = shown(manifests)
    const exemption = { reason: 'so be it', owner: 'net', until: undefined, source: 'a.yaml:1' }
    const exempted = { ...report, findings: report.findings.map((each) => ({ ...each, exemption })) }
    const text = render('table', exempted)
    expect(text).toMatch(/^Nothing is wrong .*; 2 findings exempted\.$/m)
    expect(text).not.toContain('HIGH')
    expect(render('wide', exempted)).toContain('exempted: so be it (owner net, a.yaml:1)')
    expect(JSON.parse(render('json', exempted))).toMatchObject({ summary: { exempted: 2, findings: { high: 0 } } })
  })

  it('names gaps, and does not call them clean', () => {
    const gap = { kind: 'cluster' as const, path: 'configmaps', reason: 'forbidden' }
    for (const format of ['table', 'markdown'] as const)
      expect(render(format, shown(manifests, { notAudited: [gap] }))).toContain('forbidden')
  })

  it('is a table of Markdown that no name breaks', () => {
    const lines = render('markdown', shown(`${manifests}---\n${hostile}`)).split('\n')
    const rows = lines.filter((line) => line.startsWith('| '))
    expect(rows.length).toBeGreaterThan(3)
    for (const row of rows) expect(row.replaceAll(/\\./g, '').match(/\|/g)).toHaveLength(4)
  })

  it('has every cause in its page', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../../../docs/network-dns.md'), 'utf8')
    for (const { id, number } of dnsCauses)
      expect(page).toContain(`| ${number === undefined ? '' : `${number} `}| \`${id}\` |`)
  })
})

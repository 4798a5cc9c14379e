import { XMLValidator } from 'fast-xml-parser'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { clusterOf } from '../../../test/rule-tester.ts'
import { builtInDefaults, builtInSettings, checkCluster, checkNamespaces } from '../../pod-security/index.ts'
import { type CheckFormat, checkFormats, formatCheck } from './check.ts'
import type { CheckReport } from './check-report.ts'

const manifests = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: baseline
    pod-security.kubernetes.io/audit: Strict
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: shop}
spec:
  template:
    spec:
      hostNetwork: true
      containers:
        - name: ship
          image: registry.example/ship:1
          ports: [{containerPort: 80}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  template:
    spec:
      containers: [{name: web, image: registry.example/web:1}]
---
apiVersion: v1
kind: Pod
metadata: {name: loose}
spec:
  containers:
    - {name: a, image: a:1, securityContext: {privileged: true}}
    - {name: b, image: b:1, securityContext: {privileged: true}}
`
const broken = { code: 'yaml-syntax', file: 'broken.yaml', document: 0, line: 2, column: 3, message: 'no colon' }
const policy = { level: 'baseline', version: 'latest' } as const

function report(yaml: string, by: 'level' | 'labels', more: Partial<CheckReport> = {}): CheckReport {
  const cluster = clusterOf(yaml)
  const settings =
    by === 'labels'
      ? builtInSettings
      : { ...builtInSettings, defaults: { ...builtInDefaults, enforce: policy, warn: policy } }
  const namespaces = by === 'labels' ? checkNamespaces(cluster, settings, '') : []
  const labels = new Map(namespaces.map(({ name, resource }) => [name, resource?.metadata.labels]))
  return {
    by: by === 'labels' ? { kind: 'labels' } : { kind: 'level', policy },
    namespaces,
    results: checkCluster(cluster, { settings, labelsOf: (name) => labels.get(name), user: '' }),
    resources: cluster.resources.length,
    files: 1,
    errors: [],
    notAudited: [],
    ...more,
  }
}

const render = (format: CheckFormat, of: CheckReport, width = 80, color = false) =>
  [...formatCheck(format, of, { color, width, paths: ['deploy'] })].join('')

describe('the table', () => {
  it('shows each violation with its place, the worst first, and counts what passes', () => {
    expect(render('table', report(manifests, 'level'), 100)).toMatchInlineSnapshot(`
      "Pod Security baseline:latest (v1.37)

      default ────────────────────────────────────────────────────────────────────────────────── 1 refused

        refused  Pod loose
          • privileged (containers "a", "b" must not set securityContext.privileged=true)
            test.yaml:34 and 1 more

      shop ────────────────────────────────────────────────────────────────────────── 1 refused  1 allowed

        refused  DaemonSet agent
          • host namespaces (hostNetwork=true)                                                test.yaml:15
          • hostPort (container "ship" uses hostPort 80)                                      test.yaml:19
          the warning for the DaemonSet itself says: host namespaces (hostNetwork=true)

        allowed  Deployment web

      ────────────────────────────────────────────────────────────────────────────────────────────────────
      2 refused  1 allowed
      3 workloads in 1 file held against baseline:latest (v1.37). The API server makes a controller all
      the same, and refuses its pods; only an event tells.

      Next
        see what can be mended
          warrant fix deploy --framework pss-baseline --include evidence --dry-run --diff
      "
    `)
  })

  it('shows what namespaces ask for, and what is wrong with that', () => {
    expect(render('table', report(manifests, 'labels'), 100)).toMatchInlineSnapshot(`
      "shop ────────────────────────────────────────────────────────────────────────── 1 refused  1 allowed
      enforces and warns baseline:latest; audits privileged:latest
      Namespace "shop" is invalid: metadata.labels[pod-security.kubernetes.io/audit]: Invalid value:
      "Strict": must be one of privileged, baseline, restricted

        refused  DaemonSet agent  baseline:latest
          • host namespaces (hostNetwork=true)                                                test.yaml:15
          • hostPort (container "ship" uses hostPort 80)                                      test.yaml:19
          the warning for the DaemonSet itself says: host namespaces (hostNetwork=true)
          the DaemonSet is made with a warning; its pods are refused

        allowed  Deployment web

      default ────────────────────────────────────────────────────────────────────────────────── 1 allowed
      no Namespace default in the input, so taken for one without labels: enforces, audits and warns
      privileged:latest

        allowed  Pod loose

      ────────────────────────────────────────────────────────────────────────────────────────────────────
      1 refused  2 allowed
      3 workloads in 1 file held against what their namespaces ask for. 1 Namespace is refused. The API
      server makes a controller all the same, and refuses its pods; only an event tells.

      Next
        see what can be mended
          warrant fix deploy --framework pss-baseline --include evidence --dry-run --diff
      "
    `)
  })

  it('says when no namespace asks for anything', () => {
    expect(render('table', report(manifests.slice(manifests.indexOf('---')), 'labels'), 110)).toContain(
      'No namespace asks for more than privileged',
    )
  })

  it('is as wide as the terminal at most, but for what is to be copied', () => {
    for (const line of render('table', report(manifests, 'labels'), 60).split('\n'))
      expect(line.length, line).toBeLessThanOrEqual(60)
  })

  it('shortens what nobody would read', () => {
    const many = Array.from(
      { length: 60 },
      (_, i) => `apiVersion: v1\nkind: Pod\nmetadata: {name: p${i}}\nspec: {hostPID: true}\n`,
    )
    const text = render('table', report(many.join('---\n'), 'level'))
    expect(text.match(/• host namespaces/g)).toHaveLength(40)
    for (let i = 0; i < 60; i++) expect(text).toContain(`Pod p${i}\n`)
    expect(text).toMatch(/-o wide has every\s+word/)
  })
})

describe('json', () => {
  it('has what the API server says, and every place', () => {
    const object = JSON.parse(render('json', report(manifests, 'level', { errors: [broken] }))) as object
    expect(object).toMatchObject({
      apiVersion: 'unwarranted.dev/v1',
      kind: 'PodSecurityReport',
      policy: 'baseline:latest',
      summary: { workloads: 3, refused: 2, warned: 0, noted: 0, exempt: 0, allowed: 1, errors: 1 },
      results: [
        {
          resource: { apiVersion: 'apps/v1', kind: 'DaemonSet', namespace: 'shop', name: 'agent' },
          namespace: 'shop',
          as: 'controller',
          outcome: 'refused',
          allowed: false,
          reason: 'host namespaces, hostPort',
          detail: 'host namespaces (hostNetwork=true), hostPort (container "ship" uses hostPort 80)',
          message: expect.stringContaining('pods "agent-*" is forbidden: violates PodSecurity "baseline:latest": '),
          warnings: ['would violate PodSecurity "baseline:latest": host namespaces (hostNetwork=true)'],
          template: { reason: 'host namespaces' },
          violations: [
            {
              check: 'hostNamespaces',
              locations: [{ path: 'spec.template.spec.hostNetwork', line: 15, column: 7, endLine: 15, endColumn: 24 }],
            },
            {
              check: 'hostPorts',
              locations: [{ path: 'spec.template.spec.containers[0].ports[0].hostPort', container: 'ship', line: 19 }],
            },
          ],
        },
        {
          resource: { name: 'loose' },
          namespace: 'default',
          violations: [
            {
              locations: [
                { path: 'spec.containers[0].securityContext.privileged', container: 'a', line: 34 },
                { path: 'spec.containers[1].securityContext.privileged', container: 'b', line: 35 },
              ],
            },
          ],
        },
        { resource: { name: 'web' }, outcome: 'allowed', allowed: true, violations: [] },
      ],
      errors: [{ file: 'broken.yaml', line: 2 }],
    })
  })

  it('has the namespaces where they decide', () => {
    expect(JSON.parse(render('json', report(manifests, 'labels')))).toMatchObject({
      fromLabels: true,
      summary: { namespacesRefused: 1 },
      namespaces: [
        { name: 'default', declared: false, enforce: 'privileged:latest', allowed: true },
        { name: 'shop', declared: true, enforce: 'baseline:latest', audit: 'privileged:latest', allowed: false },
      ],
    })
  })

  it('says the same as yaml', () => {
    const of = report(manifests, 'labels', { errors: [broken] })
    expect(load(render('yaml', of))).toEqual(JSON.parse(render('json', of)))
  })
})

describe('formats for lines', () => {
  it('wide has the exact words, also of what passes', () => {
    const lines = render('wide', report(manifests, 'level')).split('\n')
    expect(lines[2]).toMatch(
      /^refused {2}default {4}pod\/loose {13}baseline:latest .*pods "loose" is forbidden: violates PodSecurity "baseline:latest": privileged \(containers "a", "b" must not set securityContext\.privileged=true\)$/,
    )
    expect(lines[3]).toMatch(/^allowed .*deployment\.apps\/web/)
  })

  it('name has only what does not pass', () => {
    expect(render('name', report(manifests, 'labels'))).toMatch(
      /^refused namespace\/shop - - \S+:3:1\nrefused daemonset\.apps\/agent shop baseline:latest \S+:11:1\n$/,
    )
  })
})

describe('junit', () => {
  it('fails what is refused', () => {
    const xml = render('junit', report(manifests, 'labels', { errors: [broken] }))
    expect(XMLValidator.validate(xml)).toBe(true)
    expect(xml).toContain('tests="5" failures="2" errors="1" skipped="0"')
    expect(xml).toContain('name="namespace/shop"')
  })

  it('has a case even for nothing', () => {
    expect(render('junit', report('', 'level'))).toContain('tests="1"')
  })
})

describe('markdown', () => {
  it('says why and where', () => {
    const text = render('markdown', report(manifests, 'level', { errors: [broken] }))
    expect(text).toContain('### Pod Security: 2 refused and 1 allowed')
    expect(text).toContain('**could not be read:** `broken.yaml:2:3`')
    expect(text).toMatch(
      /\| refused \| `DaemonSet shop\/agent` \| host namespaces \\\(hostNetwork=true\\\)<br>.*:15`\]/,
    )
  })

  it('counts what does not fit', () => {
    const many = Array.from(
      { length: 300 },
      (_, i) => `apiVersion: v1\nkind: Pod\nmetadata: {name: p${i}}\nspec: {hostPID: true}\n`,
    )
    const options = { color: false, width: 80, maxLength: 8000 }
    const text = [...formatCheck('markdown', report(many.join('---\n'), 'level'), options)].join('')
    expect(text.length).toBeLessThan(8000)
    expect(text).toMatch(/\*\*And \d+ more\*\* that did not fit here\.\n$/)
  })
})

describe.each(checkFormats)('%s', (format) => {
  const hostile = `apiVersion: v1
kind: Pod
metadata: {name: "a\\u001b[31m\\n::error::\\u202e|<b>", namespace: "n\\u009b"}
spec: {hostPID: true, containers: [{name: "c\\r\\u0007", image: x, securityContext: {privileged: true}}]}
`
  it('lets no control character of the input through', () => {
    for (const by of ['level', 'labels'] as const) {
      const text = render(format, report(hostile, by))
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
      expect(text).not.toMatch(/^::error/m)
    }
  })

  it('writes something for nothing, and has no colour unless asked for', () => {
    const text = render(format, report('', 'level'))
    if (format !== 'name') expect(text.length).toBeGreaterThan(10)
    expect(text + render(format, report(manifests, 'labels'))).not.toMatch(/undefined|NaN|\[object|\u001b/)
  })
})

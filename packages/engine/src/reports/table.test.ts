import { describe, expect, it } from 'vitest'
import {
  agentManifest,
  auditOptions,
  cartManifest,
  clusterOf,
  findingsIn,
  hostileReport,
  render,
  reportOf,
  sampleReport,
} from '../../test/sample-report.ts'
import { type AuditReport, audit } from '../audit/index.ts'
import { pathIn } from '../cluster/index.ts'
import { plaintextSecretInEnv } from '../rules/secret/plaintext-secret-in-env.ts'
import { formats } from './index.ts'
import { hostNetwork } from '../rules/pod/host-network.ts'
import { privilegedContainer } from '../rules/pod/privileged-container.ts'
import { widthOf } from './text.ts'

const cart = (name: string) => cartManifest.replaceAll('name: cart', `name: ${name}`)
/** A Deployment with only one finding of the severity high. */
const meshed = (name: string) => cart(name).replaceAll('privileged: true', 'privileged: false')

/** Pods with a credential of a name of its own in each of their variables. */
function estate(size: number, variables = 1): AuditReport {
  const pods = Array.from({ length: size }, (_pod, i) => {
    const env = Array.from({ length: variables }, (_, k) => `{ name: DB_${i}_${k}_PASSWORD, value: correct-horse-9! }`)
    const container = `{ name: app, image: a:1, securityContext: { privileged: true }, env: [${env.join(', ')}] }`
    return [
      `deploy/${i}.yaml`,
      `apiVersion: v1\nkind: Pod\nmetadata: { name: p-${i} }\nspec:\n  containers:\n    - ${container}\n`,
    ]
  })
  const secrets = { rule: plaintextSecretInEnv, severity: undefined, options: { names: [], ignore: [] } }
  const rules = [secrets, ...auditOptions.rules]
  return reportOf(audit(clusterOf(Object.fromEntries(pods)), { ...auditOptions, rules }))
}

describe('table', () => {
  const wideNames = cartManifest.replaceAll('cart', 'カート-with-a-very-long-name-that-goes-on-and-on-and-on-and-on')
  const reports: [string, AuditReport][] = [
    ['findings, errors and exemptions', sampleReport()],
    ['wide and long names', reportOf(findingsIn({ 'deploy/カート.yaml': wideNames }))],
    [
      'the same findings in many resources',
      reportOf(findingsIn({ 'a.yaml': `${meshed('a')}---\n${meshed('カート')}` })),
    ],
    [
      'rendered objects',
      reportOf(findingsIn({ 'x (rendered)': cartManifest }, { kind: 'helm', root: 'charts/x', source: undefined })),
    ],
    ['a framework', { ...sampleReport(), framework: { name: 'mitre', rules: [privilegedContainer, hostNetwork] } }],
    ['nothing', reportOf([])],
  ]

  it.each(reports.flatMap(([name, report]) => [60, 80, 100].map((width) => [name, width, report] as const)))(
    'fits %s into %i columns',
    (_, width, report) => {
      const text = render('table', report, { width, showExempted: true, failOn: 'high' })
      for (const line of text.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(width)
    },
  )

  it('lets only paths be wider, which are there to be copied', () => {
    const file = `${'long-folder-name/'.repeat(8)}cart.yaml`
    const { errors } = hostileReport()
    const text = render('table', reportOf(findingsIn({ [file]: cartManifest }), { errors }))
    for (const line of text.split('\n')) if (!line.includes(file)) expect(widthOf(line)).toBeLessThanOrEqual(80)
  })

  it('shows the line with a mark under it', () => {
    expect(render('table')).toContain(
      '    14 │       hostNetwork: true # for the old mesh\n       │       ^^^^^^^^^^^^^^^^^\n',
    )
  })

  it('puts the worst first, and counts at the end', () => {
    const text = render('table', sampleReport(), { failOn: 'high' })
    expect(text.indexOf('privileged is on')).toBeLessThan(text.indexOf('hostNetwork is on'))
    expect(text).toMatch(/\n2 critical {2}1 high {2}2 medium\n/)
    expect(text.replaceAll('\n', ' ')).toContain('in 3 files; 3 at or above high (--fail-on).')
    expect(text).toMatch(/1 finding exempted by a written warrant/)
  })

  it('puts findings that say the same about several containers together', () => {
    const text = render('table')
    expect(text.match(/privileged is on/g)).toHaveLength(1)
    expect(text).toContain('(containers app and proxy)')
    expect(text).toContain('also line 23')
  })

  it('tells what could not be read and what was not audited', () => {
    const text = render('table')
    expect(text).toContain('deploy/broken.yaml:3:7')
    expect(text).toContain('charts/shop (helm)')
    expect(text).toMatch(/2 errors above, 1 source not/)
  })

  it('says the same reason once for all sources, and names only some of very many errors', () => {
    const { errors } = sampleReport()
    const fifty = Array.from({ length: 25 }, () => errors).flat()
    const same = fifty.map((error, i) => ({
      ...error,
      file: `broken/${i}.yaml`,
      line: undefined,
      message: 'not closed',
    }))
    const text = render('table', reportOf([], { errors: same }))
    expect(text.match(/not closed/g)).toHaveLength(1)
    expect(text).toContain('broken/19.yaml')
    expect(text).not.toContain('broken/20.yaml')
    expect(text).toContain('and 30 more; -o json has them all')
  })

  it('lists exempted findings with their reason only when asked to', () => {
    const report = reportOf(findingsIn({ 'a.yaml': agentManifest }))
    expect(render('table', report)).not.toContain('node agent')
    expect(render('table', report, { showExempted: true })).toMatch(
      /exempted: host-network.*node agent \(owner platform, until 2999-01-31/,
    )
    expect(render('table', report)).toContain('No findings in 1 resource')
  })

  it('says when nothing was audited at all', () => {
    expect(render('table', reportOf([], { files: 2 }))).toContain(
      'Nothing was audited: no Kubernetes resources in 2 files.',
    )
  })

  it('colours only when asked to', () => {
    expect(render('table')).not.toContain('\u001B')
    expect(render('table', sampleReport(), { color: true })).toContain('\u001B[1;31m')
    expect(render('table', sampleReport(), { color: true }).replace(/\u001B\[[\d;]*m/g, '')).toBe(render('table'))
  })

  it('gives a command that the shell takes, whatever the file is called', () => {
    const text = render('table', hostileReport())
    expect(text).toContain(String.raw`warrant fix $'de\x1b[31mploy/\u009b2J\u202e/a b|` + "`.yaml'")
  })
})

describe('table of a large estate', () => {
  it('puts resources with the same findings together', () => {
    const files = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`${i}.yaml`, cart(`cart-${i}`)]))
    const text = render('table', reportOf(findingsIn(files)))
    expect(text.split('\n').length).toBeLessThan(60)
    expect(text).toMatch(/the same in 59 more resources\n {4}Deployment shop\/cart-1 {2}1\.yaml:19\n/)
    expect(text).toContain('    and 54 more\n')
    expect(text).toContain('300 findings in 60 of 60 resources')
  })

  it('keeps resources with exempted findings apart when these are listed', () => {
    const other = agentManifest.replace('- apiVersion: v1', '- apiVersion: v1 # the other')
    const report = reportOf(findingsIn({ 'a.yaml': agentManifest, 'b.yaml': other }))
    expect(render('table', report, { showExempted: true }).match(/exempted: host-network/g)).toHaveLength(2)
  })

  it('does not repeat why something matters', () => {
    const text = render('table', estate(6))
    expect(text.match(/Root in this container is root on the node/g)).toHaveLength(1)
    expect(text.match(/fix: Set privileged: false/g)).toHaveLength(6)
    expect(text.match(/needs evidence that no device/g)).toHaveLength(1)
  })

  it('stays short and says what it leaves out, and where all of it is', () => {
    const report = estate(60)
    const text = render('table', report, { paths: ['deploy'] })
    expect(text.split('\n').length).toBeLessThan(500)
    expect(text).toMatch(/\d+ more resources with [\d,]+ findings not shown; --limit 0 shows all\./)
    expect(text).toContain('warrant audit deploy -o wide')
    const whole = render('table', report, { limit: Number.POSITIVE_INFINITY })
    expect(whole).not.toContain('not shown')
    for (let i = 0; i < 60; i++) expect(whole).toContain(`Pod p-${i} `)
  })

  it('suggests no command that mends files where a live cluster is reported', () => {
    expect(render('table', estate(2), { paths: ['deploy'] })).toMatch(/warrant fix .*--rule[^]*warrant fix deploy/)
    expect(render('table', estate(2), { paths: [] })).not.toContain('warrant fix')
  })

  it('heeds a limit', () => {
    expect(render('table', estate(5), { limit: 1 })).toContain('4 more resources')
  })

  it('counts what is less severe, and shows it when asked to', () => {
    const report = estate(20)
    expect(render('table', report)).toMatch(/and \d+ medium: kept-capabilities/)
    expect(render('table', report, { detail: 'info' })).toContain('medium  drops "no" capability')
  })

  it('lets one resource not fill the screen', () => {
    const report = estate(1, 30)
    const text = render('table', report)
    expect(text.match(/is written out/g)).toHaveLength(7)
    expect(text).toMatch(/and 23 high and 1 medium: plaintext-secret-in-env and kept-capabilities/)
    expect(render('table', report, { limit: 5 }).match(/is written out/g)).toHaveLength(30)
  })
})

describe('credentials', () => {
  const secret = `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Secret
  metadata: { name: s }
  stringData:
    note: |
      correct horse
      battery staple
    token: "dG9rZW4"
  type: kubernetes.io/basic-auth
- apiVersion: v1
  kind: Pod
  metadata: { name: p }
  spec:
    containers:
    - name: app
      image: a:1
      env:
      - { name: DB_PASSWORD, value: "pässword-🔑-9!" } # old
      securityContext: { privileged: true }
`
  const rules = [{ rule: plaintextSecretInEnv, severity: undefined, options: { names: [], ignore: [] } }]
  const cluster = clusterOf({ 'a.yaml': secret })
  const found = audit(cluster, { ...auditOptions, rules: [...rules, ...auditOptions.rules] })
  /** Findings of some rule at paths of an object. */
  const findingsAt = (kind: string, ...paths: string[][]) =>
    cluster.resources
      .filter((resource) => resource.kind === kind)
      .flatMap((resource) =>
        paths.flatMap((path) =>
          found
            .slice(0, 1)
            .map((finding) => ({ ...finding, rule: 'x', resource, container: '', path: pathIn(resource, ...path) })),
        ),
      )

  it('are covered where they were found, and in the lines before other findings', () => {
    const text = render('table', reportOf(found), { detail: 'info' })
    expect(text).toMatch(/│ +- \{ name: DB_PASSWORD, value: •+ \} # old\n/)
    expect(text).not.toContain('ssword-')
  })

  it('are covered in a Secret, whatever is found there', () => {
    for (const format of formats) {
      const text = render(
        format,
        reportOf(findingsAt('Secret', ['type'], ['stringData', 'token'], ['stringData', 'note'])),
      )
      expect(text).not.toMatch(/dG9rZW4|horse|staple/)
    }
    expect(render('table', reportOf(findingsAt('Secret', ['type'])))).toMatch(
      /11 │ +token: •{9}\n *12 │ +type: kubernetes/,
    )
  })

  it('do not show up as lines of the object before', () => {
    const text = render('table', reportOf(findingsAt('Pod', ['apiVersion'])))
    expect(text).toContain('    13 │ - apiVersion: v1\n')
    expect(text).not.toContain('12 │')
  })
})

import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { clusterOf } from '../../../test/rule-tester.ts'
import { sarifValidator } from '../../../test/sarif-schema.ts'
import { builtInDefaults } from '../../pod-security/index.ts'
import { analyse, takeoverReport, targetIds } from '../../takeover/index.ts'
import { formatTakeover, type ShownTakeover, type TakeoverFormat, takeoverFormats } from './formats.ts'

const account = `apiVersion: v1
kind: Pod
metadata: {name: cart, namespace: shop}
spec: {serviceAccountName: cart, containers: [{name: app, image: a}]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: admins}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, namespace: shop, name: cart}]
`

const privileged = `apiVersion: v1
kind: Pod
metadata: {name: agent, namespace: shop}
spec:
  automountServiceAccountToken: false
  containers: [{name: "a\\"<b>&\\e[1m", image: a, securityContext: {privileged: true}}]
`

function shown(yaml: string, more: Partial<ShownTakeover> = {}): ShownTakeover {
  const options = { minor: 36, podSecurityDefaults: builtInDefaults, targets: targetIds }
  return { ...takeoverReport(analyse(clusterOf(yaml), options)), errors: [], notAudited: [], minor: 36, ...more }
}

function render(format: TakeoverFormat, report: ShownTakeover, width = 100): string {
  return [...formatTakeover(format, report, { color: false, width, version: '1.2.3' })].join('')
}

describe('a report of takeovers', () => {
  it('tells each step with what it stands on and where that is declared', () => {
    const text = render('table', shown(account))
    expect(text).toContain('CRITICAL  Pod shop/cart')
    expect(text).toMatch(/1\. Read the token of service account shop\/cart in container app/)
    expect(text).toMatch(/ClusterRoleBinding admins {2}\S+:\d+:\d+/)
    expect(text).toContain('ClusterRole cluster-admin: * *')
    expect(text).toMatch(/^rights to everything +1 of 1/m)
    expect(text).toMatch(/^CUT {2}1 grant to take back ends all \d+ paths; nothing cheaper does$/m)
  })

  it('keeps to the width, and to what is visible', () => {
    for (const line of render('table', shown(`${account}---\n${privileged}`), 70).split('\n'))
      expect(line.length).toBeLessThanOrEqual(70)
    for (const format of takeoverFormats) expect(render(format, shown(privileged))).not.toContain('\u001b')
  })

  it('says so when nothing is reached', () => {
    const text = render('table', shown('{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: []}}'))
    expect(text).toMatch(/^None of 1 start reaches /)
  })

  it('has the same in JSON and YAML', () => {
    const report = shown(account)
    const object = JSON.parse(render('json', report)) as Record<string, unknown>
    expect(load(render('yaml', report))).toEqual(object)
    expect(object).toMatchObject({
      apiVersion: 'unwarranted.dev/v1',
      kind: 'TakeoverReport',
      kubernetesVersion: 'v1.36',
      summary: { workloads: 1, reach: { 'cluster-admin': { workloads: 1, exposed: 0, shortest: 2 } } },
      starts: [
        {
          start: { kind: 'workload', resource: { kind: 'Pod', name: 'cart' }, serviceAccount: 'shop/cart' },
          severity: 'critical',
        },
      ],
      cut: [
        {
          cost: expect.any(Number) as number,
          evidence: 'unobserved',
          fix: { edits: [{ op: expect.anything() as string }] },
        },
      ],
      errors: [],
      notAudited: [],
    })
  })

  it.each([
    ['paths', shown(account)],
    ['hostile names', shown(privileged)],
    ['nothing', shown('{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: []}}')],
    ['a gap', shown(account, { notAudited: [{ kind: 'cluster', path: 'secrets', reason: 'forbidden' }] })],
  ])('is valid SARIF for %s', (_, report) => {
    const validate = sarifValidator()
    validate(JSON.parse(render('sarif', report)))
    expect(validate.errors ?? []).toEqual([])
  })

  it('draws a graph that its readers can read', () => {
    const dot = render('dot', shown(privileged))
    expect(dot).toMatch(/^digraph takeover \{/)
    expect(dot).toContain(String.raw`a\"<b>&`)
    const mermaid = render('mermaid', shown(privileged))
    expect(mermaid).toMatch(/^flowchart LR\n/)
    expect(mermaid).not.toMatch(/[<>]b/)
  })

  it('names gaps before anything else', () => {
    const report = shown(account, { notAudited: [{ kind: 'cluster', path: 'secrets', reason: 'forbidden' }] })
    expect(render('table', report)).toMatch(/^secrets \(cluster\) is missing from this answer: forbidden/)
  })
})

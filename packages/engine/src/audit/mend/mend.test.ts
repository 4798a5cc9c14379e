import { describe, expect, it } from 'vitest'
import { clusterOf } from '../../../test/rule-tester.ts'
import { buildCluster, type Provenance, resourcesOf } from '../../cluster/index.ts'
import type { FixClass } from '../../fixes/index.ts'
import { append, defineRule, type Rule, set } from '../../rules/index.ts'
import { capabilitiesNotDropped } from '../../rules/pod/capabilities-not-dropped.ts'
import { deprecatedAccountField } from '../../rules/token/deprecated-account-field.ts'
import { privilegeEscalationAllowed } from '../../rules/pod/privilege-escalation-allowed.ts'
import { podSecurityLabelGap } from '../../rules/scope/pod-security-label-gap.ts'
import { privilegedContainer } from '../../rules/pod/privileged-container.ts'
import { readYaml } from '../../yaml/index.ts'
import { defaultOptions } from '../run-rules.ts'
import { helmHints, kustomizePatch, type Mended, mend, type MendOptions, sourceEdits } from './index.ts'

function optionsFor(rules: readonly Rule[], include: readonly FixClass[] = []): MendOptions {
  return {
    rules: rules.map((rule) => ({ rule, severity: undefined, options: defaultOptions(rule.options) })),
    warrants: [],
    peerWarrants: true,
    today: '2026-11-24',
    include: new Set(include),
    selects: () => true,
  }
}

const kinds = (mended: Mended) => mended.outcomes.map(({ finding, kind }) => `${finding.rule}: ${kind}`)

const pod = (spec: string) => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  ${spec}
  containers: [{ name: web, image: registry.example/web:1 }]
`

const namespaceWith = (level: string) => `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: ${level}
---
`
const unwarranted = `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  hostUsers: false
  securityContext:
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        capabilities:
          drop:
            - ALL
`

describe('a rule that follows from other objects', () => {
  const rules = [privilegeEscalationAllowed, podSecurityLabelGap]

  it('is mended once those are, by what holds then', () => {
    const mended = mend(clusterOf(namespaceWith('privileged') + unwarranted), optionsFor(rules, ['evidence']))
    expect(mended.remaining).toEqual([])
    expect(mended.files[0]?.after).toContain('enforce: restricted\n')
    expect(mended.outcomes.map(({ kind, reason }) => `${kind}: ${reason}`).sort()).toEqual([
      'fixed: Enforce restricted',
      'fixed: Set allowPrivilegeEscalation: false',
    ])
  })

  it('keeps nothing from being mended that brings it up', () => {
    const mended = mend(clusterOf(namespaceWith('baseline') + unwarranted), {
      ...optionsFor(rules, ['evidence']),
      selects: ({ rule }) => rule === privilegeEscalationAllowed.id,
    })
    expect(kinds(mended)).toEqual(['privilege-escalation-allowed: fixed'])
    expect(mended.remaining.map(({ message }) => message)).toEqual([
      'baseline is enforced, and its one workload passes restricted',
    ])
  })
})

/** A rule whose edit does what a test says. */
function custom(
  id: string,
  changes: Parameters<typeof defineRule>[0]['fix'] | 'none',
  edit: () => ReturnType<typeof set>[],
  found: (spec: Record<string, unknown>) => boolean,
): Rule {
  return defineRule({
    id,
    title: id,
    severity: 'medium',
    category: 'pod',
    visit: 'workload',
    profile: 'all',
    frameworks: {},
    fix: changes,
    description: '',
    why: '',
    remedy: '',
    examples: { bad: '', good: '' },
    *check({ workload }) {
      if (!found(workload.pod.spec)) return
      yield { at: workload.pod.specPath('hostPID'), message: id, fix: { description: 'edit', changes: edit() } }
    },
  })
}

describe('mend', () => {
  it('applies what is safe, proves it, and has nothing to do the second time', () => {
    const cluster = clusterOf(pod('serviceAccount: web'))
    const mended = mend(cluster, optionsFor([deprecatedAccountField]))
    expect(kinds(mended)).toEqual(['deprecated-account-field: fixed'])
    expect(mended.files.map(({ after }) => after)).toEqual([
      pod('').replace('  \n', '').replace(']\n', ']\n  serviceAccountName: web\n'),
    ])
    const again = mend(mended.cluster, optionsFor([deprecatedAccountField]))
    expect(again.files).toEqual([])
    expect(again.outcomes).toEqual([])
  })

  it('leaves what needs evidence until it is told otherwise', () => {
    const cluster = clusterOf(pod('hostPID: false'))
    const mended = mend(cluster, optionsFor([capabilitiesNotDropped]))
    expect(kinds(mended)).toEqual(['capabilities-not-dropped: needs-evidence'])
    expect(mended.files).toEqual([])
    expect(kinds(mend(cluster, optionsFor([capabilitiesNotDropped], ['evidence'])))).toEqual([
      'capabilities-not-dropped: fixed',
    ])
  })

  it('goes on until another run would change nothing', () => {
    const text = pod('hostPID: false').replace('web:1 }', 'web:1, securityContext: { privileged: true } }')
    const mended = mend(clusterOf(text), optionsFor([privilegedContainer, privilegeEscalationAllowed], ['evidence']))
    expect(mended.files[0]?.after).toContain('securityContext: { privileged: false, allowPrivilegeEscalation: false }')
    expect(mended.remaining).toEqual([])
  })

  it('takes back an edit after which the finding is still there', () => {
    const useless = custom(
      'useless',
      'safe',
      () => [set(['spec', 'hostIPC'], true)],
      () => true,
    )
    const mended = mend(clusterOf(pod('hostPID: true')), optionsFor([useless]))
    expect(mended.files).toEqual([])
    expect(mended.outcomes).toMatchObject([{ kind: 'refused', reason: 'the finding would still be there' }])
  })

  it('takes back an edit that brings up something new, and keeps the others', () => {
    const harmful = custom(
      'harmful',
      'safe',
      () => [set(['spec', 'hostPID'], false), set(['spec', 'hostIPC'], true)],
      (spec) => spec['hostPID'] === true,
    )
    const watching = custom(
      'watching',
      'none',
      () => [],
      (spec) => spec['hostIPC'] === true,
    )
    const mended = mend(
      clusterOf(pod('hostPID: true\n  serviceAccount: web')),
      optionsFor([harmful, watching, deprecatedAccountField]),
    )
    expect(kinds(mended)).toEqual(['harmful: refused', 'deprecated-account-field: fixed'])
    expect(mended.outcomes[0]?.reason).toMatch(/bring up watching/)
    expect(mended.files[0]?.after).toContain('hostPID: true')
  })

  it('lets the worse of two edits of one place win', () => {
    const one = custom(
      'one',
      'safe',
      () => [set(['spec', 'hostPID'], false)],
      (spec) => spec['hostPID'] === true,
    )
    const other = custom(
      'other',
      'safe',
      () => [set(['spec', 'hostPID'], null)],
      (spec) => spec['hostPID'] === true,
    )
    const mended = mend(clusterOf(pod('hostPID: true')), optionsFor([one, other]))
    expect(kinds(mended)).toEqual(['one: fixed', 'other: covered'])
  })

  it('refuses what cannot be written, with the reason', () => {
    const shared = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: registry.example/web:1
      securityContext: &context { privileged: false }
    - name: side
      image: registry.example/side:1
      securityContext: *context
`
    const mended = mend(clusterOf(shared), optionsFor([capabilitiesNotDropped], ['evidence']))
    expect(mended.outcomes.some(({ kind }) => kind === 'refused')).toBe(true)
    for (const { after } of mended.files) expect(readYaml('a.yaml', after).errors).toEqual([])
  })

  it('leaves exempted findings and those not asked for alone', () => {
    const exempt = pod('serviceAccount: web').replace(
      '{ name: web }',
      '{ name: web, annotations: { unwarranted.dev/allow.deprecated-account-field: "old charts" } }',
    )
    expect(kinds(mend(clusterOf(exempt), optionsFor([deprecatedAccountField])))).toEqual([
      'deprecated-account-field: exempt',
    ])
    const none = mend(clusterOf(pod('serviceAccount: web')), {
      ...optionsFor([deprecatedAccountField]),
      selects: () => false,
    })
    expect([none.files, none.outcomes]).toEqual([[], []])
  })
})

describe('what is rendered', () => {
  const rendered = (provenance: Provenance) => {
    const documents = readYaml('a.yaml (rendered)', pod('serviceAccount: web')).documents
    return buildCluster(documents.flatMap((document) => resourcesOf(document, provenance).resources))
  }
  const editsOf = (provenance: Provenance) => {
    const mended = mend(rendered(provenance), optionsFor([deprecatedAccountField]))
    expect(kinds(mended)).toEqual(['deprecated-account-field: at-source'])
    expect(mended.files).toEqual([])
    return sourceEdits(mended.outcomes)
  }

  it('gets a patch for its kustomization', () => {
    const [edit] = editsOf({ kind: 'kustomize', root: 'overlay', source: 'web.yaml' })
    expect(edit && readYaml('patch.yaml', kustomizePatch(edit)).documents[0]?.value).toEqual({
      patches: [
        {
          target: { version: 'v1', kind: 'Pod', name: 'web' },
          patch:
            '- op: add\n  path: /spec/serviceAccountName\n  value: web\n- op: remove\n  path: /spec/serviceAccount\n',
        },
      ],
    })
  })

  it('gets the lines of its template, and the values that feed them', () => {
    const [edit] = editsOf({ kind: 'helm', root: 'chart', source: 'templates/web.yaml' })
    const template = 'kind: Pod\nspec:\n  serviceAccount: {{ .Values.account.name }}\n'
    expect(edit && helmHints(template, edit)).toEqual([
      {
        path: 'spec.serviceAccount',
        line: 3,
        text: 'serviceAccount: {{ .Values.account.name }}',
        values: ['account.name'],
      },
      { path: 'spec.serviceAccountName', line: 2, text: 'spec:', values: [] },
    ])
  })
})

it('adds to a list once where two findings ask for the same', () => {
  const rule = defineRule({
    ...capabilitiesNotDropped,
    id: 'twice',
    visit: 'workload',
    *check({ workload }) {
      if (workload.containers[0]?.securityContext.capabilities?.drop?.length) return
      const at = ['spec', 'containers', 0, 'securityContext', 'capabilities', 'drop']
      for (const message of ['a', 'b'])
        yield {
          at: [...at, message],
          message,
          fix: { class: 'safe', description: 'drop', changes: [append(at, 'ALL')] },
        }
    },
  })
  const mended = mend(clusterOf(pod('hostPID: false')), optionsFor([rule]))
  expect(mended.files[0]?.after.match(/ALL/g)).toEqual(['ALL'])
})

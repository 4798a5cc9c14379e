import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { manifests } from '../../../test/random-takeover.ts'
import { takeover } from '../../../test/takeover-of.ts'
import { applyEdits, type ResourceChange } from '../../fixes/index.ts'
import { type TargetId, targetIds } from '../targets.ts'
import { type Cut, findCut } from './find-cut.ts'

function applied(yaml: string, changes: readonly ResourceChange[]): string {
  return applyEdits(
    yaml,
    changes.map(({ resource, ...change }) => ({ ...change, document: resource.document.index })),
  )
}

/** What the fixes of all grants of a cut do, one after the other. */
function afterCut(yaml: string, { grants }: Cut): string {
  return applied(
    yaml,
    grants.flatMap(({ point }) => point.fix.changes),
  )
}

const pod = (account: string, more = '') => `apiVersion: v1
kind: Pod
metadata: { name: ${account}, namespace: shop }
spec: { serviceAccountName: ${account}, containers: [{ name: app, image: a }]${more} }
---
`

const role = (name: string, rules: string) => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: ${name} }
rules: ${rules}
---
`

const binding = (name: string, to: string, ...accounts: string[]) => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: ${name} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${to} }
subjects: [${accounts.map((account) => `{ kind: ServiceAccount, namespace: shop, name: ${account} }`).join(', ')}]
---
`

const listSecrets = '[{ apiGroups: [""], resources: [secrets], verbs: [list] }]'

const titles = (yaml: string, targets: readonly TargetId[] = targetIds) =>
  findCut(takeover(yaml, { targets })).grants.map(({ point }) => point.title)

describe('findCut', () => {
  it('cuts both of two parallel bindings where the token is needed besides', () => {
    const yaml =
      pod('a') +
      pod('b') +
      role('x', listSecrets) +
      role('y', listSecrets) +
      binding('one', 'x', 'a') +
      binding('two', 'y', 'b')
    const cut = findCut(takeover(yaml, { targets: ['cluster-secrets'] }))
    expect(cut.grants).toHaveLength(2)
    expect(cut.optimal).toBe(true)
  })

  it('cuts a role once that many share, rather than each of its subjects', () => {
    const accounts = ['a', 'b', 'c', 'd']
    const yaml = accounts.map((name) => pod(name)).join('') + role('x', listSecrets) + binding('one', 'x', ...accounts)
    expect(titles(yaml, ['cluster-secrets'])).toEqual(['list secrets in rules[0] of ClusterRole x'])
  })

  it('cuts one half of a pair that is needed together', () => {
    const rules =
      '[{ apiGroups: [""], resources: [pods], verbs: [create], resourceNames: [web] }, { apiGroups: [""], resources: [pods], verbs: [patch], resourceNames: [web] }]'
    const yaml = pod('a') + pod('a').replace('name: a,', 'name: web,') + role('x', rules) + binding('one', 'x', 'a')
    const cut = findCut(takeover(yaml, { targets: ['namespace-secrets'] }))
    for (const { point } of cut.grants) expect(point.title).toMatch(/^(?:create|patch) pods|token/)
    expect(cut.optimal).toBe(true)
  })

  it('goes on until no longer way round survives', () => {
    const yaml =
      pod('a') +
      role('short', listSecrets) +
      binding('one', 'short', 'a') +
      role('long', '[{ apiGroups: [""], resources: [pods/exec], verbs: [create] }]') +
      binding('two', 'long', 'a') +
      pod('b', ', automountServiceAccountToken: true') +
      role('end', listSecrets) +
      binding('three', 'end', 'b')
    const found = takeover(yaml, { targets: ['cluster-secrets'] })
    const cut = findCut(found)
    const after = takeover(afterCut(yaml, cut), { targets: ['cluster-secrets'] })
    expect(after.paths).toEqual([])
  })

  it('takes several parts of one rule out by one fix', () => {
    const rules = '[{ apiGroups: [""], resources: [configmaps, secrets], verbs: [list, watch] }]'
    const yaml =
      pod('a') + pod('b') + pod('c') + role('x', rules) + binding('one', 'x', 'a') + binding('two', 'x', 'b', 'c')
    const cut = findCut(takeover(yaml, { targets: ['cluster-secrets'] }))
    expect(cut.grants.map(({ point }) => [point.title, point.cost, point.fix.description])).toEqual([
      [
        'list, watch secrets in rules[0] of ClusterRole x',
        cut.cost,
        'Take list, watch on secrets out of rules[0] of ClusterRole x',
      ],
    ])
    expect(cut.grants[0]?.paths).toBe(3)
    expect(takeover(afterCut(yaml, cut)).paths).toEqual([])
    expect(afterCut(yaml, cut)).toContain('resources: [configmaps], verbs: [list, watch]')
  })

  it('takes nothing back for a target that is reached all the same by what must stay', () => {
    const yaml = pod('a', ', hostPID: true, hostNetwork: true')
      .replace(
        'image: a',
        'image: a, securityContext: { privileged: true }, volumeMounts: [{ name: root, mountPath: /host }]',
      )
      .replace('hostPID', 'volumes: [{ name: root, hostPath: { path: / } }], hostPID')
    const found = takeover(yaml, {
      targets: ['node'],
      warrantFor: ({ path }) => (path.includes('volumeMounts') ? 'it must' : undefined),
    })
    const { grants, cost, optimal, kept } = findCut(found)
    expect({ grants, cost, optimal }).toEqual({ grants: [], cost: 0, optimal: true })
    expect(kept).toHaveLength(1)
    expect(findCut(takeover(yaml, { targets: ['node'] })).grants.length).toBeGreaterThan(1)
  })

  it('leaves no path once its edits are applied, in any cluster', () => {
    fc.assert(
      fc.property(manifests, (yaml) => {
        const before = takeover(yaml)
        const cut = findCut(before)
        expect(cut.cost).toBeGreaterThanOrEqual(cut.lowerBound)
        expect(cut.grants.length > 0).toBe(before.paths.length > cut.kept.length)
        const left = takeover(afterCut(yaml, cut)).paths
        expect(left.map(({ target }) => target)).toHaveLength(cut.kept.length)
      }),
      { numRuns: 200 },
    )
  }, 60_000)
})

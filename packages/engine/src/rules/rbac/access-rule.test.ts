import { describe, expect, it } from 'vitest'
import { clusterOf, findingsOf } from '../../../test/rule-tester.ts'
import { bootstrapObjects } from '../../access/index.ts'
import { rules } from '../catalogue.ts'
import { boundClusterRole } from './access-examples.ts'

const accessRules = rules.filter(({ id, visit }) => id.startsWith('can-') && visit === 'cluster')
const group = (kind: string, objects: readonly object[]) =>
  objects.map((object) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, ...object }))

/** All that an API server makes, as `kubectl get -o json` would give it out. */
function bootstrapped(more: string): string {
  const { clusterRoles, clusterRoleBindings, roles, roleBindings } = bootstrapObjects()
  const items = [
    ...group('ClusterRole', clusterRoles),
    ...group('ClusterRoleBinding', clusterRoleBindings),
    ...group('Role', roles),
    ...group('RoleBinding', roleBindings),
  ]
  return `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items })}\n---\n${more}`
}

const toEverybody = (name: string) => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: b }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: r }
subjects: [{ kind: Group, name: "${name}" }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: r }
rules: [{ apiGroups: [''], resources: [pods, pods/exec, secrets], verbs: [get, create] }]
`

describe('rules about what roles allow', () => {
  it('are there', () => {
    expect(accessRules.length).toBeGreaterThan(20)
  })

  it.each(accessRules.map((rule) => [rule.id, rule] as const))('%s passes what Kubernetes makes', (_, rule) => {
    const yaml = bootstrapped('')
    expect(clusterOf(yaml).ofKind('ClusterRole').length).toBeGreaterThan(60)
    expect(findingsOf(rule, yaml).map(({ message }) => message)).toEqual([])
  })

  it.each(accessRules.map((rule) => [rule.id, rule] as const))('%s passes roles that give everything', (_, rule) => {
    const everything = "- apiGroups: ['*']\n  resources: ['*']\n  verbs: ['*']"
    expect(findingsOf(rule, boundClusterRole(everything))).toEqual([])
  })

  it.each(['system:serviceaccounts', 'system:authenticated', 'system:unauthenticated'])(
    'are critical for what %s holds',
    (name) => {
      const ids = ['can-read-secrets', 'can-create-pods', 'can-exec', 'can-issue-token-secret']
      const found = accessRules
        .filter(({ id }) => ids.includes(id))
        .flatMap((rule) => findingsOf(rule, toEverybody(name)))
      expect(found.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(ids.map((id) => `${id} critical`).sort())
    },
  )

  it('are low for a role that nobody is bound to', () => {
    const found = accessRules.flatMap((rule) => findingsOf(rule, toEverybody('x').replace(/^[^]*---\n/, '')))
    expect(found.length).toBeGreaterThan(3)
    expect(new Set(found.map(({ severity }) => severity))).toEqual(new Set(['low']))
  })
})

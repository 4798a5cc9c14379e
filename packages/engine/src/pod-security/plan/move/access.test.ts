import { describe, expect, it } from 'vitest'
import { linesOf, moveOf, object, service, workload } from '../../../../test/moves.ts'

const group = 'rbac.authorization.k8s.io/v1'
const shop =
  workload('cart', { pod: 'serviceAccountName: cart', container: 'envFrom: [{ configMapRef: { name: c } }]' }) +
  service('cart') +
  workload('web') +
  service('web') +
  object('v1/ConfigMap', 'c', 'data: {}') +
  object('v1/ConfigMap', 'd', 'data: {}')
const role = (rules: string) => object(`${group}/Role`, 'reader', `rules: [{ ${rules} }]`)
const binding = (subjects: string, ref = 'kind: Role, name: reader', kind = 'RoleBinding', metadata?: string) =>
  object(`${group}/${kind}`, 'b', `roleRef: { ${ref} }, subjects: [${subjects}]`, metadata)
const account = '{ kind: ServiceAccount, name: cart }'
const people = '{ kind: Group, name: developers }, { kind: ServiceAccount, name: ci, namespace: build }'
const found = (yaml: string, kind: 'role' | 'access') => moveOf(shop + yaml, ['cart'], kind)

describe('the Role of pods that move', () => {
  const roles = (rules: string) => linesOf(found(binding(account) + role(rules), 'role'))

  it('is needed again where it gives access to objects that move, or that they make', () => {
    const again = ['copy Role reader']
    expect(roles('resources: [pods]')).toEqual(again)
    expect(roles('resources: [leases]')).toEqual(again)
    expect(roles('resources: [configmaps], resourceNames: [c]')).toEqual(again)
    expect(roles('resources: [configmaps], resourceNames: [not-given]')).toEqual(again)
    expect(roles('resources: [configmaps], resourceNames: [d]')).toEqual([])
    expect(roles('resources: [services], resourceNames: [web]')).toEqual([])
    expect(roles('resources: ["*"], resourceNames: [cart]')).toEqual(again)
  })

  it('is told by its binding where it was not given, or is of the cluster', () => {
    expect(linesOf(found(binding(account), 'role'))).toEqual(['copy RoleBinding b'])
    const [view] = found(binding(account, 'kind: ClusterRole, name: view'), 'role')
    expect(view?.remedy).toMatch(/^Make a RoleBinding for ClusterRole view in shop-privileged/)
  })

  it('is not that of others, or of another namespace', () => {
    expect(found(binding(people), 'role')).toEqual([])
    const away = '{ kind: ServiceAccount, name: cart, namespace: shop }'
    expect(found(binding(away, undefined, 'RoleBinding', 'namespace: other'), 'role')).toEqual([])
  })
})

describe('those who are bound in the old namespace', () => {
  it('lose sight of what moves', () => {
    const [lost, ...more] = found(binding(`${account}, ${people}`), 'access')
    expect(more).toEqual([])
    expect(lost).toMatchObject({
      action: 'check',
      message:
        'RoleBinding b gives Group developers and ServiceAccount ci of build the Role reader in shop only, and so no access to what moves to shop-privileged',
    })
  })

  it('lose nothing where their role is about nothing that moves', () => {
    const given = (rules: string) => found(binding(people) + role(rules), 'access')
    expect(given('resources: [pods/log]')).toHaveLength(1)
    expect(given('resources: [deployments]')).toHaveLength(1)
    expect(given('resources: [deployments], resourceNames: [web]')).toEqual([])
    expect(given('resources: [leases]')).toEqual([])
  })

  it('lose nothing where they have it in the cluster, or in the new namespace', () => {
    const developers = '{ kind: Group, name: developers }'
    const view = 'kind: ClusterRole, name: view'
    const here = binding(developers, view)
    const lost = (yaml: string) => found(here + yaml, 'access').length
    expect(lost('')).toBe(1)
    expect(lost(binding(developers, view, 'ClusterRoleBinding', 'labels: {}'))).toBe(0)
    expect(
      lost(binding(developers, 'kind: ClusterRole, name: cluster-admin', 'ClusterRoleBinding', 'labels: {}')),
    ).toBe(0)
    expect(lost(binding(developers, 'kind: ClusterRole, name: other', 'ClusterRoleBinding', 'labels: {}'))).toBe(1)
    expect(lost(binding(developers, view, 'RoleBinding', 'namespace: shop-privileged'))).toBe(0)
    expect(lost(binding(developers, view, 'RoleBinding', 'namespace: other'))).toBe(1)
  })
})

import { describe, expect, it } from 'vitest'
import type { Ask } from './allowances.ts'
import { Rbac } from './bindings.ts'
import { bootstrapObjects } from './bootstrap/index.ts'
import { Holders, userOfSubject } from './holders.ts'
import type { RbacObjects, RoleObject, Subject } from './objects.ts'

const secrets: Ask = { verbs: ['get'], group: '', resources: ['secrets'] }
const nodes: Ask = { verbs: ['get'], group: '', resources: ['nodes/proxy'], clusterOnly: true }
const reads = (...resources: string[]) => [{ apiGroups: [''], resources, verbs: ['get'] }]
const bot: Subject = { kind: 'ServiceAccount', name: 'bot', namespace: 'ci' }
const named = (name: string, namespace?: string, labels?: Record<string, string>) => ({ name, namespace, labels })
const toRole = (name: string, namespace: string, role: string, subjects: Subject[], kind = 'Role') => ({
  metadata: named(name, namespace),
  roleRef: { kind, name: role },
  subjects,
})
const toAll = (name: string, role: string, subjects: Subject[], labels?: Record<string, string>) => ({
  metadata: named(name, undefined, labels),
  roleRef: { kind: 'ClusterRole', name: role },
  subjects,
})
const holders = (objects: RbacObjects) => new Holders(new Rbac(objects))
const found = (objects: RbacObjects, ask: Ask) =>
  holders(objects)
    .bindings(ask)
    .map(({ binding }) => binding.name)

describe('Holders', () => {
  it('takes a ClusterRole in a RoleBinding for that namespace only', () => {
    const objects = {
      clusterRoles: [{ metadata: named('r'), rules: reads('secrets', 'nodes/proxy') }],
      roleBindings: [toRole('b', 'shop', 'r', [bot], 'ClusterRole')],
    }
    expect(found(objects, secrets)).toEqual(['b'])
    expect(found(objects, nodes)).toEqual([])
    expect(found({ ...objects, clusterRoleBindings: [toAll('c', 'r', [bot])] }, nodes)).toEqual(['c'])
  })

  it('heeds the one namespace that something is about', () => {
    const role = (namespace: string) => ({ metadata: named('r', namespace), rules: reads('secrets') })
    const objects = {
      roles: [role('shop'), role('kube-system')],
      roleBindings: [toRole('a', 'shop', 'r', [bot]), toRole('b', 'kube-system', 'r', [bot])],
    }
    expect(found(objects, { ...secrets, namespace: 'kube-system' })).toEqual(['b'])
  })

  it.each<[string, RbacObjects]>([
    ['a missing role', { roleBindings: [toRole('b', 'shop', 'r', [bot])] }],
    [
      'nobody',
      {
        clusterRoles: [{ metadata: named('r'), rules: reads('secrets') }],
        clusterRoleBindings: [
          toAll('b', 'r', [
            { kind: 'ServiceAccount', name: 'bot' },
            { kind: 'Robot', name: 'x' },
          ]),
        ],
      },
    ],
    [
      'members of system:masters',
      {
        clusterRoles: [{ metadata: named('r'), rules: reads('secrets') }],
        clusterRoleBindings: [toAll('b', 'r', [{ kind: 'Group', name: 'system:masters' }])],
      },
    ],
    ['what Kubernetes made', bootstrapObjects()],
    [
      'a role that gives everything',
      {
        clusterRoles: [{ metadata: named('r'), rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] }],
        clusterRoleBindings: [toAll('b', 'r', [bot])],
      },
    ],
  ])('passes over bindings to %s', (_, objects) => {
    expect(found(objects, secrets)).toEqual([])
  })

  it('gives what was added to a binding that Kubernetes made, and to its role', () => {
    const collector = 'system:controller:generic-garbage-collector'
    const own: Subject = { kind: 'ServiceAccount', namespace: 'kube-system', name: 'generic-garbage-collector' }
    const role = bootstrapObjects().clusterRoles.find(({ metadata }) => metadata?.name === collector)
    const held = (rules: NonNullable<RoleObject['rules']>, subjects: Subject[], ask: Ask) =>
      holders({
        clusterRoles: [{ metadata: named(collector), rules }],
        clusterRoleBindings: [toAll(collector, collector, subjects)],
      })
        .bindings(ask)
        .map((each) => ({ subjects: each.subjects, rules: each.allowances.map(({ index }) => index) }))
    const rules = role?.rules ?? []
    const readsAll = rules.findIndex(({ resources }) => resources?.includes('*'))
    expect(held(rules, [own], secrets)).toEqual([])
    expect(held(rules, [own, bot], secrets)).toEqual([{ subjects: [bot], rules: [readsAll] }])
    const creates = { ...secrets, verbs: ['create'] }
    const more = [...rules, { apiGroups: [''], resources: ['secrets'], verbs: ['create'] }]
    expect(held(more, [own], creates)).toEqual([{ subjects: [own], rules: [rules.length] }])
    expect(held(more, [own], secrets)).toEqual([])
  })

  it('takes no name and no label for a sign that Kubernetes made something', () => {
    const labels = { 'kubernetes.io/bootstrapping': 'rbac-defaults' }
    const objects = {
      clusterRoles: [{ metadata: named('system:r', undefined, labels), rules: reads('secrets') }],
      clusterRoleBindings: [toAll('system:b', 'system:r', [bot], labels)],
    }
    expect(found(objects, secrets)).toEqual(['system:b'])
  })

  it('takes a role for held whose rule an aggregate has from another role as well', () => {
    const feeder = (name: string) => ({ metadata: named(name, undefined, { to: 'all' }), rules: reads('secrets') })
    const aggregate = {
      metadata: named('all'),
      aggregationRule: { clusterRoleSelectors: [{ matchLabels: { to: 'all' } }] },
      rules: null,
    }
    const objects = {
      clusterRoles: [aggregate, feeder('a'), feeder('b')],
      clusterRoleBindings: [toAll('b', 'all', [bot])],
    }
    expect(holders(objects).roles(secrets)).toEqual([])
  })

  it('knows the feeder of an aggregated rule', () => {
    const feeder = { metadata: named('feeder', undefined, { to: 'all' }), rules: reads('pods', 'secrets') }
    const aggregate = {
      metadata: named('all'),
      aggregationRule: { clusterRoleSelectors: [{ matchLabels: { to: 'all' } }] },
      rules: null,
    }
    const known = holders({ clusterRoles: [aggregate, feeder], clusterRoleBindings: [toAll('b', 'all', [bot])] })
    const [held] = known.bindings(secrets)
    const rule = held?.binding.list.rules[held.allowances[0]?.index ?? -1]
    expect(rule && known.declared(rule)).toMatchObject({ role: feeder, kind: 'ClusterRole', index: 0 })
    expect(known.roles(secrets)).toEqual([])
  })

  it('gives the roles that nobody is bound to', () => {
    const roles = [
      { metadata: named('held', 'shop'), rules: reads('secrets') },
      { metadata: named('free', 'shop'), rules: reads('secrets') },
    ]
    const known = holders({
      roles,
      roleBindings: [toRole('a', 'shop', 'held', [bot]), toRole('b', 'shop', 'free', [])],
    })
    expect(known.roles(secrets).map(({ role }) => role.metadata?.name)).toEqual(['free'])
    expect(known.roles({ ...secrets, clusterOnly: true })).toEqual([])
    expect(known.roles({ ...secrets, namespace: 'kube-system' })).toEqual([])
  })

  it('finds what a user holds by its groups', () => {
    const known = holders({
      clusterRoles: [{ metadata: named('r'), rules: reads('secrets') }],
      clusterRoleBindings: [toAll('b', 'r', [{ kind: 'Group', name: 'system:serviceaccounts:ci' }])],
      roleBindings: [toRole('c', 'shop', 'r', [{ kind: 'User', name: 'jane' }], 'ClusterRole')],
    })
    const all = known.bindings(secrets).find(({ binding }) => binding.name === 'b')
    const user = all && userOfSubject(bot, all.binding)
    expect(user && known.first(user, undefined, secrets)?.binding.name).toBe('b')
    expect(known.first({ name: 'jane' }, undefined, secrets)).toBeUndefined()
    expect(known.first({ name: 'jane' }, 'shop', secrets)?.binding.name).toBe('c')
    expect(known.first({ name: 'jane' }, 'shop', { ...secrets, clusterOnly: true })).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { buildCluster, resourcesOf } from '../../cluster/index.ts'
import { readYaml } from '../../yaml/index.ts'
import { authorize } from '../authorize.ts'
import { type Binding, Rbac, userOfServiceAccount } from '../bindings.ts'
import { accessOf } from '../from-cluster.ts'
import type { BindingObject, ClusterRoleObject, RbacObjects, RoleObject } from '../objects.ts'
import { whoCan } from '../who-can.ts'
import { defaultPolicy, furtherPolicy } from './default-policy.ts'
import {
  accessWithDefaults,
  accessWithOwnAccounts,
  bootstrapClusterRole,
  bootstrapObjects,
  changedBootstrap,
  isBootstrapBinding,
  isBootstrapRole,
} from './index.ts'

const secrets = { verbs: ['get'], apiGroups: [''], resources: ['secrets'] }

/** The default objects, some of them replaced by others of the same name, and some added. */
function estate(changes: RbacObjects = {}): Required<RbacObjects> {
  const objects = bootstrapObjects()
  const key = ({ metadata }: RoleObject | BindingObject) => `${metadata?.namespace ?? ''}/${metadata?.name}`
  const put = <T extends RoleObject | BindingObject>(list: readonly T[], more: readonly T[] = []): T[] => {
    const replaced = new Set(more.map(key))
    return [...list.filter((item) => !replaced.has(key(item))), ...more]
  }
  return {
    clusterRoles: put<ClusterRoleObject>(objects.clusterRoles, changes.clusterRoles),
    roles: put(objects.roles, changes.roles),
    clusterRoleBindings: put(objects.clusterRoleBindings, changes.clusterRoleBindings),
    roleBindings: put(objects.roleBindings, changes.roleBindings),
  }
}

function changesOf(changes: RbacObjects) {
  const rbac = new Rbac(estate(changes))
  return changedBootstrap({ rbac }).map(({ kind, object, added, heldBack }) => ({
    object: `${kind} ${object.metadata?.name}`,
    added,
    heldBack,
  }))
}

function clusterRole(name: string): ClusterRoleObject {
  return bootstrapObjects().clusterRoles.find(({ metadata }) => metadata?.name === name) ?? {}
}

function clusterRoleBinding(name: string): BindingObject {
  return bootstrapObjects().clusterRoleBindings.find(({ metadata }) => metadata?.name === name) ?? {}
}

function bindingOf(objects: RbacObjects): Binding {
  const [binding] = new Rbac(objects).bindings
  if (!binding) throw new Error('no binding')
  return binding
}

function clusterOf(yaml: string) {
  return buildCluster(readYaml('a.yaml', yaml).documents.flatMap((document) => resourcesOf(document).resources))
}

describe('the table', () => {
  it('has no rule twice: what others add is nothing that the default holds', () => {
    const [standing, further] = [defaultPolicy(), furtherPolicy()]
    for (const kind of ['clusterRoles', 'roles'] as const)
      for (const [name, rows] of Object.entries(further[kind]))
        for (const row of rows) expect(standing[kind][name] ?? []).not.toContainEqual(row)
  })

  it('binds only roles that it has', () => {
    const rbac = new Rbac(bootstrapObjects())
    expect(rbac.bindings.filter(({ problem }) => problem !== undefined)).toEqual([])
    expect(rbac.bindings).toHaveLength(57)
  })

  it('aggregates view without secrets, and edit with every account of its namespace', () => {
    const can = (name: string, resource: string, verb: string) => {
      const clusterRoles = [bootstrapClusterRole(name) ?? {}]
      const roleBindings = [
        {
          metadata: { name: 'b', namespace: 'shop' },
          subjects: [{ kind: 'User', name: 'ann' }],
          roleRef: { kind: 'ClusterRole', name },
        },
      ]
      const [of = '', subresource = ''] = resource.split('/')
      const apiGroup = of === 'rolebindings' ? 'rbac.authorization.k8s.io' : ''
      const request = { user: { name: 'ann' }, verb, apiGroup, resource: of, subresource, namespace: 'shop' }
      return authorize({ clusterRoles, roleBindings }, request).allowed
    }
    expect(can('view', 'pods', 'list')).toBe(true)
    expect(can('view', 'secrets', 'get')).toBe(false)
    expect(can('edit', 'pods', 'list')).toBe(true)
    for (const [resource, verb] of [
      ['secrets', 'get'],
      ['pods/exec', 'create'],
      ['serviceaccounts', 'impersonate'],
      ['serviceaccounts/token', 'create'],
    ] as const)
      expect([resource, can('edit', resource, verb)]).toEqual([resource, true])
    expect(can('edit', 'rolebindings', 'create')).toBe(false)
    expect(can('admin', 'rolebindings', 'create')).toBe(true)
  })

  it('knows no role of another name, not even of one that every object has', () => {
    for (const name of ['constructor', '__proto__', 'kubeadm:get-nodes', ''])
      expect([name, bootstrapClusterRole(name)]).toEqual([name, undefined])
  })
})

describe('isBootstrapRole', () => {
  it('takes each default role, whether its controller filled it or not', () => {
    const rbac = new Rbac(bootstrapObjects())
    for (const [role, rules] of rbac.clusterRoleRules) {
      expect(isBootstrapRole(role, 'ClusterRole')).toBe(true)
      expect(isBootstrapRole(role, 'ClusterRole', rules)).toBe(true)
    }
    for (const role of rbac.roles) expect(isBootstrapRole(role, 'Role')).toBe(true)
  })

  it('takes a narrower role, and refuses a wider one', () => {
    const role = clusterRole('system:basic-user')
    expect(isBootstrapRole({ ...role, rules: [] }, 'ClusterRole')).toBe(true)
    expect(isBootstrapRole({ ...role, rules: null }, 'ClusterRole')).toBe(true)
    expect(isBootstrapRole({ ...role, rules: [...(role.rules ?? []), secrets] }, 'ClusterRole')).toBe(false)
  })

  it('takes what an older release made', () => {
    const rules = [{ verbs: ['get'], apiGroups: [''], resources: ['endpoints', 'services', 'secrets'] }]
    expect(isBootstrapRole({ metadata: { name: 'system:controller:expand-controller' }, rules }, 'ClusterRole')).toBe(
      true,
    )
    expect(isBootstrapRole({ metadata: { name: 'system:controller:cronjob-controller' }, rules }, 'ClusterRole')).toBe(
      false,
    )
  })

  it('goes by kind and namespace', () => {
    const name = 'system:controller:bootstrap-signer'
    const rules = [{ verbs: ['get'], apiGroups: [''], resources: ['secrets'] }]
    expect(isBootstrapRole({ metadata: { name, namespace: 'kube-system' }, rules }, 'Role')).toBe(true)
    expect(isBootstrapRole({ metadata: { name, namespace: 'kube-public' }, rules }, 'Role')).toBe(false)
    expect(isBootstrapRole({ metadata: { name, namespace: 'shop' }, rules }, 'Role')).toBe(false)
    expect(isBootstrapRole({ metadata: { name }, rules }, 'ClusterRole')).toBe(false)
    expect(isBootstrapRole({ metadata: { name: 'cluster-admin' }, rules }, 'Role')).toBe(false)
    expect(isBootstrapRole({ rules }, 'ClusterRole')).toBe(false)
  })

  it('knows nothing of what kubeadm makes', () => {
    const rules = [{ verbs: ['get'], apiGroups: [''], resources: ['nodes'] }]
    expect(isBootstrapRole({ metadata: { name: 'kubeadm:get-nodes' }, rules }, 'ClusterRole')).toBe(false)
  })
})

describe('isBootstrapBinding', () => {
  it('takes each default binding, with its role or without', () => {
    const objects = bootstrapObjects()
    for (const binding of new Rbac(objects).bindings) expect(isBootstrapBinding(binding)).toBe(true)
    for (const binding of new Rbac({ ...objects, clusterRoles: [], roles: [] }).bindings)
      expect(isBootstrapBinding(binding)).toBe(true)
  })

  it('refuses another subject, and takes fewer or the same in other words', () => {
    const binding = clusterRoleBinding('system:controller:job-controller')
    const as = (...subjects: NonNullable<BindingObject['subjects']>[number][]) =>
      isBootstrapBinding(bindingOf({ clusterRoleBindings: [{ ...binding, subjects }] }))
    expect(as()).toBe(true)
    expect(as({ kind: 'User', name: 'system:serviceaccount:kube-system:job-controller' })).toBe(true)
    expect(as({ kind: 'ServiceAccount', name: 'job-controller', namespace: 'default' })).toBe(false)
    expect(as(...(binding.subjects ?? []), { kind: 'Group', name: 'system:authenticated' })).toBe(false)
    // Nobody: a service account of no namespace.
    expect(as({ kind: 'ServiceAccount', name: 'other' })).toBe(true)
  })

  it('refuses another role, kind or place', () => {
    const binding = clusterRoleBinding('system:basic-user')
    const roleRef = { kind: 'ClusterRole', name: 'cluster-admin' }
    expect(isBootstrapBinding(bindingOf({ clusterRoleBindings: [{ ...binding, roleRef }] }))).toBe(false)
    const metadata = { name: 'system:basic-user', namespace: 'kube-system' }
    expect(isBootstrapBinding(bindingOf({ roleBindings: [{ ...binding, metadata }] }))).toBe(false)
    const nameless = { ...binding, metadata: { name: 'system:basic-user' } }
    expect(isBootstrapBinding(bindingOf({ roleBindings: [nameless] }))).toBe(false)
  })

  it('refuses one whose role gives more', () => {
    const role = clusterRole('system:basic-user')
    const clusterRoles = [{ ...role, rules: [secrets] }]
    const clusterRoleBindings = [clusterRoleBinding('system:basic-user')]
    expect(isBootstrapBinding(bindingOf({ clusterRoles, clusterRoleBindings }))).toBe(false)
  })
})

describe('changedBootstrap', () => {
  it('finds nothing in what an API server made', () => {
    expect(changesOf({})).toEqual([])
  })

  it('tells the parts that were added to a role', () => {
    const role = clusterRole('system:discovery')
    const clusterRoles = [{ ...role, rules: [...(role.rules ?? []), { ...secrets, verbs: ['get', 'list'] }] }]
    expect(changesOf({ clusterRoles })).toEqual([
      {
        object: 'ClusterRole system:discovery',
        added: [secrets, { ...secrets, verbs: ['list'] }],
        heldBack: false,
      },
    ])
  })

  it('tells subjects that were added, and a binding that names another role', () => {
    const group = { kind: 'Group', name: 'system:unauthenticated' }
    const admin = clusterRoleBinding('cluster-admin')
    const viewer = clusterRoleBinding('system:discovery')
    const clusterRoleBindings = [
      { ...admin, subjects: [...(admin.subjects ?? []), group] },
      { ...viewer, roleRef: { kind: 'ClusterRole', name: 'cluster-admin' } },
    ]
    expect(changesOf({ clusterRoleBindings })).toEqual([
      { object: 'ClusterRoleBinding cluster-admin', added: [group], heldBack: false },
      { object: 'ClusterRoleBinding system:discovery', added: viewer.subjects, heldBack: false },
    ])
  })

  it('tells what an API server may not mend', () => {
    const role = clusterRole('system:discovery')
    const annotations = { 'rbac.authorization.kubernetes.io/autoupdate': 'false' }
    const clusterRoles = [{ ...role, metadata: { ...role.metadata, annotations }, rules: [] }]
    expect(changesOf({ clusterRoles })).toEqual([{ object: 'ClusterRole system:discovery', added: [], heldBack: true }])
  })

  it('leaves roles of others out that feed an aggregate by its label', () => {
    const labels = { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' }
    const widgets = { verbs: ['get'], apiGroups: ['widgets.example'], resources: ['widgets'] }
    expect(changesOf({ clusterRoles: [{ metadata: { name: 'widgets-view', labels }, rules: [widgets] }] })).toEqual([])
  })

  it('tells what comes in by another selector, once, and by a label on a default role', () => {
    const view = clusterRole('view')
    const clusterRoleSelectors = [...(view.aggregationRule?.clusterRoleSelectors ?? []), { matchLabels: { a: 'b' } }]
    const clusterRoles = [
      { ...view, aggregationRule: { clusterRoleSelectors } },
      { metadata: { name: 'mine', labels: { a: 'b' } }, rules: [secrets] },
    ]
    expect(changesOf({ clusterRoles })).toEqual([{ object: 'ClusterRole view', added: [secrets], heldBack: false }])

    const all = clusterRole('cluster-admin')
    const labels = { ...all.metadata?.labels, 'rbac.authorization.k8s.io/aggregate-to-admin': 'true' }
    const found = changesOf({ clusterRoles: [{ ...all, metadata: { ...all.metadata, labels } }] })
    expect(found.map(({ object }) => object)).toEqual(['ClusterRole admin'])
  })
})

describe('accessWithDefaults', () => {
  const binding = (role: string, kind = 'ClusterRole') => `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: b-${role.replaceAll(':', '-')}, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ${kind}, name: "${role}" }
subjects: [{ kind: ServiceAccount, name: web, namespace: shop }]
`
  const role = (name: string, labels: string, resource: string) => `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: ${name}, labels: { ${labels} } }
rules: [{ apiGroups: [""], resources: [${resource}], verbs: [get] }]
`
  const can = (yaml: string, resource: string, make = accessWithDefaults) =>
    authorize(make(clusterOf(yaml)).rbac, {
      user: userOfServiceAccount('shop', 'web'),
      verb: 'get',
      resource,
      namespace: 'shop',
    }).allowed

  it('adds a default role that is named and absent, which is declared nowhere', () => {
    const yaml = binding('edit')
    expect(can(yaml, 'secrets', accessOf)).toBe(false)
    expect(can(yaml, 'secrets')).toBe(true)
    const cluster = clusterOf(yaml)
    const access = accessWithDefaults(cluster)
    const [found] = access.rbac.bindings
    expect(found?.target?.metadata?.name).toBe('edit')
    expect(access.resourceOf(found?.target ?? {})).toBeUndefined()
    expect(access.resourceOf(found?.object ?? {})?.name).toBe('b-edit')
    expect(accessWithDefaults(cluster)).toBe(access)
    expect([...access.rbac.clusterRoleRules.keys()]).toHaveLength(1)
  })

  it('adds a role once for many bindings, and system roles as well', () => {
    const yaml = [binding('view'), binding('view').replace('b-view', 'c'), binding('system:auth-delegator')].join('---')
    const { rbac } = accessWithDefaults(clusterOf(yaml))
    expect([...rbac.clusterRoleRules.keys()].map(({ metadata }) => metadata?.name)).toEqual([
      'view',
      'system:auth-delegator',
    ])
  })

  it('adds what a rule may bind by name, and what feeds a declared aggregate', () => {
    const bind = `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: binder }
rules: [{ apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [bind], resourceNames: [edit] }]
`
    const names = (yaml: string) =>
      [...accessWithDefaults(clusterOf(yaml)).rbac.clusterRoleRules.keys()].map(({ metadata }) => metadata?.name)
    expect(names(bind)).toEqual(['binder', 'edit'])
    const label = 'rbac.authorization.k8s.io/aggregate-to-view'
    const sum = `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: sum }
aggregationRule: { clusterRoleSelectors: [{ matchLabels: { ${label}: "true" } }] }
`
    expect(names(sum)).toEqual(['sum', 'system:aggregate-to-view'])
    expect(can(`${binding('sum')}---${sum}`, 'pods')).toBe(true)
    expect(can(`${binding('sum')}---${sum}`, 'secrets')).toBe(false)
  })

  it('adds nothing for a Role, another name, or a role that is declared', () => {
    for (const yaml of [binding('edit', 'Role'), binding('mine'), `${binding('edit')}---${role('edit', '', 'pods')}`])
      expect(can(yaml, 'secrets')).toBe(false)
    expect(can(`${binding('edit')}---${role('edit', '', 'pods')}`, 'pods')).toBe(true)
  })

  it('adds nothing to a whole cluster', () => {
    const label = 'kubernetes.io/bootstrapping: rbac-defaults'
    expect(can(`${binding('edit')}---${role('other', label, 'pods')}`, 'secrets')).toBe(false)
  })

  it('lets declared roles feed a default that is added', () => {
    const label = 'rbac.authorization.k8s.io/aggregate-to-view: "true"'
    const yaml = (name: string) => `${binding(name)}---${role('more', label, 'widgets')}`
    expect(can(yaml('view'), 'widgets')).toBe(true)
    expect(can(yaml('admin'), 'widgets')).toBe(true)
    expect(can(yaml('system:basic-user'), 'widgets')).toBe(false)
  })
})

describe('accessWithOwnAccounts', () => {
  const declared = (name: string, labels = '') => `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: ${name}, labels: { ${labels} } }
rules: []
`
  const may = (yaml: string, name: string, verb: string, resource: string) =>
    authorize(accessWithOwnAccounts(clusterOf(yaml)).rbac, {
      user: userOfServiceAccount('kube-system', name),
      verb,
      apiGroup: 'rbac.authorization.k8s.io',
      resource,
    }).allowed

  it('gives accounts of Kubernetes itself what an API server binds them to', () => {
    expect(may(declared('mine'), 'clusterrole-aggregation-controller', 'escalate', 'clusterroles')).toBe(true)
    expect(may(declared('mine'), 'clusterrole-aggregation-controller', 'bind', 'clusterroles')).toBe(false)
    expect(may(declared('mine'), 'robot', 'escalate', 'clusterroles')).toBe(false)
  })

  it('declares none of it, and gives nothing to everybody', () => {
    const { rbac, resourceOf } = accessWithOwnAccounts(clusterOf(declared('mine')))
    expect(rbac.bindings.filter(({ object }) => resourceOf(object) !== undefined)).toEqual([])
    expect(rbac.bindings.filter(({ problem }) => problem !== undefined)).toEqual([])
    const names = rbac.bindings.flatMap(({ subjects }) => subjects.map(({ name }) => name))
    expect(names).toContain('system:kube-controller-manager')
    for (const everybody of ['system:authenticated', 'system:unauthenticated', 'system:serviceaccounts'])
      expect(names).not.toContain(everybody)
  })

  it('goes by a declared role of the same name, and adds nothing to a whole cluster', () => {
    const name = 'system:controller:clusterrole-aggregation-controller'
    const escalates = (yaml: string) => may(yaml, 'clusterrole-aggregation-controller', 'escalate', 'clusterroles')
    expect(escalates(declared(`"${name}"`))).toBe(false)
    expect(escalates(declared('other', 'kubernetes.io/bootstrapping: rbac-defaults'))).toBe(false)
  })
})

describe('the state at first start', () => {
  it('shows secrets of kube-system to the accounts that need them', () => {
    const holders = whoCan(bootstrapObjects(), { verb: 'get', resource: 'secrets', namespace: 'kube-system' })
    expect(holders.map(({ subject: { kind, name } }) => `${kind} ${name}`).sort()).toEqual([
      'Group system:masters',
      'ServiceAccount bootstrap-signer',
      'ServiceAccount generic-garbage-collector',
      'ServiceAccount namespace-controller',
      'ServiceAccount token-cleaner',
      'User system:kube-controller-manager',
    ])
  })
})

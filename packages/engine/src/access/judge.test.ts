import { describe, expect, it } from 'vitest'
import { answer, askOf } from './asks.ts'
import { Rbac } from './bindings.ts'
import { heldPowers } from './judge.ts'
import type { PolicyRule, RbacObjects } from './objects.ts'
import { powers } from './powers/index.ts'
import { RuleList } from './rule-list.ts'

const rbacGroup = 'rbac.authorization.k8s.io'

/** `id danger names` of what one role gives, bound in a namespace or in the whole cluster. */
function judged(rules: readonly PolicyRule[], namespace?: string, others: RbacObjects = {}): string[] {
  const role = { metadata: { name: 'r', ...(namespace && { namespace }) }, rules }
  const binding = {
    metadata: { name: 'b', ...(namespace && { namespace }) },
    subjects: [{ kind: 'User', name: 'ann' }],
    roleRef: { kind: namespace ? 'Role' : 'ClusterRole', name: 'r' },
  }
  const rbac = new Rbac({
    ...others,
    ...(namespace
      ? { roles: [role], roleBindings: [binding] }
      : { clusterRoles: [role, ...(others.clusterRoles ?? [])], clusterRoleBindings: [binding] }),
  })
  const bindings = rbac.bindings.filter(({ name }) => name === 'b')
  const held = namespace ? heldPowers(rbac, [], { namespace, bindings }) : heldPowers(rbac, bindings, undefined)
  return held.map(({ power, danger, names }) => `${power.id} ${danger}${names ? ` ${names.join()}` : ''}`)
}

const core = (resources: string[], verbs: string[], resourceNames?: string[]): PolicyRule => ({
  apiGroups: [''],
  resources,
  verbs,
  ...(resourceNames && { resourceNames }),
})
const of = (group: string, resources: string[], verbs: string[], resourceNames?: string[]): PolicyRule => ({
  ...core(resources, verbs, resourceNames),
  apiGroups: [group],
})
const readOnly: PolicyRule = { apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list', 'watch'] }

describe('powers', () => {
  it('have ids of their own, and imply only such', () => {
    const ids = powers.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { implies = [] } of powers) for (const id of implies) expect(['*', ...ids]).toContain(id)
  })

  it('ask of the cluster what has no namespace', () => {
    for (const { ways, namespace, id } of powers) {
      if (namespace !== undefined) continue
      const asks = ways.flat().map(askOf)
      const isOfCluster = asks.some(
        ({ atoms, resource }) => resource === 'namespaces' || atoms.some(({ isClusterWide }) => isClusterWide),
      )
      expect(isOfCluster, id).toBe(true)
    }
  })

  it('claim no more than one of the names of which any is enough', () => {
    for (const { ways, may, id } of powers) {
      for (const { atoms } of ways.flat().map(askOf)) {
        const told = atoms
          .flatMap(({ name }) => (name.kind === 'is' ? name.names : []))
          .filter((each) => may.includes(each))
        if (new Set(told).size > 1) expect(may, id).toContain([...new Set(told)].join(' or '))
      }
    }
  })

  it.each(powers.map((power) => [power.id, power] as const))('%s is open to whoever may do everything', (_, power) => {
    const list = new RuleList([{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }])
    for (const { atoms } of power.ways.flat().map(askOf))
      expect(atoms.map((atom) => answer(list, atom, undefined).all)).toEqual(atoms.map(() => [0]))
  })

  it('are told as one where they are everything', () => {
    expect(judged([{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }])).toEqual(['everything critical'])
  })
})

describe('a role bound in the whole cluster', () => {
  it.each<[string, PolicyRule[], string[]]>([
    ['T1: pods/* is nothing', [core(['pods/*'], ['*'])], []],
    ['T1: */exec is exec', [core(['*/exec'], ['create'])], ['exec critical']],
    ['a subresource only', [core(['pods/log'], ['get'])], ['read-logs low']],
    ['T6: create by names is none', [core(['pods'], ['create'], ['a'])], []],
    ['T6: but for an apply', [core(['pods'], ['create', 'patch'], ['a'])], ['run-pods high a', 'change-pods high a']],
    ['T6: and for tokens', [core(['serviceaccounts/token'], ['create'], ['a'])], ['mint-tokens high a']],
    ['T7: a list by names', [core(['secrets'], ['list'], ['a', 'b'])], ['read-secrets medium a,b']],
    ['the nameless name lists all', [core(['secrets'], ['list'], [''])], ['read-secrets critical']],
    ['watch alone gives values', [core(['secrets'], ['watch'])], ['read-secrets critical']],
    ['T8: deletecollection by names is none', [core(['pods'], ['deletecollection'], ['a'])], []],
    ['T9: deletecollection', [core(['pods'], ['deletecollection'])], ['delete-all medium']],
    ['T12: an old group is another', [of('extensions', ['deployments'], ['create'])], []],
    ['a group of its own is enough', [of('apps', ['deployments'], ['create'])], ['run-pods critical']],
    ['update of a template', [of('batch', ['cronjobs'], ['update'])], ['run-pods critical']],
    ['a Job made', [of('batch', ['jobs'], ['create'])], ['run-pods critical']],
    ['a Job changed, whose template stays', [of('batch', ['jobs'], ['update', 'patch'])], []],
    ['a Job made by an apply', [of('batch', ['jobs'], ['create', 'patch'], ['a'])], ['run-pods high a']],
    ['pods by way of an operator', [of('ray.io', ['rayjobs'], ['create'])], ['run-pods critical']],
    ['T16: verbs keep their case', [core(['secrets'], ['LIST'])], []],
    ['T21: null and empty', [{ verbs: null, apiGroups: null, resources: null }, {}], []],
    ['T22: reviews of oneself', [of('authorization.k8s.io', ['selfsubjectaccessreviews'], ['create'])], []],
    ['get on nodes/proxy is enough', [core(['nodes/proxy'], ['get'])], ['nodes-proxy critical']],
    ['metrics of nodes are no proxy', [core(['nodes/metrics', 'nodes/stats'], ['get'])], []],
    ['exec by get, once', [core(['pods/exec'], ['get'])], ['exec-get high']],
    ['bind alone', [of(rbacGroup, ['clusterroles'], ['bind'])], []],
    [
      'bind on bindings means nothing',
      [of(rbacGroup, ['clusterrolebindings'], ['bind', 'create'])],
      ['hand-on medium'],
    ],
    [
      'bind and a binding',
      [of(rbacGroup, ['clusterroles'], ['bind']), of(rbacGroup, ['clusterrolebindings'], ['create'])],
      ['bind critical'],
    ],
    ['escalate alone', [of(rbacGroup, ['clusterroles'], ['escalate'])], []],
    ['write alone', [of(rbacGroup, ['clusterroles'], ['update'])], ['write-roles low']],
    ['escalate and write', [of(rbacGroup, ['clusterroles'], ['escalate', 'patch'])], ['escalate critical']],
    [
      'escalate by name does not help a creation',
      [of(rbacGroup, ['clusterroles'], ['escalate'], ['x']), of(rbacGroup, ['clusterroles'], ['create'])],
      ['write-roles low'],
    ],
    [
      'escalate by name and update by another',
      [of(rbacGroup, ['clusterroles'], ['escalate'], ['x']), of(rbacGroup, ['clusterroles'], ['update'], ['y'])],
      [],
    ],
    ['escalate by name', [of(rbacGroup, ['clusterroles'], ['escalate', 'update'], ['x'])], ['escalate critical x']],
    ['T13: any verb on roles', [of(rbacGroup, ['clusterroles'], ['*'])], ['escalate critical']],
    ['groups without a user', [core(['groups'], ['impersonate'])], []],
    [
      'a user and any group',
      [core(['groups'], ['impersonate']), core(['users'], ['impersonate'], ['dev'])],
      ['impersonate-masters critical', 'impersonate-users high dev'],
    ],
    [
      'a user and masters by name',
      [core(['groups'], ['impersonate'], ['system:masters']), core(['users'], ['impersonate'], ['dev'])],
      ['impersonate-masters critical', 'impersonate-users high dev'],
    ],
    [
      'a user and another group by name',
      [core(['groups'], ['impersonate'], ['dev']), core(['users'], ['impersonate'], ['dev'])],
      ['impersonate-users high dev', 'impersonate-groups high dev'],
    ],
    ['approval without approve', [of('certificates.k8s.io', ['certificatesigningrequests/approval'], ['update'])], []],
    [
      'approval of what others ask',
      [
        of('certificates.k8s.io', ['certificatesigningrequests/approval'], ['update']),
        of('certificates.k8s.io', ['signers'], ['approve'], ['kubernetes.io/*']),
      ],
      ['approve-others high', 'approve-nodes high'],
    ],
    [
      'approval of its own',
      [
        of('certificates.k8s.io', ['certificatesigningrequests'], ['create', 'get']),
        of('certificates.k8s.io', ['certificatesigningrequests/approval'], ['update']),
        of('certificates.k8s.io', ['signers'], ['approve'], ['kubernetes.io/kube-apiserver-client']),
      ],
      ['approve-certificates critical'],
    ],
    [
      'Secrets written and read: a token of any account',
      [core(['secrets'], ['create']), core(['secrets'], ['get'], ['x'])],
      ['mint-tokens critical', 'read-secrets medium x', 'write-secrets medium'],
    ],
    [
      'a volume and a claim and a pod',
      [core(['persistentvolumes', 'persistentvolumeclaims', 'pods'], ['create'])],
      ['host-volume critical', 'run-pods critical'],
    ],
    ['a volume alone', [core(['persistentvolumes'], ['create'])], ['write-volumes medium']],
    ['aws-auth by name', [core(['configmaps'], ['patch'], ['aws-auth'])], ['cluster-settings high']],
    ['another ConfigMap by name', [core(['configmaps'], ['patch'], ['x'])], []],
    ['ephemeral containers', [core(['pods/ephemeralcontainers'], ['patch'])], ['ephemeral-containers critical']],
    [
      'webhooks',
      [of('admissionregistration.k8s.io', ['mutatingwebhookconfigurations'], ['patch'])],
      ['mutating-webhooks critical'],
    ],
    ['URLs are no resources', [{ verbs: ['*'], nonResourceURLs: ['*'] }], []],
  ])('%s', (_, rules, expected) => {
    expect(judged(rules)).toEqual(expected)
  })

  it('T2: read only on all there is runs code', () => {
    expect(judged([readOnly])).toEqual([
      'nodes-proxy critical',
      'read-secrets critical',
      'exec-get high',
      'reach-pods medium',
      'kubelet-files low',
      'read-logs low',
    ])
  })

  it('is as dangerous as the role that it may bind by name', () => {
    const rules = [of(rbacGroup, ['clusterroles'], ['bind'], ['x']), of(rbacGroup, ['clusterrolebindings'], ['create'])]
    const withRole = (rule: PolicyRule) => ({ clusterRoles: [{ metadata: { name: 'x' }, rules: [rule] }] })
    expect(judged(rules, undefined, withRole(core(['secrets'], ['list'])))).toContain('bind critical x')
    expect(judged(rules, undefined, withRole(core(['pods'], ['list'])))).toContain('bind low x')
  })
})

describe('a role bound in a namespace', () => {
  it.each<[string, PolicyRule[], string[]]>([
    [
      'T3: read only in the namespace',
      [readOnly],
      ['read-secrets high', 'exec-get medium', 'reach-pods low', 'read-logs low'],
    ],
    [
      'T4: nodes, volumes, roles of the cluster',
      [
        core(['nodes/proxy', 'persistentvolumes'], ['*']),
        of(rbacGroup, ['clusterroles', 'clusterrolebindings'], ['*']),
        of('certificates.k8s.io', ['*'], ['*']),
      ],
      [],
    ],
    [
      'T4: but its own Namespace',
      [core(['namespaces'], ['patch', 'delete'])],
      ['relabel-namespaces medium', 'delete-namespaces medium'],
    ],
    ['and no other by name', [core(['namespaces'], ['patch'], ['ci'])], []],
    ['its own by name', [core(['namespaces'], ['patch'], ['shop'])], ['relabel-namespaces medium']],
    ['T5: users and groups', [core(['users', 'groups'], ['impersonate'])], []],
    ['T5: service accounts', [core(['serviceaccounts'], ['impersonate'])], ['impersonate-accounts high']],
    [
      'T13: any verb on roles and bindings',
      [of(rbacGroup, ['roles', 'rolebindings'], ['*'])],
      ['escalate-in-namespace high', 'bind-roles medium'],
    ],
    [
      'bind on ClusterRoles is asked in the namespace',
      [of(rbacGroup, ['clusterroles'], ['bind']), of(rbacGroup, ['rolebindings'], ['create'])],
      ['bind-in-namespace high'],
    ],
    ['T19: URLs', [{ verbs: ['*'], nonResourceURLs: ['*'] }], []],
    ['everything', [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }], ['everything high']],
  ])('%s', (_, rules, expected) => {
    expect(judged(rules, 'shop')).toEqual(expected)
  })

  it('is worse where the accounts of the cluster live', () => {
    expect(judged([core(['secrets'], ['list'])], 'kube-system')).toEqual(['read-secrets critical'])
    expect(judged([core(['configmaps'], ['patch'], ['coredns'])], 'kube-system')).toEqual(['cluster-settings high'])
    expect(judged([core(['configmaps'], ['patch'], ['coredns'])], 'shop')).toEqual([])
  })
})

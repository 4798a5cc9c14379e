import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import {
  type AccessQuery,
  type AccessRequest,
  authorize,
  bindingText,
  compactRules,
  covers,
  isBootstrapBinding,
  isBootstrapRole,
  type PolicyRule,
  Rbac,
  type RbacObjects,
  ruleAllows,
  rulesFor,
  type Subject,
  subjectText,
  type User,
  whoCan,
} from '../../packages/engine/src/access/index.ts'
import { readJson } from '../judge.ts'
import type { Case, Suite } from '../suite.ts'
import { auditPolicyCases } from './rbac/audit-policy.ts'
import { constrainedImpersonationCases, impersonationCases } from './rbac/impersonation.ts'
import { newCase } from './rbac/new-case.ts'
import { requestInfoCases } from './rbac/request-info.ts'

/** The API server's own tables of role-based access control, and the reasons in a real audit log. */
export const rbac: Suite = {
  name: 'rbac',
  folder: 'attack',
  run: (folder) => {
    const vectors = (name: string) => readJson(join(folder, 'k8s-rbac'), `${name}.json`)
    return {
      cases: [
        ...authorizerCases(vectors('authorizer') as AuthorizerState[]),
        ...ruleCases(vectors('rule_matches') as RuleVector[]),
        ...appliesToCases(vectors('applies_to') as AppliesToVector[]),
        ...rulesForCases(vectors('rules_for') as RulesForVector[]),
        ...coversCases(vectors('covers') as CoversVector[]),
        ...compactCases(vectors('compact_rules') as Record<string, CompactVector>),
        ...auditLogCases(folder),
        ...bootstrapCases(folder),
        ...requestInfoCases(vectors('request_info')),
        ...impersonationCases(vectors('impersonation')),
        ...constrainedImpersonationCases(vectors('constrained_impersonation')),
        ...auditPolicyCases(vectors('audit_policy')),
      ],
      outOfScope: [],
    }
  },
}

type AuthorizerState = RbacObjects & {
  readonly shouldPass: readonly AccessRequest[]
  readonly shouldFail: readonly AccessRequest[]
}

function authorizerCases(states: readonly AuthorizerState[]): Case[] {
  return states.flatMap((state, i) => {
    const check = (requests: readonly AccessRequest[], wanted: boolean) =>
      requests.map((request, j) =>
        newCase(`authorizer/${i}/${wanted ? 'pass' : 'fail'}/${j}`, authorize(state, request).allowed, wanted),
      )
    return [...check(state.shouldPass, true), ...check(state.shouldFail, false)]
  })
}

interface RuleVector {
  readonly name: string
  readonly rule: PolicyRule
  readonly requests: readonly { readonly request: AccessQuery; readonly expected: boolean }[]
}

function ruleCases(vectors: readonly RuleVector[]): Case[] {
  return vectors.flatMap(({ name, rule, requests }) =>
    requests.map(({ request, expected }, i) => newCase(`rule/${name}/${i}`, ruleAllows(rule, request), expected)),
  )
}

interface AppliesToVector {
  readonly testCase: string
  readonly subjects: readonly Subject[]
  readonly user: User
  readonly namespace?: string
  readonly appliesTo: boolean
  readonly index?: number
}

function appliesToCases(vectors: readonly AppliesToVector[]): Case[] {
  return vectors.map(({ testCase, subjects, user, namespace = '', appliesTo, index = 0 }) => {
    const all = { rules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }] }
    const binding = { metadata: { name: 'b', namespace }, subjects, roleRef: { kind: 'ClusterRole', name: 'all' } }
    const objects: RbacObjects = {
      clusterRoles: [{ metadata: { name: 'all' }, ...all }],
      ...(namespace === '' ? { clusterRoleBindings: [binding] } : { roleBindings: [binding] }),
    }
    const { allowed, by } = authorize(objects, { user, verb: 'get', resource: 'pods', namespace })
    const found = by?.kind === 'binding' ? subjects.indexOf(by.subject) : 0
    return newCase(`applies-to/${testCase}`, [allowed, found], [appliesTo, index])
  })
}

interface RulesForVector {
  readonly StaticRoles: RbacObjects
  readonly user: User
  readonly namespace?: string
  readonly effectiveRules: readonly PolicyRule[] | null
}

function rulesForCases(vectors: readonly RulesForVector[]): Case[] {
  return vectors.map(({ StaticRoles, user, namespace, effectiveRules }, i) => {
    const held = rulesFor(StaticRoles, user, namespace).map(({ rule }) => rule)
    return newCase(`rules-for/${i}`, sorted(held), sorted(effectiveRules ?? []))
  })
}

interface CoversVector {
  readonly name: string
  readonly ownerRules: readonly PolicyRule[]
  readonly servantRules: readonly PolicyRule[]
  readonly expectedCovered: boolean
  readonly expectedUncoveredRules: readonly PolicyRule[]
}

function coversCases(vectors: readonly CoversVector[]): Case[] {
  return vectors.map(({ name, ownerRules, servantRules, expectedCovered, expectedUncoveredRules }) => {
    const { covered, uncovered } = covers(ownerRules, servantRules)
    const plain = (rules: readonly PolicyRule[]) => rules.map(normal)
    return newCase(`covers/${name}`, [covered, plain(uncovered)], [expectedCovered, plain(expectedUncoveredRules)])
  })
}

interface CompactVector {
  readonly rules: readonly PolicyRule[]
  readonly Expected: readonly PolicyRule[]
}

function compactCases(vectors: Readonly<Record<string, CompactVector>>): Case[] {
  return Object.entries(vectors).map(([name, { rules, Expected }]) =>
    newCase(`compact/${name}`, sorted(compactRules(rules)), sorted(Expected)),
  )
}

interface AuditEvent {
  readonly auditID: string
  readonly verb: string
  readonly requestURI: string
  readonly user: { readonly username: string; readonly groups?: readonly string[] }
  readonly objectRef?: {
    readonly resource?: string
    readonly subresource?: string
    readonly namespace?: string
    readonly name?: string
    readonly apiGroup?: string
  }
  readonly annotations?: Readonly<Record<string, string>>
}

/** Each reason that a real API server gave must be one that the objects it booted with give, at that binding. */
function auditLogCases(folder: string): Case[] {
  const objects = readBootstrap(folder)
  const log = gunzipSync(readFileSync(join(folder, 'audit-log', 'metadata-single-node-lab.jsonl.gz'))).toString()
  return log
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as AuditEvent)
    .flatMap((event, i) => {
      const reason = event.annotations?.['authorization.k8s.io/reason'] ?? ''
      if (reason === '') return []
      const { verb, objectRef, user } = event
      const request = objectRef ? { verb, ...objectRef } : { verb, path: event.requestURI.split('?')[0] ?? '' }
      const { allowed } = authorize(objects, { ...request, user: { name: user.username, groups: user.groups ?? [] } })
      const reasons = whoCan(objects, request).map(
        ({ subject, binding }) =>
          `RBAC: allowed by ${bindingText(binding)} to ${subjectText(subject, binding.namespace)}`,
      )
      const isLab = reason.includes('ClusterRoleBinding "proxy"')
      return newCase(`audit-log/${i}`, [allowed, isLab || reasons.includes(reason)], [true, true])
    })
}

/** What another build of this release makes when it first starts is what we know it to make; and who holds what by that. */
function bootstrapCases(folder: string): Case[] {
  const booted = new Rbac(readBootstrap(folder))
  const names = (query: AccessQuery) =>
    whoCan(booted, query)
      .map(({ subject: { kind, name, namespace } }) => [kind, namespace, name].filter(Boolean).join(' '))
      .sort()
  const withText = (text: string) =>
    [...booted.clusterRoleRules]
      .filter(([, rules]) => rules.some(({ resources }) => resources?.includes(text)))
      .map(([role]) => role.metadata?.name)
  const holds = (name: string, query: AccessQuery) =>
    [...booted.clusterRoleRules].some(
      ([role, rules]) => role.metadata?.name === name && rules.some((rule) => ruleAllows(rule, query)),
    )
  const secrets = { verb: 'get', resource: 'secrets', namespace: 'kube-system' }
  return [
    ...[...booted.clusterRoleRules].map(([role, rules]) =>
      newCase(`bootstrap/ClusterRole/${role.metadata?.name}`, isBootstrapRole(role, 'ClusterRole', rules), true),
    ),
    ...booted.roles.map((role) =>
      newCase(`bootstrap/Role/${role.metadata?.namespace}/${role.metadata?.name}`, isBootstrapRole(role, 'Role'), true),
    ),
    ...booted.bindings.map((binding) => {
      const place = [binding.kind, binding.namespace, binding.name].filter((part) => part !== '')
      return newCase(`bootstrap/${place.join('/')}`, isBootstrapBinding(binding), true)
    }),
    newCase('bootstrap/who-can/get-secrets', names(secrets), [
      'Group system:masters',
      'ServiceAccount kube-system bootstrap-signer',
      'ServiceAccount kube-system generic-garbage-collector',
      'ServiceAccount kube-system namespace-controller',
      'ServiceAccount kube-system token-cleaner',
      'User system:kube-controller-manager',
    ]),
    newCase('bootstrap/names-nodes-proxy', withText('nodes/proxy'), ['system:kubelet-api-admin']),
    newCase('bootstrap/view-secrets', holds('view', secrets), false),
    ...(
      [
        { verb: 'get', resource: 'secrets' },
        { verb: 'create', resource: 'pods', subresource: 'exec' },
        { verb: 'impersonate', resource: 'serviceaccounts' },
        { verb: 'create', resource: 'serviceaccounts', subresource: 'token' },
      ] satisfies AccessQuery[]
    ).map((query) => newCase(`bootstrap/edit/${query.verb}-${query.resource}`, holds('edit', query), true)),
  ]
}

function readBootstrap(folder: string): RbacObjects {
  const boot = join(folder, 'bootstrap-1.36')
  return { ...readList(boot, 'bootstrap-rbac.json'), ...readList(boot, 'bootstrap-rbac-namespaced.json') }
}

interface ListedObject {
  readonly kind: string
}

function readList(folder: string, file: string): RbacObjects {
  const { items } = readJson(folder, file) as { readonly items: readonly ListedObject[] }
  const ofKind = (kind: string) => items.filter((item) => item.kind === kind)
  const found = {
    roles: ofKind('Role'),
    clusterRoles: ofKind('ClusterRole'),
    roleBindings: ofKind('RoleBinding'),
    clusterRoleBindings: ofKind('ClusterRoleBinding'),
  }
  return Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0))
}

function normal(rule: PolicyRule): string {
  const { verbs, apiGroups, resources, resourceNames, nonResourceURLs } = rule
  return JSON.stringify([verbs, apiGroups, resources, resourceNames, nonResourceURLs].map((list) => list ?? []))
}

function sorted(rules: readonly PolicyRule[]): string[] {
  return rules.map(normal).sort()
}

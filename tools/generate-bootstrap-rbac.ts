import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findAssets } from '../conformance/control-plane/assets.ts'
import { readObjects } from '../conformance/control-plane/rbac-objects.ts'
import { ControlPlane } from '../conformance/control-plane/server.ts'
import type { BindingRow, PolicyTable, RuleRow } from '../packages/engine/src/access/bootstrap/table.ts'
import { compactRules } from '../packages/engine/src/access/compact.ts'
import { covers } from '../packages/engine/src/access/covers.ts'
import type {
  BindingObject,
  ClusterRoleObject,
  PolicyRule,
  RbacObjects,
  RoleObject,
  Subject,
} from '../packages/engine/src/access/objects.ts'
import { resourcesOf } from '../packages/engine/src/cluster/index.ts'
import { readYaml } from '../packages/engine/src/yaml/index.ts'

/**
 * Writes `access/bootstrap/default-policy.ts`, the roles and bindings that an API server makes when it first starts:
 *
 *   node tools/generate-bootstrap-rbac.ts ~/go/pkg/mod/k8s.io/kubernetes@v1.{28.15,29.15,…}
 *
 * What it makes by default, and with every feature gate on, is asked of a server that is started here. The source trees
 * are those of older releases that are supported, which `go mod download k8s.io/kubernetes@v1.28.15` brings.
 */
const path = join(import.meta.dirname, '..', 'packages', 'engine', 'src', 'access', 'bootstrap', 'default-policy.ts')
const label = 'rbac.authorization.k8s.io/aggregate-to-'
const everything = ['--feature-gates=AllAlpha=true,AllBeta=true', '--runtime-config=api/all=true']

const trees = process.argv.slice(2)
const assets = findAssets()
if (assets === undefined || trees.length === 0) throw new Error('no API server, or no source trees of older releases')

const [version, now] = await boot(assets, [])
const [, gated] = await boot(assets, everything)
const standing = tableOf(now)
const others = [gated, ...trees.map(readTree)]
const releases = trees.map((tree) => /@(v1\.\d+)/.exec(tree)?.[1] ?? tree).join(', ')

writeFileSync(
  path,
  `// Made by \`node tools/generate-bootstrap-rbac.ts\` from what kube-apiserver ${version} makes, and the sources of
// ${releases}.

import type { FeedTable, PolicyTable } from './table.ts'

/** The Kubernetes release that the table was made from. */
export const bootstrapVersion = '${version.replace(/\.\d+$/, '')}'

/** The roles whose rules are those of the roles that feed them. */
export const aggregates = ${literal(aggregatesOf(now))}

/** What feeds them. */
export const feeds: FeedTable = ${literal(feedsOf(now))}

/** What an API server makes when it first starts, its feature gates at their defaults. */
export const defaultPolicy = (): PolicyTable => (${literal(standing)})

/** What older supported releases make, or feature gates add, and the default does not hold. */
export const furtherPolicy = (): PolicyTable => (${literal(further(standing, now, others))})
`,
)
execFileSync('npx', ['biome', 'format', '--write', path], { stdio: 'inherit' })

async function boot(folder: string, flags: readonly string[]): Promise<readonly [version: string, RbacObjects]> {
  const plane = await ControlPlane.start(folder, flags)
  try {
    const { body } = await plane.call('GET', '/version')
    return [String(body['gitVersion']), await readObjects(plane)]
  } finally {
    plane.stop()
  }
}

/** The fixtures that upstream's own tests hold its policy against. Those with gates are a file of their own. */
function readTree(tree: string): RbacObjects {
  const folder = join(tree, 'plugin/pkg/auth/authorizer/rbac/bootstrappolicy/testdata')
  const resources = readdirSync(folder).flatMap((file) =>
    readYaml(file, readFileSync(join(folder, file), 'utf8')).documents.flatMap((each) => resourcesOf(each).resources),
  )
  const ofKind = (kind: string) =>
    resources.filter((each) => each.kind === kind).map(({ object }) => object as RoleObject & BindingObject)
  return {
    clusterRoles: ofKind('ClusterRole'),
    roles: ofKind('Role'),
    clusterRoleBindings: ofKind('ClusterRoleBinding'),
    roleBindings: ofKind('RoleBinding'),
  }
}

function tableOf({ clusterRoles = [], roles = [], clusterRoleBindings = [], roleBindings = [] }: RbacObjects) {
  return {
    clusterRoles: keyed(clusterRoles, ({ rules }) => (rules ?? []).map(ruleRow)),
    roles: keyed(roles, ({ rules }) => (rules ?? []).map(ruleRow)),
    clusterRoleBindings: keyed(clusterRoleBindings, (binding) => bindingRow(binding, 'ClusterRole')),
    roleBindings: keyed(roleBindings, (binding) => bindingRow(binding, 'Role')),
  } satisfies PolicyTable
}

function keyed<T extends RoleObject | BindingObject, Row>(items: readonly T[], row: (item: T) => Row) {
  return Object.fromEntries(items.map((item) => [keyOf(item), row(item)] as const).sort(byKey)) as Readonly<
    Record<string, Row>
  >
}

function keyOf({ metadata }: RoleObject | BindingObject): string {
  const { name = '', namespace = '' } = metadata ?? {}
  return namespace === '' ? name : `${namespace}/${name}`
}

function ruleRow({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: PolicyRule): RuleRow {
  const list = (items: PolicyRule['verbs']) => {
    if (items?.some((item) => item.includes(','))) throw new Error(`a comma in ${items.join(' ')}`)
    return (items ?? []).join(',')
  }
  if (nonResourceURLs?.length) {
    if (resources?.length || apiGroups?.length) throw new Error('a rule for both resources and URLs')
    return [list(verbs), list(nonResourceURLs)]
  }
  const row = [list(verbs), list(apiGroups), list(resources)] as const
  return resourceNames?.length ? [...row, list(resourceNames)] : row
}

function bindingRow({ metadata, roleRef, subjects }: BindingObject, roleKind: string): BindingRow {
  if (roleRef?.kind !== roleKind) throw new Error(`${metadata?.name} binds a ${roleRef?.kind}`)
  return [roleRef.name ?? '', ...(subjects ?? []).map(subjectText)]
}

function subjectText({ kind, name, namespace }: Subject): string {
  return kind === 'ServiceAccount' ? `${kind} ${namespace}/${name}` : `${kind} ${name}`
}

/** Each aggregate must choose by the one label that bears its name. */
function aggregatesOf({ clusterRoles = [] }: RbacObjects): string[] {
  return clusterRoles.flatMap(({ metadata, aggregationRule }) => {
    if (!aggregationRule) return []
    const name = metadata?.name ?? ''
    const usual = [{ matchLabels: { [`${label}${name}`]: 'true' } }]
    if (JSON.stringify(aggregationRule.clusterRoleSelectors) !== JSON.stringify(usual))
      throw new Error(`${name} chooses by other labels`)
    return [name]
  })
}

function feedsOf({ clusterRoles = [] }: RbacObjects): Record<string, string> {
  return Object.fromEntries(clusterRoles.flatMap(feedOf).sort(byKey))
}

function feedOf({ metadata }: ClusterRoleObject): (readonly [string, string])[] {
  const labels = Object.keys(metadata?.labels ?? {}).filter((key) => key.startsWith(label))
  if (labels.length > 1) throw new Error(`${metadata?.name} feeds several`)
  return labels.map((key) => [metadata?.name ?? '', key.slice(label.length)])
}

/** What others hold and the default does not: of roles the rules that are not covered, of bindings the subjects. */
function further(standing_: PolicyTable, { clusterRoles = [], roles = [] }: RbacObjects, all: readonly RbacObjects[]) {
  return {
    clusterRoles: furtherRules(
      clusterRoles,
      all.map((each) => each.clusterRoles ?? []),
    ),
    roles: furtherRules(
      roles,
      all.map((each) => each.roles ?? []),
    ),
    clusterRoleBindings: furtherSubjects(
      standing_.clusterRoleBindings,
      all.map((each) => tableOf(each).clusterRoleBindings),
    ),
    roleBindings: furtherSubjects(
      standing_.roleBindings,
      all.map((each) => tableOf(each).roleBindings),
    ),
  } satisfies PolicyTable
}

function furtherRules(ours: readonly RoleObject[], theirs: readonly (readonly RoleObject[])[]) {
  const held = new Map(ours.map((role) => [keyOf(role), role.rules ?? []]))
  const found = new Map<string, PolicyRule[]>()
  for (const role of theirs.flat()) {
    const key = keyOf(role)
    const before = found.get(key) ?? []
    const { uncovered } = covers([...(held.get(key) ?? []), ...before], role.rules ?? [])
    if (uncovered.length > 0 || !held.has(key)) found.set(key, [...before, ...uncovered])
  }
  return Object.fromEntries([...found].map(([key, rules]) => [key, joined(rules).map(ruleRow)] as const).sort(byKey))
}

/** Smallest parts put together again: their verbs, then what has the same verbs. */
function joined(parts: readonly PolicyRule[]): PolicyRule[] {
  const rules = new Map<string, PolicyRule>()
  for (const rule of compactRules(parts)) {
    const verbs = [...new Set(rule.verbs)].sort()
    const key = JSON.stringify([verbs, rule.apiGroups, rule.resourceNames])
    const before = rules.get(key)
    rules.set(key, {
      ...rule,
      verbs,
      ...(rule.resources && { resources: [...new Set([...(before?.resources ?? []), ...rule.resources])] }),
      ...(rule.nonResourceURLs && {
        nonResourceURLs: [...new Set([...(before?.nonResourceURLs ?? []), ...rule.nonResourceURLs])],
      }),
    })
  }
  return [...rules.values()]
}

function furtherSubjects(ours: PolicyTable['roleBindings'], theirs: readonly PolicyTable['roleBindings'][]) {
  const found = new Map<string, readonly [string, ...string[]]>()
  for (const [key, [role, ...subjects]] of theirs.flatMap((table) => Object.entries(table))) {
    const [ownRole, ...own] = ours[key] ?? [role]
    if (role !== ownRole) throw new Error(`${key} bound ${role}`)
    const [, ...before] = found.get(key) ?? [role]
    const added = subjects.filter((subject) => !own.includes(subject) && !before.includes(subject))
    if (added.length > 0 || ours[key] === undefined) found.set(key, [role, ...before, ...added])
  }
  return Object.fromEntries([...found].sort(byKey))
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}

function literal(value: unknown): string {
  return JSON.stringify(value)
}

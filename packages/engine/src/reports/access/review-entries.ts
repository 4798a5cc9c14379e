import {
  type Binding,
  type ClusterAccess,
  compactRules,
  type Dangling,
  type HeldPower,
  type IdentityReview,
  type InheritedGrants,
  otherRules,
  type PolicyRule,
  type ReviewedGrant,
} from '../../access/index.ts'
import { resourceTitle } from '../names.ts'
import { enumerate } from '../text.ts'
import { bindingTitle, rulePlace } from './access-words.ts'
import { identityTitle, powerText } from './review-report.ts'

/** Grants by the same role that let do the same, told of together. */
export interface GrantEntry {
  readonly grants: readonly [ReviewedGrant, ...ReviewedGrant[]]
  readonly powers: readonly HeldPower[]
}

/** What names an identity itself, the most dangerous first; grants of one role in several namespaces are one entry. */
export function grantEntries({ grants }: IdentityReview): GrantEntry[] {
  const groups = Map.groupBy(grants, ({ binding, powers }) =>
    JSON.stringify([
      binding.kind,
      binding.role.kind,
      binding.role.name,
      powers.map(({ power, danger, names }) => [power.id, danger, names]),
    ]),
  )
  return [...groups.values()].flatMap(([first, ...rest]) =>
    first ? [{ grants: [first, ...rest] as const, powers: first.powers }] : [],
  )
}

/** `in the whole cluster`, `in shop and ci`. */
export function whereText(namespaces: readonly (string | undefined)[]): string {
  const named = namespaces.filter((namespace) => namespace !== undefined)
  return named.length < namespaces.length ? 'in the whole cluster' : `in ${enumerate([...new Set(named)], 4)}`
}

/** Where the worst of an entry holds. */
export function entryWhere({ grants }: GrantEntry): string {
  return whereText(grants.map(({ binding, powers }) => powers[0]?.namespace ?? (binding.namespace || undefined)))
}

/** Powers in words, with why the worst of them matters: `read every Secret in shop: keys of others; also exec`. */
export function powersText(powers: readonly HeldPower[], where: string, most: number): string {
  const [worst, ...rest] = powers
  if (!worst) return ''
  const also = rest.length === 0 ? '' : `; also ${enumerate(rest.map(powerText), most)}`
  return `may ${powerText(worst)} ${where}: ${worst.power.why}${also}`
}

/** `by RoleBinding shop/a → Role reader`. */
export function grantText({ grants: [first, ...rest] }: GrantEntry): string {
  const { role } = first.binding
  const more = rest.length === 0 ? '' : ` and ${rest.length} more`
  return `by ${bindingTitle(first.binding)}${more} → ${role.kind} ${role.name}`
}

/** Where the rules of powers stand; roles that Kubernetes makes have no place. */
export function rulePlaces(powers: readonly HeldPower[], access: ClusterAccess): string[] {
  const places = powers.flatMap(({ sources }) =>
    sources.flatMap(({ binding, rule: index }) => {
      const rule = binding.list.rules[index]
      return (rule && rulePlace(rule, access)) ?? []
    }),
  )
  return [...new Set(places)]
}

/** What runs as an account, with whether it has the token: `runs Deployment shop/cart, with its token`. */
export function runnersText({ runners }: IdentityReview, most: number): string | undefined {
  if (runners.length === 0) return undefined
  const titles = (mounts: boolean) =>
    runners.filter(({ mountsToken }) => mountsToken === mounts).map(({ workload }) => resourceTitle(workload.resource))
  const parts = [
    [titles(true), 'with its token'],
    [titles(false), 'without its token'],
  ] as const
  return `runs ${parts
    .filter(([names]) => names.length > 0)
    .map(([names, how]) => `${enumerate(names, most)}, ${how}`)
    .join('; ')}`
}

/** Groups through which an identity holds something dangerous. */
export function inheritedDangers({ inherited }: IdentityReview): InheritedGrants[] {
  return inherited.filter(({ danger }) => danger !== 'none')
}

/** How many rules of an identity give no power; beside everything, none is worth a word. */
export function harmlessCount({ grants, together }: IdentityReview): number {
  if (grants.some(givesEverything)) return 0
  return grants.reduce((sum, grant) => sum + otherRules(grant, together).length, 0)
}

/** The rules of a grant that give no power, joined where they can be. */
export function harmlessRules(grant: ReviewedGrant, together: readonly HeldPower[]): PolicyRule[] {
  return givesEverything(grant) ? [] : compactRules(otherRules(grant, together))
}

function givesEverything({ powers }: ReviewedGrant): boolean {
  return powers.some(({ power }) => power.id === 'everything')
}

/** A rule as a line: `get, list pods, deployments.apps named a`; of each list the first ones. */
export function ruleText(rule: PolicyRule, most: number = Infinity): string {
  const { verbs, apiGroups, resources, resourceNames, nonResourceURLs } = rule
  const groups = apiGroups ?? []
  // The core group has no name, so that it cannot stand in braces.
  const suffixes = groups.includes('') || groups.length < 2 ? groups.map(suffixOf) : [`.{${groups.join(',')}}`]
  const named = (resources ?? []).flatMap((resource) => {
    const [name = '', ...rest] = resource.split('/')
    return suffixes.map((suffix) => [name + suffix, ...rest].join('/'))
  })
  const list = (items: readonly string[]) => (items.length > most + 1 ? enumerate(items, most) : items.join(', '))
  const names = (resourceNames ?? []).length > 0 ? ` named ${list(resourceNames ?? [])}` : ''
  return `${(verbs ?? []).join(', ')} ${list([...named, ...(nonResourceURLs ?? [])])}${names}`
}

function suffixOf(group: string): string {
  return group === '' ? '' : `.${group}`
}

/** A binding that leads nowhere, in words. */
export function danglingText(dangling: Dangling): string {
  switch (dangling.kind) {
    case 'role': {
      return roleProblemText(dangling.binding)
    }
    case 'account': {
      const { identity, danger } = dangling
      const how = danger === 'none' ? '' : ` (${danger})`
      return `there is no ${identityTitle(identity)}: whoever makes it holds what is bound${how}`
    }
    case 'nobody': {
      const { kind = '', name = '' } = dangling.subject
      return kind === 'ServiceAccount'
        ? `ServiceAccount ${name} is named without a namespace, which is nobody`
        : `${kind === '' ? 'a subject without a kind' : `${kind} ${name}`} is no kind of subject that can hold anything`
    }
  }
}

/** Why a binding grants nothing. A reference cannot be changed, only written anew with the binding. */
function roleProblemText({ object, role: { kind, name } }: Binding): string {
  const nothing = 'it grants nothing'
  if (object.roleRef === undefined) return `it has no roleRef: ${nothing}`
  if (kind === '') return `its roleRef has no kind: ${nothing}`
  if (kind !== 'Role' && kind !== 'ClusterRole')
    return `its roleRef is to ${kind}, which is no kind of role: ${nothing}`
  if (name === '') return `its roleRef has no name: ${nothing}`
  return `there is no ${kind} ${name}: ${nothing} until somebody makes one`
}

import {
  type Cluster,
  effectiveNamespace,
  mountsToken,
  type Resource,
  serviceAccountName,
  type Workload,
} from '../cluster/index.ts'
import { AsMade } from './as-made.ts'
import type { Binding, Rbac } from './bindings.ts'
import { accessWithDefaults } from './bootstrap/index.ts'
import { BindingsByIdentity, type Identity, identityKey, identityOf, isEverybody } from './identity.ts'
import { JointPowers } from './joint.ts'
import { dangerRank, type HeldPower, heldPowers, worse, worst } from './judge.ts'
import type { PolicyRule, Subject } from './objects.ts'
import type { Danger } from './powers/index.ts'

/** What a binding gives an identity. */
export interface ReviewedGrant {
  readonly binding: Binding
  readonly subject: Subject
  /** What its rules let do by themselves, worst first. */
  readonly powers: readonly HeldPower[]
  readonly danger: Danger
}

/** What an identity holds as everybody in a group does; the same for each of them. */
export interface InheritedGrants {
  readonly group: string
  readonly grants: readonly ReviewedGrant[]
  readonly danger: Danger
}

/** A workload that runs as a service account. */
export interface Runner {
  readonly workload: Workload
  readonly mountsToken: boolean
}

/** What an identity holds, from where, and how dangerous that is. */
export interface IdentityReview {
  readonly identity: Identity
  /** The worst of all that it holds. */
  readonly danger: Danger
  /** The worst of what names it, rather than a group that it is in. */
  readonly ownDanger: Danger
  /** Whether everybody is it, which makes what it holds worse. */
  readonly isEverybody: boolean
  /** Whether it is one of Kubernetes' own that holds no more than a new cluster gives it. */
  readonly isDefault: boolean
  /** The ServiceAccount, where it is declared. */
  readonly declared: Resource | undefined
  readonly runners: readonly Runner[]
  /** What names it, the most dangerous first. */
  readonly grants: readonly ReviewedGrant[]
  /** By its groups: those that a binding names. */
  readonly inherited: readonly InheritedGrants[]
  /** What it takes several grants together for. */
  readonly together: readonly HeldPower[]
}

/** A binding that leads nowhere. */
export type Dangling =
  | { readonly kind: 'role'; readonly binding: Binding }
  /** Whoever makes the account holds what is bound, as dangerous as that is. */
  | { readonly kind: 'account'; readonly binding: Binding; readonly identity: Identity; readonly danger: Danger }
  | { readonly kind: 'nobody'; readonly binding: Binding; readonly subject: Subject }

export interface AccessReview {
  /** Worst first. */
  readonly identities: readonly IdentityReview[]
  readonly dangling: readonly Dangling[]
}

/**
 * Goes through everybody whom a binding names and every account that a workload runs as: what each holds, and how
 * dangerous that is by what its rules let it do. No path is followed further than that.
 */
export function reviewIdentities(cluster: Cluster): AccessReview {
  const { rbac } = accessWithDefaults(cluster)
  const bindings = new BindingsByIdentity(rbac)
  const runners = runnersOf(cluster)
  const identities = new Map(bindings.identities)
  for (const [key, { identity }] of runners) if (!identities.has(key)) identities.set(key, identity)
  const powersOf = alone(rbac)
  const asMade = new AsMade()
  const joint = new JointPowers(rbac, powersOf)
  const granted = (of: Identity, step = same<Danger>): ReviewedGrant[] =>
    bindings
      .of(of)
      .map((each): ReviewedGrant => {
        const powers = powersOf(each.binding).map((held) => ({ ...held, danger: step(held.danger) }))
        return { ...each, powers, danger: worst(powers.map(({ danger }) => danger)) }
      })
      .sort((a, b) => dangerRank(a.danger) - dangerRank(b.danger))
  const inheritedBy = once((group: string): InheritedGrants => {
    const grants = granted({ kind: 'Group', namespace: undefined, name: group })
    return { group, grants, danger: grants[0]?.danger ?? 'none' }
  })
  const bindingsBy = once((group: string) => inheritedBy(group).grants.map(({ binding }) => binding))
  const reviewed = [...identities].map(([key, identity]): IdentityReview => {
    const step = isEverybody(identity) ? worse : same
    const grants = granted(identity, step)
    const groups = bindings.groupsOf(identity)
    const inherited = groups.map(inheritedBy)
    const together = joint
      .of(
        grants.map(({ binding }) => binding),
        new Map(groups.map((group) => [group, bindingsBy(group)])),
      )
      .map((held) => ({ ...held, danger: step(held.danger) }))
      .sort((a, b) => dangerRank(a.danger) - dangerRank(b.danger))
    const ownDanger = worst([...grants, ...together].map(({ danger }) => danger))
    return {
      identity,
      danger: worst([ownDanger, ...inherited.map(({ danger }) => danger)]),
      ownDanger,
      isEverybody: isEverybody(identity),
      isDefault: isKubernetes(identity) && grants.every((grant) => isOwnGrant(grant, asMade)),
      declared: accountOf(cluster, identity),
      runners: runners.get(key)?.runners ?? [],
      grants,
      inherited,
      together,
    }
  })
  const dangerOf = new Map(reviewed.map(({ identity, danger }) => [identityKey(identity), danger]))
  const dangling = danglingOf(rbac, cluster, asMade, (identity) => dangerOf.get(identityKey(identity)) ?? 'none')
  return { identities: reviewed.sort(worseFirst), dangling }
}

function same<T>(value: T): T {
  return value
}

function once<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, { readonly value: Value }>()
  return (key) => {
    let found = known.get(key)
    if (found === undefined) known.set(key, (found = { value: make(key) }))
    return found.value
  }
}

/** The powers of each binding by itself. */
function alone(rbac: Rbac): (binding: Binding) => readonly HeldPower[] {
  return once((binding: Binding) =>
    binding.kind === 'ClusterRoleBinding'
      ? heldPowers(rbac, [binding], undefined)
      : heldPowers(rbac, [], { namespace: binding.namespace, bindings: [binding] }),
  )
}

/** The rules of an identity's grant that give no power, together with others neither. */
export function otherRules({ binding, powers }: ReviewedGrant, together: readonly HeldPower[]): readonly PolicyRule[] {
  const used = new Set(powers.flatMap(({ sources }) => sources).map(({ rule }) => rule))
  for (const rule of usedBy(together).get(binding) ?? []) used.add(rule)
  return binding.list.rules.filter((_, i) => !used.has(i))
}

const uses = new WeakMap<readonly HeldPower[], ReadonlyMap<Binding, readonly number[]>>()

function usedBy(held: readonly HeldPower[]): ReadonlyMap<Binding, readonly number[]> {
  let found = uses.get(held)
  if (found === undefined) {
    const sources = Map.groupBy(
      held.flatMap((each) => each.sources),
      ({ binding }) => binding,
    )
    found = new Map([...sources].map(([binding, its]) => [binding, its.map(({ rule }) => rule)]))
    uses.set(held, found)
  }
  return found
}

function isKubernetes({ kind, namespace, name }: Identity): boolean {
  return kind === 'ServiceAccount' ? namespace === 'kube-system' : name.startsWith('system:')
}

/** Whether a grant is one that a new cluster has, or a harmless one by a role of its own. */
function isOwnGrant({ binding, subject, powers }: ReviewedGrant, asMade: AsMade): boolean {
  return asMade.isGrant(binding, subject) || (powers.length === 0 && asMade.isRole(binding))
}

/** Workloads by the account that they run as. What another workload of the cluster made is told of with its maker. */
function runnersOf(cluster: Cluster): Map<string, { readonly identity: Identity; readonly runners: Runner[] }> {
  const found = new Map<string, { readonly identity: Identity; readonly runners: Runner[] }>()
  for (const workload of cluster.workloads) {
    if (workload.owner !== undefined) continue
    const namespace = effectiveNamespace(workload.resource)
    const identity: Identity = { kind: 'ServiceAccount', namespace, name: serviceAccountName(workload) }
    const key = identityKey(identity)
    const runner = { workload, mountsToken: mountsToken(workload, cluster) }
    const known = found.get(key)
    if (known) known.runners.push(runner)
    else found.set(key, { identity, runners: [runner] })
  }
  return found
}

/** The account as declared; one without a namespace may be that of any. */
function accountOf(cluster: Cluster, { kind, namespace, name }: Identity): Resource | undefined {
  if (kind !== 'ServiceAccount') return undefined
  const own = cluster.find('ServiceAccount', namespace, name)
  if (own) return own
  const anywhere = cluster.find('ServiceAccount', undefined, name)
  return anywhere?.namespace === undefined ? anywhere : undefined
}

function danglingOf(
  rbac: Rbac,
  cluster: Cluster,
  asMade: AsMade,
  dangerOf: (identity: Identity) => Danger,
): Dangling[] {
  return rbac.bindings.flatMap((binding): Dangling[] => [
    ...(binding.problem === undefined ? [] : [{ kind: 'role' as const, binding }]),
    ...binding.subjects.flatMap((subject): Dangling[] => {
      const identity = identityOf(subject, binding.namespace)
      if (identity === undefined) return [{ kind: 'nobody', binding, subject }]
      if (identity.kind !== 'ServiceAccount' || identity.name === 'default') return []
      if (accountOf(cluster, identity) || asMade.isSubject(binding, subject)) return []
      return [{ kind: 'account', binding, identity, danger: dangerOf(identity) }]
    }),
  ])
}

/** Worst first; of the same danger what everybody is, then what pods run as and hold the token of. */
function worseFirst(a: IdentityReview, b: IdentityReview): number {
  return (
    dangerRank(a.danger) - dangerRank(b.danger) ||
    dangerRank(a.ownDanger) - dangerRank(b.ownDanger) ||
    reach(b) - reach(a) ||
    compare(identityKey(a.identity), identityKey(b.identity))
  )
}

function reach({ isEverybody: everybody, runners }: IdentityReview): number {
  return everybody ? 3 : runners.some(({ mountsToken: mounts }) => mounts) ? 2 : runners.length > 0 ? 1 : 0
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

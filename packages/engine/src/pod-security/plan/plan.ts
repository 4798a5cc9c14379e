import { type Cluster, type Resource, systemNamespaces, type Workload } from '../../cluster/index.ts'
import type { PodExemptions } from '../admission/exemptions.ts'
import { builtInDefaults, type LabelError, type NamespacePolicy, policyOf } from '../admission/labels.ts'
import { compareLevels, type Level, type LevelVersion, type Version } from '../levels.ts'
import { type BlockedLevel, type Blocker, blockersOf } from './blockers.ts'
import { strictestLevel, strictestPinned } from './enforceable.ts'
import { type ForecastStep, forecastOf, type VersionAdvice, versionAdvice } from './forecast.ts'
import { proposeSplit, type SplitProposal } from './move/index.ts'
import { type Refused, refusedNow } from './refusals.ts'
import { rolloutOf, type Stage } from './rollout.ts'
import { type Subject, subjectsByNamespace } from './subject.ts'
import { type UserNamespace, userNamespaceOf } from './user-namespace.ts'

export interface PlanOptions {
  /** The policy version that levels are judged at. */
  readonly version: Version
  /** The level to get to. */
  readonly goal: Exclude<Level, 'privileged'>
  /** The minor of the cluster's Kubernetes, from which upgrades are forecast. */
  readonly from: number
  /** What the API server applies to namespaces without labels. */
  readonly defaults?: NamespacePolicy
  readonly exemptions: PodExemptions
}

/** `hostUsers: false` for a workload that blocks the goal. */
export interface Alternative {
  readonly subject: Subject
  readonly userNamespace: UserNamespace
}

/** Workloads to move, so that the rest passes a level. */
export interface Split {
  readonly level: BlockedLevel
  readonly proposal: SplitProposal
}

/** What a namespace could enforce, what stands in the way, and how to get there. */
export interface NamespacePlan {
  readonly namespace: string
  /** Its Namespace object, where it is among the resources. */
  readonly resource: Resource | undefined
  /** Whether the API server's configuration exempts it, so that its labels are ignored. */
  readonly exempt: boolean
  readonly policy: NamespacePolicy
  readonly labelErrors: readonly LabelError[]
  readonly subjects: readonly Subject[]
  /** The strictest level that all its pods pass at the version asked for. */
  readonly enforceable: Level
  /** A stricter one that they pass at an older version of its policy. */
  readonly pinned: LevelVersion | undefined
  /** Workloads that keep it from each level up to the goal. */
  readonly blockers: Readonly<Record<BlockedLevel, readonly Blocker[]>>
  /** Pods that the policy it enforces refuses. */
  readonly refused: readonly Refused[]
  /** What upgrades change, for the levels from what it can enforce up to the goal, and for what it enforces. */
  readonly forecast: readonly ForecastStep[]
  /** How to version the level that it can enforce; undefined for privileged. */
  readonly advice: VersionAdvice | undefined
  readonly alternatives: readonly Alternative[]
  /** What a namespace of their own for the few workloads that hold it back would take. */
  readonly splits: readonly Split[]
  readonly stages: readonly Stage[]
}

/** Plans every namespace that has a pod or an object of its own, those with the widest gap first. */
export function planNamespaces(cluster: Cluster, options: PlanOptions): NamespacePlan[] {
  const subjects = subjectsByNamespace(cluster)
  const objects = new Map(cluster.ofKind('Namespace', '').map((resource) => [resource.name, resource]))
  const names = new Set([...objects.keys(), ...subjects.keys()])
  return [...names]
    .map((name) => planNamespace(cluster, name, objects.get(name), subjects.get(name) ?? [], options))
    .sort((a, b) => urgencyOf(b) - urgencyOf(a) || a.namespace.localeCompare(b.namespace, 'en'))
}

function planNamespace(
  cluster: Cluster,
  namespace: string,
  resource: Resource | undefined,
  subjects: readonly Subject[],
  options: PlanOptions,
): NamespacePlan {
  const { version, goal, from, defaults = builtInDefaults, exemptions } = options
  const labels = resource?.metadata.labels ?? {}
  const { policy, errors } = policyOf(labels, defaults)
  const exempt = exemptions.namespaces.includes(namespace)
  const pods = subjects.map(({ pod }) => pod)
  const enforceable = strictestLevel(pods, version)
  const pinned = strictestPinned(pods, from, version)
  const baseline = blockersOf(subjects, 'baseline', version)
  const restricted = goal === 'restricted' ? blockersOf(subjects, 'restricted', version) : []
  const advice = enforceable === 'privileged' ? undefined : versionAdvice(subjects, enforceable, from)
  return {
    namespace,
    resource,
    exempt,
    policy,
    labelErrors: errors,
    subjects,
    enforceable,
    pinned,
    blockers: { baseline, restricted },
    refused: exempt ? [] : refusedNow(subjects, policy.enforce, exemptions),
    forecast: levelsToForecast(policy.enforce.level, enforceable, goal).flatMap((level) =>
      forecastOf(subjects, level, from),
    ),
    advice,
    alternatives: restricted
      .filter(({ subject }) => !baseline.some((blocker) => blocker.subject === subject))
      .flatMap((blocker) => alternativeFor(blocker, version)),
    splits: (['baseline', 'restricted'] as const).flatMap((level) =>
      splitFor(cluster, namespace, level, { blockers: { baseline, restricted }, subjects }),
    ),
    stages:
      exempt || isSystem(namespace) || subjects.length === 0
        ? []
        : rolloutOf({
            labels,
            policy,
            now: pinned ?? { level: enforceable, version: advice?.version ?? 'latest' },
            goal,
            defaults,
            blockers: { baseline: baseline.length, restricted: restricted.length },
          }),
  }
}

/**
 * Where something else is in the way that no edit ends, a user namespace does not lead to restricted; nor does it make a pod
 * that baseline refuses any better.
 */
function alternativeFor({ subject, lifts }: Blocker, version: Version): Alternative[] {
  const userNamespace = userNamespaceOf(subject.pod, 'restricted', version)
  if (userNamespace === undefined) return []
  const lifted = new Set(userNamespace.lifts)
  return lifts.some((lift) => lift.class === 'none' && !lifted.has(lift.check)) ? [] : [{ subject, userNamespace }]
}

function splitFor(
  cluster: Cluster,
  namespace: string,
  level: BlockedLevel,
  plan: Pick<NamespacePlan, 'blockers' | 'subjects'>,
): Split[] {
  const { holders, all } = holdersOf(plan, level)
  const proposal = proposeSplit(cluster, namespace, holders, all)
  return proposal ? [{ level, proposal }] : []
}

/** Whether the namespace is one that Kubernetes keeps for itself: its pods run the cluster, and need what they have. */
export function isSystem(namespace: string): boolean {
  return systemNamespaces.includes(namespace)
}

function levelsToForecast(enforced: Level, enforceable: Level, goal: Level): Level[] {
  return (['baseline', 'restricted'] as const).filter(
    (level) => level === enforced || level === enforceable || level === goal,
  )
}

/** How many levels a namespace enforces less than it could, or more than its pods pass; the latter weighs more. */
function urgencyOf({ refused, policy, enforceable, subjects }: NamespacePlan): number {
  if (refused.length > 0) return 10
  return subjects.length === 0 ? -1 : Math.max(compareLevels(enforceable, policy.enforce.level), 0)
}

/** The workloads that keep a namespace from a level, and all that it has. */
function holdersOf(
  { blockers, subjects }: Pick<NamespacePlan, 'blockers' | 'subjects'>,
  level: BlockedLevel,
): { readonly holders: readonly Workload[]; readonly all: readonly Workload[] } {
  const holding = blockers[level].flatMap(({ subject, alike }) => [subject, ...alike])
  return { holders: holding.map(({ workload }) => workload), all: subjects.map(({ workload }) => workload) }
}

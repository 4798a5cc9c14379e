import type { Severity } from '../findings/index.ts'
import { type PathStep, type Start, stepsOf, type Takeover, type TakeoverPath } from './analyse.ts'
import { type Cut, findCut } from './cut/index.ts'
import type { Exposure, World } from './world/index.ts'
import { whoText } from './graph/index.ts'
import { type Raised, raisedTechniques } from './raised.ts'
import type { TargetId } from './targets.ts'

/** What a takeover would be, worst first. */
export interface TakeoverReport {
  readonly takeover: Takeover
  /** Starts that reach a target, worst first. */
  readonly starts: readonly ReachingStart[]
  readonly reach: readonly TargetReach[]
  readonly raised: readonly Raised[]
  readonly cut: Cut
  /** What the answer takes for granted, in sentences. */
  readonly assumptions: readonly string[]
}

/** A start with the shortest way to each target that it reaches, worst target first. */
export interface ReachingStart {
  readonly start: Start
  /** How it is reached from outside the cluster; empty when it is not known to be. */
  readonly exposed: readonly string[]
  readonly severity: Severity
  readonly paths: readonly TakeoverPath[]
}

/** How many starts reach a target. */
export interface TargetReach {
  readonly target: TargetId
  readonly workloads: number
  /** Of those, the ones that are reachable from outside the cluster. */
  readonly exposed: number
  /** Users, groups and service accounts that no workload runs as. */
  readonly identities: number
  /** The fewest techniques that any of them takes; undefined when none gets there. */
  readonly shortest: number | undefined
}

/** How bad it is that a target is reached, by a start that nobody outside reaches, and by one that somebody does. */
const severities: Readonly<Record<TargetId, readonly [inside: Severity, outside: Severity]>> = {
  'cluster-admin': ['critical', 'critical'],
  node: ['high', 'critical'],
  'cluster-secrets': ['critical', 'critical'],
  'namespace-secrets': ['medium', 'high'],
}

const order: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info']

/** Puts together what there is to say of a takeover. */
export function takeoverReport(takeover: Takeover): TakeoverReport {
  const { world, paths, targets } = takeover
  const byStart = Map.groupBy(paths, ({ start }) => start)
  const reaching = [...byStart].map(([start, own]): ReachingStart => {
    const exposed = start.kind === 'workload' ? exposureWords(world.exposureOf(start.load)) : []
    return { start, exposed, severity: worstOf(own, exposed.length > 0), paths: own }
  })
  reaching.sort(
    (a, b) =>
      order.indexOf(a.severity) - order.indexOf(b.severity) ||
      Number(b.exposed.length > 0) - Number(a.exposed.length > 0) ||
      rank(a.paths, targets) - rank(b.paths, targets) ||
      (a.paths[0]?.length ?? 0) - (b.paths[0]?.length ?? 0) ||
      compare(startTitle(a.start), startTitle(b.start)),
  )
  const exposed = new Set(reaching.filter((each) => each.exposed.length > 0).map(({ start }) => start))
  return {
    takeover,
    starts: reaching,
    reach: targets.map((target) => {
      const own = paths.filter((path) => path.target === target)
      const workloads = own.filter(({ start }) => start.kind === 'workload')
      return {
        target,
        workloads: workloads.length,
        exposed: workloads.filter(({ start }) => exposed.has(start)).length,
        identities: own.length - workloads.length,
        shortest: own.length === 0 ? undefined : Math.min(...own.map(({ length }) => length)),
      }
    }),
    raised: raisedTechniques(world),
    cut: findCut(takeover),
    assumptions: assumptionsOf(takeover),
  }
}

/** Each way once: an Ingress may lead to a Service by many paths. */
function exposureWords(exposures: readonly Exposure[]): string[] {
  return [...new Set(exposures.map(({ words }) => words))]
}

function worstOf(paths: readonly TakeoverPath[], isExposed: boolean): Severity {
  const all = paths.map(({ target }) => severities[target][isExposed ? 1 : 0])
  return order.find((severity) => all.includes(severity)) ?? 'info'
}

/** The place of the worst target among those asked for. */
function rank(paths: readonly TakeoverPath[], targets: readonly TargetId[]): number {
  return Math.min(...paths.map(({ target }) => targets.indexOf(target)))
}

function assumptionsOf({ world, paths, starts }: Takeover): string[] {
  if (starts.length === 0) return []
  const taken = paths.flatMap(({ proof }) => proof.flatMap(({ cuts }) => cuts.flatMap(({ assumes = [] }) => assumes)))
  return [...(paths.length === 0 ? [] : assumedPlaces(world)), ...new Set(taken), ...world.unknowns]
}

/** What is taken for granted about nodes; it only adds ways, and where there is none it is not worth telling. */
function assumedPlaces({ places, loads }: World): string[] {
  const unplaced = loads.filter((load) => places.of(load).some((place) => place.assumed)).length
  const ownsControlPlane = places.all.some((place) => place.assumed && place.controlPlane)
  return [
    ...(unplaced > 1 ? ['Workloads of which no node is known are taken to share one.'] : []),
    ...(ownsControlPlane ? ['The cluster is taken to run its own control plane, as no Node tells otherwise.'] : []),
  ]
}

/** A start as people call it: `Deployment shop/cart`, `user alice`. */
export function startTitle(start: Start): string {
  return start.kind === 'workload' ? start.load.title : whoText(start.who)
}

/** The steps of a path, as a person would walk it. */
export function stepsOfPath(report: TakeoverReport, path: TakeoverPath): PathStep[] {
  return stepsOf(report.takeover.world, path)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

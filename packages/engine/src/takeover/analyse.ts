import type { Cluster } from '../cluster/index.ts'
import { buildWorld } from './build.ts'
import {
  code,
  type CutPoint,
  type Fact,
  identity,
  masters,
  Reach,
  type Step,
  type TechniqueInfo,
  type Who,
  whoKey,
} from './graph/index.ts'
import { peopleIn } from './grants/index.ts'
import type { Load, TakeoverOptions, World } from './world/index.ts'
import { targetFact, type TargetId } from './targets.ts'

/** Where an intruder begins: in a workload, or as somebody. */
export type Start =
  | { readonly kind: 'workload'; readonly load: Load }
  | { readonly kind: 'identity'; readonly who: Who }

/** The shortest way from a start to a target. */
export interface TakeoverPath {
  readonly start: Start
  readonly target: TargetId
  /** How many techniques it takes. */
  readonly length: number
  /** Steps of the graph, each after those that it needs. */
  readonly proof: readonly Step[]
}

/** What is done at one point of a path. */
export interface PathStep {
  readonly technique: TechniqueInfo
  /** In words, an imperative. */
  readonly text: string
  /** As whom, where a request to the API is made. */
  readonly as: readonly Who[]
  /** The declarations that it stands on. */
  readonly grants: readonly CutPoint[]
}

export interface Takeover {
  readonly world: World
  readonly reach: Reach
  readonly starts: readonly Start[]
  readonly targets: readonly TargetId[]
  readonly paths: readonly TakeoverPath[]
}

export interface AnalyseOptions extends TakeoverOptions {
  readonly targets: readonly TargetId[]
  /** Which starts are looked at; all but those of Kubernetes itself when left out. */
  readonly isStart?: (start: Start, isOwn: boolean) => boolean
}

/** Finds, for every start, the shortest way to each target. */
export function analyse(cluster: Cluster, options: AnalyseOptions): Takeover {
  const world = buildWorld(cluster, options)
  const reach = new Reach(world.graph)
  const { targets, isStart = (_, isOwn) => !isOwn } = options
  const starts = startsOf(world).flatMap(({ start, isOwn }) => (isStart(start, isOwn) ? [start] : []))
  return { world, reach, starts, targets, paths: pathsFrom(world, reach, starts, targets) }
}

/** The shortest paths under whatever the reach has cut away. */
export function pathsFrom(
  { graph }: World,
  reach: Reach,
  starts: readonly Start[],
  targets: readonly TargetId[],
): TakeoverPath[] {
  const wanted = targets.flatMap((target) => {
    const fact = graph.find(targetFact(target))
    return fact === undefined ? [] : [{ target, fact }]
  })
  return starts.flatMap((start) => {
    const from = factsOf(start).flatMap((fact) => graph.find(fact) ?? [])
    return wanted.flatMap(({ target, fact }) => {
      const way = reach.way(from, fact)
      return way === undefined ? [] : [{ start, target, ...way }]
    })
  })
}

interface PossibleStart {
  readonly start: Start
  /** Whether Kubernetes itself runs as it, or gives it what it has. */
  readonly isOwn: boolean
}

/** Every workload, and everybody else whom a binding names. */
function startsOf({ loads, access, grants }: World): PossibleStart[] {
  const workloads = loads.map(
    (load): PossibleStart => ({ start: { kind: 'workload', load }, isOwn: load.controlPlane }),
  )
  const used = new Set(
    loads.map(({ namespace, account }) => whoKey({ kind: 'ServiceAccount', namespace, name: account })),
  )
  const others = new Map<string, PossibleStart>()
  for (const binding of access.rbac.bindings) {
    if (binding.problem !== undefined) continue
    const isKept = grants.keptBinding(binding) !== undefined
    for (const who of peopleIn(binding)) {
      // The API server lets that group do everything before it looks at any binding: none makes a difference, nor its end.
      const isOwn = isKept || (who.kind === 'Group' && who.name === masters)
      if (used.has(whoKey(who)) || (isOwn && others.has(whoKey(who)))) continue
      others.set(whoKey(who), { start: { kind: 'identity', who }, isOwn })
    }
  }
  return [...workloads, ...others.values()]
}

function factsOf(start: Start): Fact[] {
  return start.kind === 'workload' ? start.load.spots.map(code) : [identity(start.who)]
}

/** A path as a person would walk it: what only means another thing goes into the step that makes use of it. */
export function stepsOf(world: World, path: TakeoverPath): PathStep[] {
  const { facts } = world.graph
  const inPlaceOf = new Map(world.constrained.map(({ limited, as }) => [whoKey(limited), as]))
  const carried = new Map<number, { readonly grants: readonly CutPoint[]; readonly as: readonly Who[] }>()
  const steps: PathStep[] = []
  for (const { needs, gives, cuts, technique, tell } of path.proof) {
    const before = needs.map((need) => carried.get(need))
    const grants = [...new Set([...before.flatMap((each) => each?.grants ?? []), ...cuts])]
    const own = needs.flatMap((need) => {
      const fact = facts[need]
      return fact?.kind === 'identity' && fact.who.kind !== 'Group' ? [inPlaceOf.get(whoKey(fact.who)) ?? fact.who] : []
    })
    const as = [
      ...new Map([...before.flatMap((each) => each?.as ?? []), ...own].map((who) => [whoKey(who), who])).values(),
    ]
    if (technique === undefined) carried.set(gives, { grants, as })
    else steps.push({ technique, text: tell?.() ?? technique.title, as, grants })
  }
  return steps
}

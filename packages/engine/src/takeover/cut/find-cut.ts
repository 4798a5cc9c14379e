import { pathsFrom, type Start, type Takeover, type TakeoverPath } from '../analyse.ts'
import type { CutPoint } from '../graph/index.ts'
import type { TargetId } from '../targets.ts'
import { hittingSet } from './hitting-set.ts'
import { byRule, joined } from './joined.ts'

/** Grants that end every path when they are taken back, and what stays whatever is taken back. */
export interface Cut {
  /** Those that end most paths for what they cost first. */
  readonly grants: readonly CutGrant[]
  readonly cost: number
  /** No set of grants that ends all paths costs less. */
  readonly lowerBound: number
  /** Whether it is proven that nothing cheaper ends all paths. */
  readonly optimal: boolean
  /** Paths that stand only on what must stay. */
  readonly kept: readonly TakeoverPath[]
}

export interface CutGrant {
  readonly point: CutPoint
  /** How many starts reach a target by it, each target of a start once. */
  readonly paths: number
  /** The starts of these paths. */
  readonly starts: readonly Start[]
}

/** How often a solution that lets something through is mended, beyond which the last one that ends all paths stands. */
const mostImprovements = 12

/** How much is followed for improvements, in starts times rounds. */
const mostStartsFollowed = 120_000

/**
 * Finds the cheapest set of declarations without which no start reaches a target. A path is a conjunction: taking back any
 * one of what it stands on ends it. Paths that survive a choice become demands on the next one, until none survives. The
 * last choice is a cheapest one for all demands, so that nothing cheaper ends all paths either, if it was solved exactly.
 */
export function findCut(takeover: Takeover): Cut {
  const { world, reach, targets } = takeover
  const points: CutPoint[] = []
  const indexOf = new Map<CutPoint, number>()
  const demands = new Map<string, { readonly set: readonly number[]; readonly pairs: Set<string> }>()
  const kept = new Map<string, TakeoverPath>()
  const onPoint: Set<TakeoverPath>[] = []
  const number = (point: CutPoint): number => {
    let index = indexOf.get(point)
    if (index === undefined) {
      index = points.length
      indexOf.set(point, index)
      points.push(point)
      onPoint.push(new Set())
    }
    return index
  }
  const costOf = (index: number) => points[index]?.cost ?? 1

  /** Takes surviving paths as demands; those that nothing ends are set aside. Returns whether any could be ended. */
  const demand = (paths: readonly TakeoverPath[]): boolean => {
    let isNew = false
    for (const path of paths) {
      const stands = pointsOf(path).filter(({ cost }) => cost !== Number.POSITIVE_INFINITY)
      if (stands.length === 0) {
        kept.set(pairOf(path.start, path.target), path)
        continue
      }
      const set = stands.map(number).sort((a, b) => a - b)
      for (const index of set) onPoint[index]?.add(path)
      const key = set.join()
      const known = demands.get(key)
      if (known) known.pairs.add(pairOf(path.start, path.target))
      else demands.set(key, { set, pairs: new Set([pairOf(path.start, path.target)]) })
      isNew = true
    }
    return isNew
  }
  const canEnd = ({ start, target }: TakeoverPath) => !kept.has(pairOf(start, target))
  const survivors = (starts: readonly Start[], chosen: readonly number[]): TakeoverPath[] => {
    reach.cut(chosen.flatMap((index) => points[index] ?? []))
    return pathsFrom(world, reach, starts, targets).filter(canEnd)
  }

  // First only ever more is taken back, so that whatever has come to its end need not be followed again: nothing chosen
  // before is in any of the ways that are left.
  const chosen: number[] = []
  let open = takeover.paths
  for (let known = 0; demand(open); ) {
    const missing = [...demands.values().drop(known)].map(({ set }) => set)
    known = demands.size
    chosen.push(...hittingSet(missing, costOf).chosen)
    open = survivors(startsOf(open), chosen)
  }
  // Then it is made as cheap as the demands allow, as long as nothing gets through that way.
  const starts = startsOf(takeover.paths)
  let best: { readonly chosen: readonly number[]; readonly cost: number } = { chosen, cost: total(chosen) }
  let lowerBound = 0
  for (let i = 0, followed = 0; i < mostImprovements && followed <= mostStartsFollowed; i++) {
    // What stays reachable in another way need not be made harder.
    const needed = [...demands.values()].filter(({ pairs }) => [...pairs].some((pair) => !kept.has(pair)))
    const next = hittingSet(
      needed.map(({ set }) => set),
      costOf,
    )
    lowerBound = Math.max(lowerBound, next.lowerBound)
    if (next.cost >= best.cost) break
    const left = survivors(starts, next.chosen)
    followed += starts.length
    if (!demand(left)) {
      best = next
      break
    }
  }
  reach.cut([])
  const standing = (point: CutPoint) => [...(onPoint[number(point)] ?? [])].filter(canEnd)
  const taken = best.chosen.flatMap((index) => points[index] ?? []).filter((point) => standing(point).length > 0)
  const grants = byRule(taken).flatMap((parts): CutGrant[] => {
    const point = joined(parts)
    const paths = parts.flatMap(standing)
    const pairs = new Set(paths.map(({ start, target }) => pairOf(start, target)))
    return point ? [{ point, paths: pairs.size, starts: startsOf(paths) }] : []
  })
  grants.sort((a, b) => b.paths / b.point.cost - a.paths / a.point.cost)
  const cost = grants.reduce((sum, { point }) => sum + point.cost, 0)
  return {
    grants,
    cost,
    lowerBound: Math.min(lowerBound, cost),
    optimal: lowerBound >= cost,
    kept: [...kept.values()],
  }

  function total(list: readonly number[]): number {
    return list.reduce((all, index) => all + costOf(index), 0)
  }
}

/** Every declaration that a path stands on. */
function pointsOf({ proof }: TakeoverPath): CutPoint[] {
  return [...new Set(proof.flatMap(({ cuts }) => cuts))]
}

function startsOf(paths: readonly TakeoverPath[]): Start[] {
  return [...new Set(paths.map(({ start }) => start))]
}

const startIds = new WeakMap<Start, number>()
let lastId = 0

function pairOf(start: Start, target: TargetId): string {
  let id = startIds.get(start)
  if (id === undefined) startIds.set(start, (id = ++lastId))
  return `${id} ${target}`
}

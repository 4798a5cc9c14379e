/** Elements, by index, that hit every set, and how sure it is that no cheaper ones do. */
export interface HittingSet {
  readonly chosen: readonly number[]
  readonly cost: number
  /** No choice costs less. */
  readonly lowerBound: number
}

/** How many branches are looked into before the best choice so far is taken. */
const mostBranches = 20_000

/** How many sets are looked at in these branches, as a branch over thousands of sets takes long. */
const mostSets = 600_000

/**
 * A cheapest choice of elements with at least one from every set. Sets that share nothing are solved apart. Small ones are
 * solved exactly, by branch and bound; beyond a number of branches the greedy choice stands, and the bound tells the gap.
 */
export function hittingSet(sets: readonly (readonly number[])[], costOf: (element: number) => number): HittingSet {
  const parts = components(withoutSupersets(sets)).map((part) => solve(part, costOf))
  return {
    chosen: parts.flatMap(({ chosen }) => chosen).sort((a, b) => a - b),
    cost: sum(parts.map(({ cost }) => cost)),
    lowerBound: sum(parts.map(({ lowerBound }) => lowerBound)),
  }
}

type Sets = readonly (readonly number[])[]

/** A set that holds another one whole is hit when that one is. */
function withoutSupersets(sets: Sets): Sets {
  const sorted = [...new Map(sets.map((set) => [set.toSorted((a, b) => a - b).join(), [...new Set(set)]])).values()]
  sorted.sort((a, b) => a.length - b.length)
  const kept: number[][] = []
  const byElement = new Map<number, number[][]>()
  for (const set of sorted) {
    const own = new Set(set)
    const isCovered = set.some((element) =>
      byElement.get(element)?.some((small) => small.every((each) => own.has(each))),
    )
    if (isCovered) continue
    kept.push(set)
    // A smaller set is found by its first element.
    const first = set[0]
    if (first === undefined) continue
    const known = byElement.get(first)
    if (known) known.push(set)
    else byElement.set(first, [set])
  }
  return kept
}

function components(sets: Sets): Sets[] {
  const parent = new Map<number, number>()
  const root = (element: number): number => {
    let at = element
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) {
      parent.set(at, parent.get(up) ?? up)
      at = up
    }
    return at
  }
  for (const [first = -1, ...rest] of sets) {
    if (!parent.has(first)) parent.set(first, first)
    for (const other of rest) {
      if (!parent.has(other)) parent.set(other, other)
      parent.set(root(other), root(first))
    }
  }
  return [...Map.groupBy(sets, ([first = -1]) => root(first)).values()]
}

function solve(sets: Sets, costOf: (element: number) => number): HittingSet {
  const start = greedy(sets, costOf)
  let best = start
  let bestCost = sum(best.map(costOf))
  let branches = 0
  let looked = 0
  let isExact = true
  search(sets, [], 0)
  const lowerBound = isExact ? bestCost : disjointBound(sets, costOf)
  return { chosen: best, cost: bestCost, lowerBound }

  function search(open: Sets, chosen: readonly number[], cost: number): void {
    if (open.length === 0) {
      if (cost < bestCost) {
        best = [...chosen]
        bestCost = cost
      }
      return
    }
    looked += open.length
    if (++branches > mostBranches || looked > mostSets) {
      isExact = false
      return
    }
    if (cost + disjointBound(open, costOf) >= bestCost) return
    const smallest = open.reduce((a, b) => (b.length < a.length ? b : a))
    const hits = (element: number) => open.filter((set) => set.includes(element)).length
    const order = smallest.toSorted((a, b) => costOf(a) / hits(a) - costOf(b) / hits(b))
    // What was tried before need not be chosen again further on: without it, the rest has to do.
    let rest = open
    for (const element of order) {
      const left = rest.filter((set) => !set.includes(element))
      search(left, [...chosen, element], cost + costOf(element))
      if (!isExact) return
      rest = rest.map((set) => set.filter((each) => each !== element))
      if (rest.some((set) => set.length === 0)) return
    }
  }
}

/** The element that hits most for its cost, again and again; then whatever turned out not to be needed is left out. */
function greedy(sets: Sets, costOf: (element: number) => number): number[] {
  let open = sets
  const chosen: number[] = []
  while (open.length > 0) {
    const hits = new Map<number, number>()
    for (const set of open) for (const element of set) hits.set(element, (hits.get(element) ?? 0) + 1)
    let best = -1
    let bestRate = -1
    for (const [element, count] of hits) {
      const rate = count / costOf(element)
      if (rate > bestRate) {
        best = element
        bestRate = rate
      }
    }
    chosen.push(best)
    open = open.filter((set) => !set.includes(best))
  }
  const needed = new Set(chosen)
  for (const element of chosen.toSorted((a, b) => costOf(b) - costOf(a))) {
    needed.delete(element)
    if (sets.some((set) => !set.some((each) => needed.has(each)))) needed.add(element)
  }
  return [...needed]
}

/** Sets that share no element each need one of their own: their cheapest elements together are a bound from below. */
function disjointBound(sets: Sets, costOf: (element: number) => number): number {
  const used = new Set<number>()
  let bound = 0
  for (const set of sets.toSorted((a, b) => a.length - b.length)) {
    if (set.some((element) => used.has(element))) continue
    for (const element of set) used.add(element)
    bound += Math.min(...set.map(costOf))
  }
  return bound
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}

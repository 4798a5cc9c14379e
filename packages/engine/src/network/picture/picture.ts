import type { Model } from '../network.ts'
import { Workloads } from '../world/workloads.ts'
import { partiesOf, type Party, type PlacedParty } from './parties.ts'
import { type Passage, Passages } from './passage.ts'

/** Parties that nothing tells apart: whatever can connect to one can to all, and the other way round. */
export interface Group {
  readonly id: number
  readonly parties: readonly Party[]
}

/** Who can connect to whom in a cluster, by workload. */
export type Picture = Grouped<Passage>

/** Parties in groups, with something about every two of them. */
export interface Grouped<T> {
  readonly parties: readonly Party[]
  readonly groups: readonly Group[]
  /** Also from a group to itself: among its parties, or where it has one, among the pods of that. */
  readonly between: (from: Group, to: Group) => T
}

/**
 * Draws the picture of a network: what reaches what, by workload. A workload whose pods differ counts with what any of
 * them may do.
 */
export function pictureOf(model: Model, workloads = new Workloads(model.sources, model.endpoints)): Picture {
  const passages = new Passages(model)
  const parties = partiesOf(model, passages.cells, workloads)
  const likes = Map.groupBy(parties, ({ ends }) => ends.cells.map(({ cell }) => cell.id).join())
  // Rows that are made of neighbours, one after the other, are quicker to make.
  const place = ([first]: Likes<PlacedParty>) => first.ends.cells[0]?.cell.id ?? 0
  return grouped([...likes.values()], place, (all) => {
    const { fill } = passages.rowsTo(all.map(([first]) => first.ends))
    return {
      fill: ([from], row) => fill(from.ends, row),
      told: (number) => passages.told(number),
      itself: ([own]) => passages.from(own.ends)(own.ends, true),
    }
  })
}

/** Parties that are judged by the same. */
export type Likes<P extends Party> = readonly [P, ...P[]]

/** Something about every two of some parties, told by numbers: equal things have the same. */
export interface Rows<P extends Party, T> {
  /** Writes the numbers of what gets from some to all, in their order. */
  readonly fill: (from: Likes<P>, row: Int32Array) => void
  /** @throws RangeError for a number that was never written. */
  readonly told: (number: number) => T
  /** What gets from one pod of a party to another. */
  readonly itself: (own: Likes<P>) => T
}

/** Groups parties by what is known of every two of them. Rows are asked for in the order of their places. */
export function grouped<P extends Party, T>(
  likes: readonly (readonly P[])[],
  place: (likes: Likes<P>) => number,
  rowsOf: (all: readonly Likes<P>[]) => Rows<P, T>,
): Grouped<T> {
  const all = likes.flatMap(([first, ...rest]): Likes<P>[] => (first ? [[first, ...rest]] : []))
  const size = all.length
  const matrix = new Int32Array(size * size)
  const { fill, told, itself } = rowsOf(all)
  const inOrder = all.map((from, i) => ({ from, i, at: place(from) })).toSorted((a, b) => a.at - b.at)
  for (const { from, i } of inOrder) fill(from, matrix.subarray(i * size, (i + 1) * size))
  const groups = alike(all, matrix).map((members, id): Group & { readonly at: number } => ({
    id,
    parties: members.flatMap((i) => all[i] ?? []),
    at: members[0] ?? 0,
  }))
  return {
    parties: likes.flat(),
    groups,
    between: (from, to) => {
      const [i, j] = [groups[from.id]?.at ?? 0, groups[to.id]?.at ?? 0]
      const own = all[i]
      return i === j && own && from.parties.length === 1 ? itself(own) : told(matrix[i * size + j] ?? -1)
    },
  }
}

/** Puts together what has the same row and the same column. */
function alike(likes: readonly Likes<Party>[], matrix: Int32Array): number[][] {
  const size = likes.length
  const byHash = new Map<number, number[][]>()
  const rows = new Int32Array(size)
  const columns = new Int32Array(size)
  // Row by row, as what stands below each other is far apart in memory.
  for (let i = 0; i < size; i++) {
    let row = 0
    for (let j = 0; j < size; j++) {
      const each = matrix[i * size + j] ?? 0
      row = Math.imul(row ^ each, 0x9e3779b1)
      columns[j] = Math.imul((columns[j] ?? 0) ^ each, 0x85ebca6b)
    }
    rows[i] = row
  }
  const isSame = (a: number, b: number) => {
    if (likes[a]?.[0].kind !== likes[b]?.[0].kind) return false
    for (let j = 0; j < size; j++)
      if (matrix[a * size + j] !== matrix[b * size + j] || matrix[j * size + a] !== matrix[j * size + b]) return false
    return true
  }
  const found: number[][] = []
  for (let i = 0; i < size; i++) {
    const key = (rows[i] ?? 0) ^ (columns[i] ?? 0)
    let near = byHash.get(key)
    if (near === undefined) byHash.set(key, (near = []))
    const known = near.find(([first]) => first !== undefined && isSame(first, i))
    if (known) known.push(i)
    else {
      const group = [i]
      near.push(group)
      found.push(group)
    }
  }
  return found
}

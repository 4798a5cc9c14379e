import type { Model } from '../network.ts'
import type { EndpointClass } from '../world/classes.ts'
import { Workloads } from '../world/workloads.ts'
import { Judge, type Passage } from './judge.ts'
import { partiesOf, type Party } from './parties.ts'

/** Parties that nothing tells apart: whatever can connect to one can to all, and the other way round. */
export interface Group {
  readonly id: number
  readonly parties: readonly Party[]
}

/** Who can connect to whom in a cluster, by workload. */
export interface Picture extends Grouped<Passage> {
  /** What passes from a group to a group, also from one to itself. */
  readonly between: (from: Group, to: Group) => Passage
}

/** Parties in groups, with something about every two of them. */
export interface Grouped<T> {
  readonly parties: readonly Party[]
  readonly groups: readonly Group[]
  readonly between: (from: Group, to: Group) => T
}

/**
 * Draws the picture of a network. A workload whose pods differ counts with what any of them may do.
 */
export function pictureOf(model: Model, workloads = new Workloads(model.sources, model.endpoints)): Picture {
  const parties = partiesOf(model, workloads)
  const judge = new Judge(model)
  const likes = [...Map.groupBy(parties, ({ classes }) => classes.map(({ id }) => id).join()).values()]
  return grouped(likes, (from, to) => anyPassage(judge, from?.classes ?? [], to?.classes ?? []))
}

/** Groups parties by what is known of every two of them: equal things must be one and the same. */
export function grouped<T extends { readonly id: number }>(
  likes: readonly (readonly Party[])[],
  between: (from: Party | undefined, to: Party | undefined) => T,
): Grouped<T> {
  const size = likes.length
  const matrix = new Int32Array(size * size)
  const known = new Map<number, T>()
  for (const [i, [from]] of likes.entries()) {
    for (const [j, [to]] of likes.entries()) {
      const found = between(from, to)
      if (!known.has(found.id)) known.set(found.id, found)
      matrix[i * size + j] = found.id
    }
  }
  const groups = alike(likes, matrix).map((members, id): Group & { readonly at: number } => ({
    id,
    parties: members.flatMap((i) => likes[i] ?? []),
    at: members[0] ?? 0,
  }))
  return {
    parties: likes.flat(),
    groups,
    between: (from, to) => {
      const at = (groups[from.id]?.at ?? 0) * size + (groups[to.id]?.at ?? 0)
      const found = known.get(matrix[at] ?? -1)
      if (found === undefined) throw new RangeError('every two groups have been judged')
      return found
    },
  }
}

/** What passes between any pods of two workloads. */
export function anyPassage(judge: Judge, from: readonly EndpointClass[], to: readonly EndpointClass[]): Passage {
  let widest: Passage | undefined
  for (const a of from)
    for (const b of to) {
      const passage = judge.between(a, b)
      widest = widest === undefined ? passage : judge.either(widest, passage)
    }
  if (widest === undefined) throw new RangeError('every party has a class')
  return widest
}

/** Puts together what has the same row and the same column. */
function alike(likes: readonly (readonly Party[])[], matrix: Int32Array): number[][] {
  const size = likes.length
  const rows = new Map<number, number[][]>()
  const hash = (i: number) => {
    let value = likes[i]?.[0]?.kind === 'outside' ? 1 : 0
    for (let j = 0; j < size; j++)
      value = Math.imul(Math.imul(value, 31) + (matrix[i * size + j] ?? 0), 0x9e3779b1) + (matrix[j * size + i] ?? 0)
    return value
  }
  const isSame = (a: number, b: number) => {
    if (likes[a]?.[0]?.kind !== likes[b]?.[0]?.kind) return false
    for (let j = 0; j < size; j++)
      if (matrix[a * size + j] !== matrix[b * size + j] || matrix[j * size + a] !== matrix[j * size + b]) return false
    return true
  }
  const found: number[][] = []
  for (let i = 0; i < size; i++) {
    const key = hash(i)
    let near = rows.get(key)
    if (near === undefined) rows.set(key, (near = []))
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

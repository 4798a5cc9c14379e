import type { CutPoint, Fact, TechniqueInfo } from '../graph/index.ts'
import type { Atom } from '../grants/index.ts'
import type { World } from '../world/index.ts'

/** One way in which something that is required holds: facts to be had before, and declarations that it stands on. */
export interface Option {
  readonly needs: readonly Fact[]
  readonly cuts: readonly CutPoint[]
  /** Whether it is granted for the very part that is tried, such as one namespace or one object. */
  readonly ofPart?: boolean
}

/** Something that a technique requires of what it is tried on. */
export interface Requirement<Subject> {
  /** In words, for people. */
  readonly words: string
  /** The requests that it asks about. */
  readonly atoms: readonly Atom[]
  /** The ways in which it holds; none when it does not. */
  readonly options: (subject: Subject, world: World) => readonly Option[]
}

interface Definition<Subject> extends Omit<TechniqueInfo, 'needs'> {
  /** What it is tried on, such as every container, or every namespace. */
  readonly each: (world: World) => Iterable<Subject>
  /** Alternatives; every requirement of one of them must hold. */
  readonly requires: readonly (readonly Requirement<Subject>[])[]
  /** What an intruder has afterwards, by the alternative that held. */
  readonly gives: (subject: Subject, world: World, alternative: number) => readonly Fact[] | Fact | undefined
  /** What is done, in words: an imperative without a full stop. */
  readonly tells: (subject: Subject, world: World) => string
}

/** A technique as the graph is built from it. */
export interface Technique {
  readonly info: TechniqueInfo
  readonly atoms: readonly Atom[]
  /** Adds its steps to the world's graph. */
  readonly expand: (world: World) => void
}

/**
 * Defines a technique: what it requires and what it gives. The graph combines the ways in which the requirements hold, and
 * keeps every conjunction.
 */
export function defineTechnique<Subject>(definition: Definition<Subject>): Technique {
  const { each, requires, gives, tells, ...rest } = definition
  const info: TechniqueInfo = { ...rest, needs: requires.map((all) => all.map(({ words }) => words)) }
  return {
    info,
    atoms: requires.flat().flatMap(({ atoms }) => atoms),
    expand(world) {
      for (const subject of each(world)) {
        const tell = () => tells(subject, world)
        for (const [index, alternative] of requires.entries()) {
          for (const { needs, cuts } of combined(alternative, subject, world)) {
            const given = gives(subject, world, index)
            for (const fact of given === undefined ? [] : Array.isArray(given) ? (given as Fact[]) : [given as Fact])
              world.graph.add({ needs, cuts, gives: fact, technique: info, tell })
          }
        }
      }
    },
  }
}

/** Every combination of the ways in which all of some requirements hold. */
function combined<Subject>(all: readonly Requirement<Subject>[], subject: Subject, world: World): Option[] {
  let options: Option[] = [{ needs: [], cuts: [] }]
  for (const requirement of all) {
    const ways = requirement.options(subject, world)
    if (ways.length === 0) return []
    options = options.flatMap((before) =>
      ways.map((way) => ({
        needs: joined(before.needs, way.needs),
        cuts: joined(before.cuts, way.cuts),
        ofPart: before.ofPart === true || way.ofPart === true,
      })),
    )
  }
  return isPart(subject) ? options.filter(({ ofPart }) => ofPart) : options
}

/** Both lists as one, which is either where the other is empty: large clusters have a million of them. */
function joined<Item>(first: readonly Item[], second: readonly Item[]): readonly Item[] {
  if (first.length === 0) return second
  // A spread list would keep room for more items than it has.
  return second.length === 0 ? first : first.concat(second)
}

/** Whether a subject stands only for what is granted for it alone, as the whole is tried besides. */
function isPart(subject: unknown): boolean {
  return typeof subject === 'object' && subject !== null && 'part' in subject && subject.part === true
}

import { atomsOf } from '../grants/index.ts'
import { type CutPoint, everywhere, type Fact, makesPods } from '../graph/index.ts'
import type { Option, Requirement } from './technique.ts'
import type { World } from '../world/index.ts'

/** Where a request is made: the namespace and object of what a technique is tried on. */
export interface Target {
  readonly namespace: string
  /** Undefined for any object at all. */
  readonly name?: string | undefined
  /** Whether it is part of something that is tried as a whole besides, so that only what is granted for the part counts. */
  readonly part?: boolean
}

export interface CanOptions {
  /** The only object that it is about, such as a well-known ConfigMap. */
  readonly name?: string
  /** Whether the name of what the technique is tried on is left out, as in a create by POST. */
  readonly nameless?: boolean
  /** Whether it counts in whichever namespace, and about whichever object. */
  readonly anywhere?: boolean
}

/**
 * Somebody whom the intruder can act as may do something: verbs and resources, each separated by `|`, such as
 * `can('create|patch', 'deployments.apps')`. What has no namespace needs a grant for the whole cluster.
 */
export function can(
  verbs: string,
  resources: string,
  { name, nameless = false, anywhere = false }: CanOptions = {},
): Requirement<Target> {
  const atoms = atomsOf(verbs, resources, anywhere)
  return {
    words: `may ${verbs.replaceAll('|', ' or ')} ${resources.replaceAll('|', ', ')}${name === undefined ? '' : ` ${name}`}`,
    atoms,
    options: (target, { grants }) => {
      const about = name ?? (nameless ? undefined : target.name)
      return [false, true].flatMap((namespaced): Option[] => {
        const own = atoms.filter((atom) => atom.namespaced === namespaced)
        if (own.length === 0) return []
        const scope = namespaced && !anywhere ? target.namespace : everywhere
        if (!target.part) return option(grants.can(own, scope, about), false)
        if (name === undefined && about !== undefined)
          return [...option(grants.can(own, scope, about, 'name'), true), ...option(grants.can(own, scope), false)]
        const here = target.name === undefined && scope !== everywhere
        return [
          ...(here ? option(grants.can(own, scope, about, 'here'), true) : []),
          ...option(grants.can(own, here ? everywhere : scope, about), false),
        ]
      })
    },
  }
}

/** A request that is asked about: any of some verbs, in a scope, about any object or one of some. */
export interface Ask {
  readonly verbs: string
  readonly resource: string
  readonly scope: string
  /** Of each alone it is enough to be allowed; left out, it is about any object. */
  readonly names?: readonly string[] | undefined
}

/**
 * Several requests that one and the same must be allowed, as the API server asks about some of them while it serves
 * others. Each alternative is a list of requests.
 */
export function together<Subject>(
  words: string,
  requests: readonly (readonly [verbs: string, resources: string])[],
  alternatives: (subject: Subject, world: World) => readonly (readonly Ask[])[],
): Requirement<Subject> {
  return {
    words,
    atoms: requests.flatMap(([verbs, resources]) => atomsOf(verbs, resources)),
    options: (subject, world) => {
      const { grants } = world
      return alternatives(subject, world).flatMap((asks) => {
        let combinations: Fact[][] = [[]]
        let ofPart = false
        for (const { verbs, resource, scope, names = [undefined] } of asks) {
          const atoms = atomsOf(verbs, resource)
          // What no rule names is granted as any object is, or not at all.
          const about = names.map((name) =>
            atoms.some((atom) => name !== undefined && grants.isNamed(atom, scope, name)) ? name : undefined,
          )
          ofPart ||= about.some((name) => name !== undefined)
          const facts = new Set(about.flatMap((name) => grants.can(atoms, scope, name) ?? []))
          combinations = combinations.flatMap((chosen) => [...facts].map((fact) => [...chosen, fact]))
          if (combinations.length === 0) return []
        }
        return combinations.flatMap((facts) => {
          const fact = grants.together(facts)
          return option(fact, ofPart)
        })
      })
    },
  }
}

function option(fact: Fact | undefined, ofPart: boolean): Option[] {
  return fact === undefined ? [] : [{ needs: [fact], cuts: [], ofPart }]
}

/** The intruder may make pods there. */
export const mayMakePods: Requirement<Target> = {
  words: 'may make pods',
  atoms: [],
  options: ({ namespace }) => [{ needs: [makesPods(namespace)], cuts: [], ofPart: true }],
}

/** Something that the intruder has by then. */
export function have<Subject>(
  words: string,
  factOf: (subject: Subject, world: World) => Fact | readonly Fact[] | undefined,
): Requirement<Subject> {
  return {
    words,
    atoms: [],
    options: (subject, world) => {
      const facts = factOf(subject, world)
      const list = facts === undefined ? [] : Array.isArray(facts) ? (facts as Fact[]) : [facts as Fact]
      return list.map((fact) => ({ needs: [fact], cuts: [] }))
    },
  }
}

/** Something that declarations alone decide: each way is the list of declarations that it stands on. */
export function declares<Subject>(
  words: string,
  ways: (subject: Subject, world: World) => readonly (readonly CutPoint[])[],
): Requirement<Subject> {
  return {
    words,
    atoms: [],
    options: (subject, world) => ways(subject, world).map((cuts) => ({ needs: [], cuts })),
  }
}

/** Something that is so or not, and that no declaration in the cluster changes. */
export function holds<Subject>(words: string, isSo: (subject: Subject, world: World) => boolean): Requirement<Subject> {
  return { words, atoms: [], options: (subject, world) => (isSo(subject, world) ? always : []) }
}

const always: readonly Option[] = [{ needs: [], cuts: [] }]

/** The API server is older than a minor version of Kubernetes 1. */
export function before<Subject>(minor: number): Requirement<Subject> {
  return holds(`kube-apiserver before v1.${minor}`, (_, { options }) => options.minor < minor)
}

/** The API server is of a minor version of Kubernetes 1, or newer. */
export function since<Subject>(minor: number): Requirement<Subject> {
  return holds(`kube-apiserver v1.${minor} or newer`, (_, { options }) => options.minor >= minor)
}

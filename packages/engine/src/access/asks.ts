import { isVirtual, resourceNamed } from './api-resources.ts'
import type { AccessQuery } from './objects.ts'
import { isNameless, namesAllowed } from './rule.ts'
import type { RuleList } from './rule-list.ts'

/** What name a request has. */
export type AskedName =
  /** None, as for most lists and creations. */
  | { readonly kind: 'none' }
  /** Whichever: a rule that names names allows those only. */
  | { readonly kind: 'each' }
  /** At least one, whichever it is. */
  | { readonly kind: 'some' }
  | { readonly kind: 'is'; readonly names: readonly string[] }

/** One kind of request out of the table of powers. */
export interface Atom {
  readonly id: number
  readonly query: AccessQuery
  readonly name: AskedName
  /** Asked without a namespace, so that roles bound in one never allow it. */
  readonly isClusterWide: boolean
}

/** A request of a power: any of its atoms will do. */
export interface Ask {
  readonly atoms: readonly Atom[]
  /** The resource that names are of. */
  readonly resource: string
}

const atoms = new Map<string, Atom>()

/** Reads a request of the table of powers; `Power.ways` says how they are written. */
export function askOf(text: string): Ask {
  const [verbs = '', resources = '', ...rest] = text.split(' ')
  const given = rest.find((word) => word.startsWith('='))
  const inNamespace = rest.includes('@namespace')
  const found = resources
    .split('|')
    .flatMap((resource) => verbs.split('|').map((verb) => atomOf(verb, resource, given, inNamespace)))
  return { atoms: found, resource: found[0]?.query.resource ?? '' }
}

function atomOf(verb: string, text: string, given: string | undefined, inNamespace: boolean): Atom {
  const key = [verb, text, given, inNamespace].join(' ')
  let atom = atoms.get(key)
  if (atom === undefined) {
    const query = { verb, ...resourceOf(text) }
    const isClusterWide = !inNamespace && isOfCluster(query.resource, query.apiGroup)
    atom = { id: atoms.size, query, name: nameOf(given, query), isClusterWide }
    atoms.set(key, atom)
  }
  return atom
}

function resourceOf(text: string): { resource: string; apiGroup: string; subresource: string } {
  const [full = '', subresource = ''] = text.split('/')
  const dot = full.indexOf('.')
  return dot === -1
    ? { resource: full, apiGroup: '', subresource }
    : { resource: full.slice(0, dot), apiGroup: full.slice(dot + 1), subresource }
}

function isOfCluster(resource: string, group: string): boolean {
  if (isVirtual({ group, resource }) || resource === 'securitycontextconstraints') return true
  // A Role reaches the Namespace object of its own namespace.
  if (resource === 'namespaces') return false
  return resourceNamed(group === '' ? resource : `${resource}.${group}`).namespaced === false
}

function nameOf(given: string | undefined, query: AccessQuery): AskedName {
  if (given === '=') return { kind: 'none' }
  if (given === '=~') return { kind: 'some' }
  if (given === '=*') return { kind: 'each' }
  if (given !== undefined) return { kind: 'is', names: given.slice(1).split('|') }
  return isNameless(query) ? { kind: 'none' } : { kind: 'each' }
}

/** What the rules of a role make of a request. */
export interface Answer {
  /** Indexes of rules that allow it, whatever the name. */
  readonly all: readonly number[]
  /** Names that it is allowed for, with the rules. */
  readonly named: readonly (readonly [name: string, rule: number])[]
}

const nothing: Answer = { all: [], named: [] }

const answers = new WeakMap<RuleList, Answer[]>()

/** What rules that are bound in a namespace, or in the whole cluster, make of a request. */
export function answer(list: RuleList, atom: Atom, namespace: string | undefined): Answer {
  if (namespace !== undefined && atom.isClusterWide) return nothing
  if (namespace !== undefined && atom.query.resource === 'namespaces' && atom.name.kind === 'each')
    return ask(list, { ...atom, name: { kind: 'is', names: [namespace] } })
  let known = answers.get(list)
  if (known === undefined) answers.set(list, (known = []))
  return (known[atom.id] ??= ask(list, atom))
}

function ask({ rules }: RuleList, { query, name }: Atom): Answer {
  const all: number[] = []
  const named: [string, number][] = []
  for (const [i, rule] of rules.entries()) {
    const names = namesAllowed(rule, query)
    if (names === undefined || isEnough(name, names)) all.push(i)
    else if (name.kind === 'each' || name.kind === 'some') for (const one of names) if (one !== '') named.push([one, i])
  }
  return all.length + named.length === 0 ? nothing : { all, named }
}

/** Whether a rule that allows a request about some names allows all that is asked. */
function isEnough(name: AskedName, allowed: readonly string[]): boolean {
  switch (name.kind) {
    case 'none':
    case 'some':
      return allowed.includes('')
    case 'each':
      return false
    case 'is':
      return name.names.some((one) => allowed.includes(one))
  }
}

import { type AccessQuery, isNameless, namesAllowed, type PolicyRule } from '../../access/index.ts'
import { type Atom, queriesOf } from './atoms.ts'

/** A request that a rule allows: about any object, or about one. */
export interface Hit {
  readonly atom: Atom
  readonly query: AccessQuery
  /** Empty for any object. */
  readonly name: string
  readonly rule: PolicyRule
}

/** The requests, of those that are asked about, that a rule allows. */
export function hitsOfRule(rule: PolicyRule, atoms: readonly Atom[]): Hit[] {
  const verbs = rule.verbs ?? []
  const hits: Hit[] = []
  for (const atom of atoms) {
    // Most rules are about few of many verbs, and a star in the verb of a request stands for whatever a rule names.
    const { verb } = atom.query
    if (!verbs.includes(verb) && !verbs.includes('*') && !verb.endsWith('*')) continue
    for (const query of queriesOf(atom, rule)) {
      const names = namesAllowed(rule, query)
      if (names === undefined) hits.push({ atom, query, name: '', rule })
      else
        for (const name of new Set(names)) if (name !== '' || isNameless(query)) hits.push({ atom, query, name, rule })
    }
  }
  return hits
}

/** The pairs of a verb and a resource by which a rule allows a request, as they are written there. */
export function writtenPairs(rule: PolicyRule, { verb, resource = '', subresource }: AccessQuery): [string, string][] {
  const forms = subresource ? ['*', `${resource}/${subresource}`, `*/${subresource}`] : ['*', resource]
  const written = (list: readonly string[] | null | undefined, wanted: readonly string[]) =>
    [...new Set(wanted)].filter((each) => list?.includes(each))
  return written(rule.verbs, ['*', verb]).flatMap((each) =>
    written(rule.resources, forms).map((form): [string, string] => [each, form]),
  )
}

export function isEverything({ verbs, apiGroups, resources, resourceNames }: PolicyRule): boolean {
  const any = (list: readonly string[] | null | undefined) => list?.includes('*') === true
  return any(verbs) && any(apiGroups) && any(resources) && !(resourceNames && resourceNames.length > 0)
}

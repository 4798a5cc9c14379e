import { meets, type Requirement } from './terms.ts'

type Labels = Readonly<Record<string, string>>

/** What a label may be, as far as the selectors tell values apart; undefined where it is not there. */
type Domain = readonly (string | undefined)[]

/** After so many tries it is not known whether there is such a pod; then there is taken to be none. */
const mostTries = 10_000

/**
 * Labels of a pod that none of the selectors matches; undefined where between them they match whatever pod there may be.
 * To be passed over by a selector, a pod has to fail one of its requirements: each of these is tried in turn.
 */
export function unselected(selectors: readonly (readonly Requirement[])[]): Labels | undefined {
  if (selectors.some((requirements) => requirements.length === 0)) return undefined
  // Mostly it is the pod without any label.
  if (!selectors.some((requirements) => requirements.every((each) => meets(each, {})))) return {}
  const ordered = selectors.toSorted((a, b) => a.length - b.length)
  let tries = 0
  const search = (i: number, domains: ReadonlyMap<string, Domain>): ReadonlyMap<string, Domain> | undefined => {
    const requirements = ordered[i]
    if (requirements === undefined) return domains
    if (++tries > mostTries) return undefined
    for (const requirement of requirements) {
      const { key = '' } = requirement
      const domain = domains.get(key) ?? []
      const left = domain.filter((value) => !meets(requirement, value === undefined ? {} : { [key]: value }))
      if (left.length === 0) continue
      const found = search(i + 1, left.length === domain.length ? domains : new Map(domains).set(key, left))
      if (found || left.length === domain.length) return found
    }
    return undefined
  }
  const found = search(0, domainsOf(ordered.flat()))
  if (found === undefined) return undefined
  return Object.fromEntries(
    [...found].flatMap(([key, [first]]) => (first === undefined ? [] : [[key, first] as const])),
  )
}

function domainsOf(requirements: readonly Requirement[]): Map<string, Domain> {
  return new Map(
    [...Map.groupBy(requirements, ({ key = '' }) => key)].map(([key, own]): [string, Domain] => {
      const values = [...new Set(own.flatMap((each) => each.values ?? []))]
      let other = 'other'
      while (values.includes(other)) other = `${other}-1`
      return [key, [undefined, other, ...values]]
    }),
  )
}

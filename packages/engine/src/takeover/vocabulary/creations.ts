import { atomOf, type Grants } from '../grants/index.ts'
import { everywhere, type Fact } from '../graph/index.ts'

/**
 * Applies that create an object of a kind, as far as a scope grants them itself: each is asked about as a patch and as a
 * create, both by the object's name, which need not be there. Names from rules for the whole cluster are tried in all
 * namespaces at once, and again only in those that grant the patch themselves.
 */
export function applies(kind: string, scope: string, grants: Grants): Fact[][] {
  const create = atomOf('create', kind)
  const patch = atomOf('patch', kind)
  const isPatchOwn = scope !== everywhere && grants.scopesOf([patch]).includes(scope)
  const names = new Set([...grants.namesFor(create, scope), ...(isPatchOwn ? grants.namesFor(create, everywhere) : [])])
  return [...names].flatMap((name) => {
    const named = grants.can([create], scope, name, 'name')
    const patched = named && grants.can([patch], scope, name)
    return named && patched ? [[named, patched]] : []
  })
}

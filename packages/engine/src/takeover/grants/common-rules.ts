import type { PolicyRule } from '../../access/index.ts'

/** What both of two rules allow, apart from paths; undefined when nothing is. */
export function commonRule(a: PolicyRule, b: PolicyRule): PolicyRule | undefined {
  const verbs = inBoth(a.verbs, b.verbs)
  const apiGroups = inBoth(a.apiGroups, b.apiGroups)
  const resources = inBoth(a.resources, b.resources, narrowerResource)
  if (verbs.length === 0 || apiGroups.length === 0 || resources.length === 0) return undefined
  const [names, others] = [a.resourceNames ?? [], b.resourceNames ?? []]
  if (names.length === 0 && others.length === 0) return { verbs, apiGroups, resources }
  const resourceNames =
    names.length === 0 || others.length === 0 ? [...names, ...others] : names.filter((name) => others.includes(name))
  return resourceNames.length === 0 ? undefined : { verbs, apiGroups, resources, resourceNames }
}

type List = readonly string[] | null | undefined

function inBoth(a: List, b: List, narrower = narrowerText): string[] {
  return [...new Set((a ?? []).flatMap((one) => (b ?? []).flatMap((other) => narrower(one, other) ?? [])))]
}

/** What both of two entries stand for; a star stands for anything. */
function narrowerText(a: string, b: string): string | undefined {
  if (a === b || b === '*') return a
  return a === '*' ? b : undefined
}

/** The same of resources, where a star may stand before a subresource. */
function narrowerResource(a: string, b: string): string | undefined {
  const isPartOf = (wide: string, one: string) => wide.startsWith('*/') && one.endsWith(wide.slice(1))
  return narrowerText(a, b) ?? (isPartOf(a, b) ? b : isPartOf(b, a) ? a : undefined)
}

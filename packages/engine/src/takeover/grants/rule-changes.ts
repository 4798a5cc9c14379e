import { pathIn } from '../../cluster/index.ts'
import type { ResourceChange } from '../../fixes/index.ts'
import type { RulePart } from '../graph/index.ts'

/** Takes verbs on resources out of one rule, and leaves every other pair in place. */
export function ruleChanges(parts: readonly RulePart[]): ResourceChange[] {
  const [first] = parts
  if (first === undefined) return []
  const { role, index, rule } = first
  const verbs = [...new Set(rule.verbs ?? [])]
  const resources = [...new Set(rule.resources ?? [])]
  const isTaken = (verb: string, resource: string) =>
    parts.some((part) => part.verb === verb && part.resource === resource)
  const left = new Map<string, { readonly verbs: readonly string[]; readonly resources: string[] }>()
  for (const resource of resources) {
    const rest = verbs.filter((verb) => !isTaken(verb, resource))
    if (rest.length === 0) continue
    const same = left.get(rest.join())
    if (same) same.resources.push(resource)
    else left.set(rest.join(), { verbs: rest, resources: [resource] })
  }
  // The largest remainder stays where the rule is, with its comments; others follow at the end.
  const [stays, ...others] = [...left.values()].sort((a, b) => b.resources.length - a.resources.length)
  if (stays === undefined) {
    if ((rule.nonResourceURLs?.length ?? 0) === 0)
      return [{ op: 'delete', path: pathIn(role, 'rules', index), resource: role }]
    return ['resources', 'apiGroups'].flatMap((field) =>
      field in rule ? [{ op: 'delete', path: pathIn(role, 'rules', index, field), resource: role } as const] : [],
    )
  }
  const drop = (field: 'verbs' | 'resources', kept: readonly string[]): ResourceChange[] =>
    (rule[field] ?? []).flatMap((item, i) =>
      kept.includes(item)
        ? []
        : [{ op: 'delete', path: pathIn(role, 'rules', index, field, i), resource: role } as const],
    )
  const names = rule.resourceNames && rule.resourceNames.length > 0 ? { resourceNames: rule.resourceNames } : {}
  return [
    ...drop('verbs', stays.verbs),
    ...drop('resources', stays.resources),
    ...others.map(
      (rest): ResourceChange => ({
        op: 'append',
        path: pathIn(role, 'rules'),
        value: { apiGroups: rule.apiGroups ?? [], resources: rest.resources, verbs: rest.verbs, ...names },
        resource: role,
      }),
    ),
  ]
}

import {
  accessWithDefaults,
  type Allowance,
  type Binding,
  type DeclaredRule,
  holdersOf,
  type PolicyRule,
  type Subject,
} from '../../access/index.ts'
import { type Cluster, pathIn, type Resource } from '../../cluster/index.ts'
import { locatePath } from '../../findings/index.ts'
import { subjectWords } from './bindings.ts'

/** Some words in a row, the first of them only when there are many: `a, b and 3 more`. */
export function listText(items: readonly string[], most: number, separator = ', '): string {
  if (items.length > most) return `${items.slice(0, most - 1).join(separator)} and ${items.length - most + 1} more`
  if (separator !== ', ') return items.join(separator)
  return [items.slice(0, -1).join(', '), ...items.slice(-1)].filter((part) => part !== '').join(' and ')
}

/** Subjects of a binding: `ServiceAccount shop/web and Group developers`. */
export function subjectsText(subjects: readonly Subject[], binding: Binding): string {
  return listText(
    subjects.map((subject) => subjectWords(subject, binding)),
    3,
  )
}

/** A role as it was declared: `Role shop/reader`, `ClusterRole edit`. */
export function roleText({ kind, namespace, name }: Resource): string {
  return `${kind} ${kind === 'Role' && namespace !== undefined ? `${namespace}/` : ''}${name}`
}

/** Rules that a binding gives, with their places: `rules[0] and rules[2] of ClusterRole edit (rbac.yaml:12)`. */
export function rulesText(cluster: Cluster, rules: readonly PolicyRule[], binding: Binding): string {
  const holders = holdersOf(cluster)
  const perRole = Map.groupBy(
    rules.map((rule) => holders.declared(rule)),
    (declared) => declared?.role,
  )
  return listText(
    [...perRole.values()].map((declared) =>
      inRoleText(
        cluster,
        declared.filter((each) => each !== undefined),
        binding,
      ),
    ),
    3,
  )
}

function inRoleText(cluster: Cluster, rules: readonly DeclaredRule[], { role: given, object }: Binding): string {
  const [first] = rules
  if (!first) return `${given.kind} ${given.name}`
  const { resourceOf } = accessWithDefaults(cluster)
  const { role, kind } = first
  const resource = resourceOf(role)
  if (!resource) return `${kind} ${role.metadata?.name ?? ''}, which Kubernetes brings`
  const indexes = rules.map(({ index }) => `rules[${index}]`)
  const place = placeText(resource, first.index, resourceOf(object))
  const byWayOf = role.metadata?.name === given.name ? '' : `, by way of ${given.kind} ${given.name}`
  return `${listText(indexes, 3)} of ${roleText(resource)}${place && ` (${place})`}${byWayOf}`
}

/** What is rendered has no lines that a person could look up. */
function placeText(resource: Resource, index: number, from: Resource | undefined): string {
  if (resource.provenance) return ''
  const { file, line } = locatePath(resource.document, pathIn(resource, 'rules', index))
  return from?.document.source === resource.document.source ? `line ${line}` : `${file}:${line}`
}

/** What rules allow of what was asked: `get, list secrets; create pods`. */
export function allowancesText(allowances: readonly Allowance[]): string {
  const perResource = Map.groupBy(allowances, ({ resources }) => listText(resources, 4))
  const texts = [...perResource].map(([resources, alike]) => {
    const verbs = new Set(alike.flatMap((each) => each.verbs))
    return `${[...verbs].join(', ')} ${resources}`
  })
  return listText(texts, 3, '; ')
}

/** The objects that all of this is held to; undefined when some of it is held to none. */
export function namesText(allowances: readonly Allowance[]): string | undefined {
  if (allowances.some(({ names }) => names === undefined)) return undefined
  return listText([...new Set(allowances.flatMap(({ names }) => names ?? []))], 3)
}

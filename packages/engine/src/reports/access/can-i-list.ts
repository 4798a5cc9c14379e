import { dump } from 'js-yaml'
import { type AccessRow, type ClusterAccess, goList, type HeldRule, type User } from '../../access/index.ts'
import { text } from '../json.ts'
import { apiVersion } from '../report-object.ts'
import { pad, visible, widthOf } from '../text.ts'
import { boundObject, placedRule } from './access-objects.ts'
import { bindingTitle, rulePlace } from './access-words.ts'

export const canIFormats = ['table', 'wide', 'json', 'yaml'] as const

export type CanIFormat = (typeof canIFormats)[number]

/** All that somebody may do in a namespace. */
export interface AccessListReport {
  readonly user: User
  readonly namespace: string
  readonly rows: readonly AccessRow[]
  /** Why there may be more; undefined when this is all. */
  readonly incomplete: string | undefined
  readonly access: ClusterAccess
}

/** Writes what somebody may do: in the columns of kubectl, and where each comes from. */
export function formatAccessList(format: CanIFormat, report: AccessListReport, headers: boolean): Iterable<string> {
  if (format === 'table' || format === 'wide') return table(report, headers, format === 'wide')
  const { user, namespace, rows, incomplete, access } = report
  const object = {
    apiVersion,
    kind: 'AccessList',
    user,
    namespace,
    incomplete: incomplete !== undefined,
    ...(incomplete !== undefined && { reason: incomplete }),
    rules: rows.map(({ rule, from }) => ({
      ...rule,
      from: from.map((held) => ({
        subject: held.subject,
        ...boundObject(held.binding, access),
        ...placedRule(held.rule, access),
      })),
    })),
  }
  return format === 'json' ? [`${text(object)}\n`] : [dump(object, { lineWidth: -1, noRefs: true })]
}

const headings = ['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs'] as const

/** Columns as kubectl's writer of tables lays them out. Source: kubernetes/cli-runtime pkg/printers/tabwriter.go */
const leastWidth = 6
const padding = 3

function* table({ rows, access }: AccessListReport, headers: boolean, isWide: boolean): Generator<string> {
  const cells = rows.map(({ rule, from }) =>
    [
      resourceText(rule),
      goList(rule.nonResourceURLs),
      goList(rule.resourceNames),
      goList(rule.verbs),
      ...(isWide ? [from.map((held) => sourceText(held, access)).join('; ') || '-'] : []),
    ].map(visible),
  )
  const lines = headers ? [[...headings, ...(isWide ? ['From'] : [])], ...cells] : cells
  const last = isWide ? 4 : 3
  const widths = Array.from({ length: last }, (_, i) =>
    Math.max(leastWidth, ...lines.map((line) => widthOf(line[i] ?? '') + padding)),
  )
  for (const line of lines) yield `${line.map((cell, i) => (i === last ? cell : pad(cell, widths[i] ?? 0))).join('')}\n`
}

/** Source: kubernetes/kubectl pkg/describe/describe.go, CombineResourceGroup */
function resourceText({ resources, apiGroups }: AccessRow['rule']): string {
  const [resource = ''] = resources ?? []
  const [group = ''] = apiGroups ?? []
  const slash = resource.indexOf('/')
  const [name, rest] = slash === -1 ? [resource, ''] : [resource.slice(0, slash), resource.slice(slash)]
  return `${name}${group === '' ? '' : `.${group}`}${rest}`
}

function sourceText({ binding, rule }: HeldRule, access: ClusterAccess): string {
  const where = rulePlace(rule, access)
  // A request for a URL has no namespace, so that no RoleBinding is asked.
  const never = rule.nonResourceURLs?.length && binding.namespace !== '' ? ', which never counts for URLs' : ''
  return `${bindingTitle(binding)} → ${binding.role.kind} ${binding.role.name}${where === undefined ? '' : `, ${where}`}${never}`
}

import { pathIn } from '../../cluster/index.ts'
import type { CutPoint, RulePart } from '../graph/index.ts'
import { partsWords, ruleChanges } from '../grants/index.ts'

/** Points of which the parts of one rule are put together, as an edit that takes one part out knows nothing of the others. */
export function byRule(points: readonly CutPoint[]): CutPoint[][] {
  return [...Map.groupBy(points, ({ key, part }) => (part ? placeOf(part) : key)).values()]
}

function placeOf({ role, index }: RulePart): string {
  const { source, index: document } = role.document
  return `${source.name} ${document} ${pathIn(role, 'rules', index).join('.')}`
}

/** Several parts of one rule as one point, whose edits take them all out. */
export function joined(points: readonly CutPoint[]): CutPoint | undefined {
  const [first] = points
  const [part, ...others] = points.flatMap((point): RulePart[] => (point.part ? [point.part] : []))
  if (first === undefined || part === undefined || others.length === 0) return first
  const { part: _, fix, ...rest } = first
  const { description, ...words } = partsWords([part, ...others])
  return {
    ...rest,
    ...words,
    key: points.map(({ key }) => key).join(' + '),
    cost: points.reduce((sum, { cost }) => sum + cost, 0),
    fix: { ...fix, description, changes: ruleChanges([part, ...others]) },
  }
}

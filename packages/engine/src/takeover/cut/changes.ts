import type { ResourceChange } from '../../fixes/index.ts'
import { pathIn } from '../../cluster/index.ts'
import type { CutPoint, RulePart } from '../graph/index.ts'
import { ruleChanges } from '../grants/index.ts'

/** The edits that take some grants back together: parts of one rule are taken out at once. */
export function changesOf(points: readonly CutPoint[]): ResourceChange[] {
  const parts = new Map<string, RulePart[]>()
  const changes: ResourceChange[] = []
  for (const { part, resource, fix } of points) {
    if (part === undefined || resource === undefined) changes.push(...fix.changes)
    else {
      const key = `${resource.document.source.name} ${resource.document.index} ${pathIn(resource, 'rules', part.index).join('.')}`
      const known = parts.get(key)
      if (known) known.push(part)
      else parts.set(key, [part])
    }
  }
  for (const group of parts.values()) changes.push(...ruleChanges(group))
  return changes
}

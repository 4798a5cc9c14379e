import { dump } from 'js-yaml'
import type { Resource } from '../../cluster/index.ts'
import type { Finding } from '../../findings/index.ts'
import { type ResourceChange, toJsonPatch } from '../../fixes/index.ts'
import { formatPath, type Path } from '../../yaml/index.ts'
import { chooseChanges } from './conflicts.ts'
import type { Outcome } from './outcome.ts'

/** What a rendered object should read like, for the chart or overlay that it is rendered from. */
export interface SourceEdit {
  readonly resource: Resource
  readonly changes: readonly ResourceChange[]
  readonly findings: readonly Finding[]
}

/** The edits that belong at the source of rendered objects, put together per object; what contradicts is left to the worse finding. */
export function sourceEdits(outcomes: readonly Outcome[]): SourceEdit[] {
  const candidates = outcomes
    .filter(({ kind }) => kind === 'at-source')
    .map(({ finding }) => ({ finding, changes: finding.fix.changes }))
  const perResource = Map.groupBy(chooseChanges(candidates).candidates, ({ finding }) => finding.resource)
  return [...perResource].map(([resource, chosen]) => ({
    resource,
    changes: chosen.flatMap(({ changes }) => changes).filter((change) => change.resource === resource),
    findings: chosen.map(({ finding }) => finding),
  }))
}

/** An entry for `patches` of a kustomization, as a JSON Patch: it adds and removes alike, in built-in and custom resources. */
export function kustomizePatch({ resource, changes }: SourceEdit): string {
  const relative = changes.map((change) => ({ ...change, path: change.path.slice(resource.base.length) }))
  const version = resource.apiVersion.slice(resource.apiVersion.indexOf('/') + 1)
  const target = {
    ...(resource.group === '' ? {} : { group: resource.group }),
    version,
    kind: resource.kind,
    name: resource.name,
    ...(resource.namespace === undefined ? {} : { namespace: resource.namespace }),
  }
  const patch = dump(toJsonPatch(resource.object, relative), { lineWidth: -1, noRefs: true })
  return dump({ patches: [{ target, patch }] }, { lineWidth: -1, noRefs: true })
}

/** A line of a template that has to do with a change. */
export interface TemplateHint {
  /** The place that changes, as read in the rendered object. */
  readonly path: string
  /** Line of the template, counted from 1; undefined when the template says nothing about it. */
  readonly line: number | undefined
  readonly text: string
  /** Names under `.Values` that the line takes in. */
  readonly values: readonly string[]
}

/**
 * Where in a chart's template the places stand that changes are about, and which values feed them. A template is no YAML
 * before it is rendered, so this is a search for the key and for what is put in under it, and no edit.
 */
export function helmHints(template: string, { resource, changes }: SourceEdit): TemplateHint[] {
  const lines = template.split(/\r?\n/)
  return changes.map((change) => {
    const path = change.path.slice(resource.base.length)
    const found = nearestKey(lines, path)
    const shown = formatPath(path)
    if (found === undefined) return { path: shown, line: undefined, text: '', values: [] }
    const text = lines[found] ?? ''
    return { path: shown, line: found + 1, text: text.trim(), values: valuesUsed(lines, found) }
  })
}

/** The line of the last key of a path, else of the nearest key above it. */
function nearestKey(lines: readonly string[], path: Path): number | undefined {
  for (const key of path.filter((part) => typeof part === 'string').reverse()) {
    const line = lines.findIndex((text) => keyOf(text) === key)
    if (line !== -1) return line
  }
  return undefined
}

function keyOf(line: string): string | undefined {
  return /^\s*(?:-\s+)?["']?([^\s"'{}:#]+)["']?\s*:/.exec(line)?.[1]
}

/** Values named on the line of a key, or on the lines that are put in right under it. */
function valuesUsed(lines: readonly string[], start: number): string[] {
  const names = new Set<string>()
  for (const [i, line] of lines.slice(start, start + 4).entries()) {
    if (i > 0 && keyOf(line) !== undefined) break
    for (const match of line.matchAll(/\.Values((?:\.\w+)+)/g)) names.add((match[1] ?? '').slice(1))
  }
  return [...names]
}

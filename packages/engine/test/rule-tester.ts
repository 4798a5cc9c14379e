import { describe, expect, it } from 'vitest'
import { audit, defaultOptions } from '../src/audit/index.ts'
import { buildCluster, resourcesOf } from '../src/cluster/index.ts'
import { type Finding, locationOf } from '../src/findings/index.ts'
import { applyEdits, type Edit } from '../src/fixes/index.ts'
import type { Rule } from '../src/rules/index.ts'
import { formatPath, readYaml } from '../src/yaml/index.ts'

/** Reads manifests from a text that must be in order. */
export function clusterOf(yaml: string): ReturnType<typeof buildCluster> {
  const stream = readYaml('test.yaml', yaml)
  if (stream.errors[0]) throw stream.errors[0]
  return buildCluster(stream.documents.flatMap((document) => resourcesOf(document).resources))
}

/** What one rule finds in a text, as the audit would report it. */
export function findingsOf(
  rule: Rule,
  yaml: string,
  options: Record<string, unknown> = {},
  companions: readonly Rule[] = [],
): Finding[] {
  const configured = [rule, ...companions].map((each) => ({
    rule: each,
    severity: undefined,
    options: { ...defaultOptions(each.options), ...(each === rule ? options : {}) },
  }))
  const found = audit(clusterOf(yaml), { rules: configured, warrants: [], peerWarrants: true, today: '2026-11-24' })
  return found.filter((finding) => finding.rule === rule.id)
}

export interface PassCase {
  readonly name: string
  readonly yaml: string
  readonly options?: Record<string, unknown>
}

export interface FailCase extends PassCase {
  /** Paths reported, in any order, relative to the document. */
  readonly at: readonly string[]
  /** Containers reported, in the order of `at`. */
  readonly containers?: readonly string[]
  /** Text at the reported places, in the order of `at`. */
  readonly marked?: readonly string[]
  readonly message?: RegExp
  readonly severity?: string
  /** The text after all proposed changes, whatever their class. */
  readonly fixed?: string
}

/**
 * Tests a rule on manifests: its two examples, what it must pass, and what it must report, where, and how the text reads
 * once its fixes are applied. A fixed text must pass, and every proposed fix must end its finding.
 */
export function testRule(
  rule: Rule,
  cases: {
    readonly pass: readonly PassCase[]
    readonly fail: readonly FailCase[]
    readonly companions?: readonly Rule[]
  },
): void {
  const companions = cases.companions ?? []
  const find = (yaml: string, options?: Record<string, unknown>) => findingsOf(rule, yaml, options, companions)
  describe(rule.id, () => {
    it('reports its bad example and passes its good one', () => {
      const { bad, good, options } = rule.examples
      expect(find(bad, options)).not.toEqual([])
      expect(find(good, options).map((finding) => finding.message)).toEqual([])
    })
    it.each(cases.pass.map((each) => [each.name, each] as const))('passes %s', (_, { yaml, options }) => {
      expect(find(yaml, options).map((finding) => `${formatPath(finding.path)}: ${finding.message}`)).toEqual([])
    })
    it.each(cases.fail.map((each) => [each.name, each] as const))('reports %s', (_, expected) => {
      const found = find(expected.yaml, expected.options)
      const order = found.map((finding) => formatPath(finding.path))
      expect([...order].sort()).toEqual([...expected.at].sort())
      const inOrder = expected.at.map((path) => found[order.indexOf(path)])
      if (expected.containers) expect(inOrder.map((finding) => finding?.container)).toEqual(expected.containers)
      if (expected.marked) expect(inOrder.map((finding) => finding && markedText(finding))).toEqual(expected.marked)
      if (expected.message) for (const finding of found) expect(finding.message).toMatch(expected.message)
      if (expected.severity) for (const finding of found) expect(finding.severity).toBe(expected.severity)
      for (const finding of found) expect(finding.message).not.toMatch(/undefined|\[object|\.$/)
      if (expected.fixed !== undefined) {
        const fixed = applyEdits(expected.yaml, found.flatMap(editsOf))
        expect(fixed).toBe(expected.fixed)
        expect(find(fixed, expected.options)).toEqual([])
      }
    })
  })
}

function editsOf(finding: Finding): Edit[] {
  return finding.fix.changes.map(({ resource, ...change }) => ({ ...change, document: resource.document.index }))
}

function markedText(finding: Finding): string {
  const { line, column, endLine, endColumn } = locationOf(finding)
  const { lines } = finding.resource.document.source
  const text = lines.lineText(line)
  return line === endLine ? text.slice(column - 1, endColumn - 1) : text.slice(column - 1)
}

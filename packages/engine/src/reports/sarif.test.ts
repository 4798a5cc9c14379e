import { describe, expect, it } from 'vitest'
import {
  agentManifest,
  cartManifest,
  findingsIn,
  hostileManifest,
  hostileReport,
  render,
  reportOf,
  sampleReport,
} from '../../test/sample-report.ts'
import { sarifValidator } from '../../test/sarif-schema.ts'
import type { AuditReport } from '../audit/index.ts'
import { applyEdits } from '../fixes/index.ts'

interface Region {
  readonly startLine: number
  readonly startColumn: number
  readonly endLine: number
  readonly endColumn: number
}

interface Result {
  readonly ruleId: string
  readonly ruleIndex: number
  readonly level: string
  readonly suppressions: readonly { readonly justification: string }[]
  readonly partialFingerprints: Readonly<Record<string, string>>
  readonly locations: readonly { readonly physicalLocation: { readonly region: Region } }[]
  readonly fixes?: readonly {
    readonly artifactChanges: readonly {
      readonly replacements: readonly {
        readonly deletedRegion: Region
        readonly insertedContent?: { readonly text: string }
      }[]
    }[]
  }[]
}

interface Run {
  readonly tool: {
    readonly driver: { readonly rules: readonly { id: string; help: object; properties: Record<string, unknown> }[] }
  }
  readonly results: readonly Result[]
  readonly invocations: readonly {
    readonly executionSuccessful: boolean
    readonly toolExecutionNotifications: readonly object[]
  }[]
}

function runOf(report: AuditReport = sampleReport()): Run {
  const { runs } = JSON.parse(render('sarif', report, { version: '1.2.3' })) as { runs: [Run] }
  return runs[0]
}

/** A text with the replacements of a result, placed by line and column as a reader of SARIF places them. */
function replaced(text: string, result: Result | undefined): string {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  const offset = (line: number, column: number) => (starts[line - 1] ?? Number.NaN) + column - 1
  const replacements = result?.fixes?.[0]?.artifactChanges[0]?.replacements ?? []
  expect(replacements.length).toBeGreaterThan(0)
  return replacements
    .toSorted((a, b) => b.deletedRegion.startLine - a.deletedRegion.startLine)
    .reduce((before, { deletedRegion: { startLine, startColumn, endLine, endColumn }, insertedContent }) => {
      const from = offset(startLine, startColumn)
      return before.slice(0, from) + (insertedContent?.text ?? '') + before.slice(offset(endLine, endColumn))
    }, text)
}

describe('sarif', () => {
  const validate = sarifValidator()

  it('is held against the schema of 2.1.0, which refuses what is not of it', () => {
    expect(validate(JSON.parse(render('sarif').replace('"level":"error"', '"level":"high"')))).toBe(false)
  })

  it.each([
    ['findings, errors and exemptions', sampleReport()],
    ['nothing', reportOf([])],
    ['only errors', reportOf([], { errors: sampleReport().errors })],
    ['hostile names', hostileReport()],
    ['a path with spaces', reportOf(findingsIn({ 'a b/ü.yaml': hostileManifest }))],
    ['standard input', reportOf(findingsIn({ '-': cartManifest }))],
    ['absolute paths', reportOf(findingsIn({ '/srv/a.yaml': cartManifest, 'C:\\srv\\a.yaml': agentManifest }))],
    [
      'rendered objects',
      reportOf(
        findingsIn(
          { 'a.yaml (rendered)': cartManifest },
          { kind: 'helm', root: 'charts/a', source: 'templates/a.yaml' },
        ),
      ),
    ],
  ])('is valid for %s', (_, report) => {
    validate(JSON.parse(render('sarif', report, { version: '1.2.3' })))
    expect(validate.errors ?? []).toEqual([])
  })

  it('has the region of the offending key', () => {
    const result = runOf().results.find(({ ruleId }) => ruleId === 'host-network')
    expect(result).toMatchObject({
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'deploy/cart.yaml' },
            region: { startLine: 14, startColumn: 7, endLine: 14, endColumn: 24 },
          },
          logicalLocations: [{ kind: 'resource', fullyQualifiedName: 'shop/Deployment.apps/cart' }],
        },
      ],
    })
  })

  it('names the template of rendered objects, without lines that mean nothing there', () => {
    const provenance = { kind: 'helm', root: 'charts/a', source: 'templates/a.yaml' } as const
    const [result] = runOf(reportOf(findingsIn({ 'rendered a': cartManifest }, provenance))).results
    expect(result?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'charts/a/templates/a.yaml' },
      region: { startLine: 1 },
    })
    expect(result).not.toHaveProperty('fixes')
  })

  it.each(['\n', '\r\n'])('has fixes that do in the text what the edits do (line breaks %j)', (linebreak) => {
    const text = `# first document\n---\n${cartManifest}`.replaceAll('\n', linebreak)
    const findings = findingsIn({ 'a.yaml': text })
    const { results } = runOf(reportOf(findings))
    expect(results).toHaveLength(findings.length)
    for (const [i, { fix, resource }] of findings.entries()) {
      const edits = fix.changes.map((change) => ({ ...change, document: resource.document.index }))
      expect(replaced(text, results[i])).toBe(applyEdits(text, edits))
    }
  })

  it('suppresses exempted findings with the reason, and none of the others', () => {
    const { results } = runOf()
    const suppressed = results.filter(({ suppressions }) => suppressions.length > 0)
    expect(suppressed.map(({ ruleId }) => ruleId)).toEqual(['host-network'])
    expect(suppressed[0]?.suppressions[0]).toMatchObject({
      kind: 'external',
      status: 'accepted',
      justification: expect.stringContaining('node agent (owner platform, until 2999-01-31'),
    })
    for (const result of results) expect(result).toHaveProperty('suppressions')
  })

  it('knows a finding again when code moved, and tells alike ones apart', () => {
    const prints = (text: string) =>
      runOf(reportOf(findingsIn({ 'a.yaml': text }))).results.map((result) => result.partialFingerprints['warrant/v1'])
    const before = prints(cartManifest)
    expect(prints(`# a comment\n# and another\n${cartManifest}`)).toEqual(before)
    expect(new Set(before).size).toBe(before.length)
    expect(prints(cartManifest.replace('name: cart\n', 'name: basket\n'))).not.toEqual(before)
  })

  it('describes each rule once, with help and the severity that code scanning shows', () => {
    const { tool, results } = runOf()
    const { rules } = tool.driver
    expect(rules.map((rule) => rule.id)).toEqual([...new Set(results.map(({ ruleId }) => ruleId))])
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId)
    expect(rules[0]).toMatchObject({
      id: 'privileged-container',
      help: { text: expect.stringContaining('Root'), markdown: expect.stringContaining('```yaml') },
      properties: {
        'security-severity': '9.5',
        tags: expect.arrayContaining(['security', 'external/mitre/t1611', 'external/cis/5.2.2']),
      },
    })
  })

  it('tells that the run is incomplete, and where', () => {
    const [invocation] = runOf().invocations
    expect(invocation?.executionSuccessful).toBe(false)
    expect(invocation?.toolExecutionNotifications).toMatchObject([
      {
        level: 'error',
        descriptor: { id: 'yaml-syntax' },
        locations: [{ physicalLocation: { region: { startLine: 3, startColumn: 7 } } }],
      },
      { level: 'error', message: { text: 'permission denied' } },
      { level: 'warning', descriptor: { id: 'not-audited' } },
    ])
    expect(runOf(reportOf([])).invocations[0]?.executionSuccessful).toBe(true)
  })
})

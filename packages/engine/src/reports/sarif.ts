import { type AuditReport, fingerprintOf, pathInResource } from '../audit/index.ts'
import { type Finding, locationOf } from '../findings/index.ts'
import { jsonArray, text } from './json.ts'
import { fileOf, maintainedFile, placeOf, resourceTitle } from './names.ts'
import type { ReportOptions } from './options.ts'
import { artifactUri, hash, levelOf, type SarifRegion } from './sarif-values.ts'
import { FixPlanner, type SarifFix } from './sarif-fixes.ts'
import { usedRules } from './sarif-rules.ts'
import { exemptionWords } from './words.ts'

/** Name of our fingerprint; the number changes when what it is made from does (SARIF 3.27.17). */
const fingerprintName = 'warrant/v1'

/**
 * SARIF 2.1.0, result by result. What is said of the whole run stands behind the results, since it also tells for how many
 * no edit could be computed.
 */
export function* sarif(report: AuditReport, options: ReportOptions): Generator<string> {
  const rules = usedRules(report.findings)
  const index = new Map(rules.map((rule, i) => [rule.id, i]))
  const driver = {
    name: 'warrant',
    ...(options.version === undefined ? {} : { version: options.version, semanticVersion: options.version }),
    rules,
  }
  yield '{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n  "version": "2.1.0",\n  "runs": [\n    {\n'
  yield `      "tool": ${text({ driver }, 3)},\n      "columnKind": "utf16CodeUnits",\n`
  const planner = new FixPlanner()
  const seen = new Map<string, number>()
  const results = report.findings.values().map((finding) => {
    const fingerprint = hash(fingerprintOf(finding))
    const ordinal = (seen.get(fingerprint) ?? 0) + 1
    seen.set(fingerprint, ordinal)
    return resultOf(finding, index.get(finding.rule) ?? -1, `${fingerprint}:${ordinal}`, planner.plan(finding))
  })
  yield* jsonArray('results', results, 3)
  yield `,\n      "invocations": ${text([invocation(report, planner.skipped)], 3)}\n    }\n  ]\n}\n`
}

function resultOf(finding: Finding, ruleIndex: number, fingerprint: string, fix: SarifFix | undefined): object {
  const { rule, severity, message, why, container, exemption, resource } = finding
  const where = container
    ? ` in container ${container} of ${resourceTitle(resource)}`
    : ` in ${resourceTitle(resource)}`
  const rendered = resource.provenance ? ` (rendered: ${placeOf(finding)})` : ''
  return {
    ruleId: rule,
    ruleIndex,
    level: levelOf(severity),
    message: { text: `${message}${where}${rendered}. ${why}` },
    locations: [{ physicalLocation: physicalLocation(finding), logicalLocations: logicalLocations(finding) }],
    // GitHub matches alerts across commits by `primaryLocationLineHash` alone.
    partialFingerprints: { [fingerprintName]: fingerprint, primaryLocationLineHash: fingerprint },
    // Once one result has the key, all must (SARIF 3.27.23).
    suppressions: exemption ? [{ kind: 'external', status: 'accepted', justification: exemptionWords(exemption) }] : [],
    ...(fix ? { fixes: [fix] } : {}),
    properties: { severity, fix: finding.fix.class, path: pathInResource(finding) },
  }
}

/** Where a finding is. Lines of a rendered text mean nothing in the file it was rendered from. */
function physicalLocation(finding: Finding): object {
  const { resource } = finding
  if (resource.provenance) {
    return { artifactLocation: { uri: artifactUri(maintainedFile(resource)) }, region: { startLine: 1 } }
  }
  const { line, column, endLine, endColumn } = locationOf(finding)
  const region: SarifRegion = { startLine: line, startColumn: column, endLine, endColumn }
  return { artifactLocation: { uri: artifactUri(fileOf(resource)) }, region }
}

function logicalLocations({ resource, container }: Finding): object[] {
  const { group, kind, namespace, name } = resource
  const path = [...(namespace === undefined ? [] : [namespace]), group === '' ? kind : `${kind}.${group}`, name]
  const object = { name, kind: 'resource', fullyQualifiedName: path.join('/') }
  if (!container) return [object]
  return [{ name: container, kind: 'container', fullyQualifiedName: [...path, container].join('/') }, object]
}

function invocation(report: AuditReport, withoutFix: number): object {
  const unread = report.errors.map(({ code, file, line, column, message }) => ({
    level: 'error',
    descriptor: { id: code },
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: artifactUri(file) },
          ...(line === undefined
            ? {}
            : { region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) } }),
        },
      },
    ],
  }))
  const passedOver = report.notAudited.map(({ kind, path, reason }) => ({
    level: 'warning',
    descriptor: { id: 'not-audited' },
    message: { text: `${kind} source was not audited: ${reason}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: artifactUri(path) } } }],
  }))
  const unplanned = {
    level: 'note',
    message: { text: `No edits were computed for ${withoutFix} results: too many for one report.` },
  }
  return {
    executionSuccessful: report.errors.length === 0 && report.notAudited.length === 0,
    toolExecutionNotifications: [...unread, ...passedOver, ...(withoutFix > 0 ? [unplanned] : [])],
  }
}

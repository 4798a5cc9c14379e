import { type AuditReport, pathInResource } from '../audit/index.ts'
import type { Finding } from '../findings/index.ts'
import { groupByResource, type ResourceGroup } from './group.ts'
import { type Case, junitXml, problemSuite, type Suite } from './junit-xml.ts'
import { fileOf, kubectlName, placeOf } from './names.ts'
import type { ReportOptions } from './options.ts'
import { count, visible } from './text.ts'
import { exemptionWords } from './words.ts'

/**
 * JUnit XML for CI systems: a suite per resource, a case per rule that reported it. A case fails with every place that
 * counts, and is skipped when written warrants cover all of them. What could not be read is a case with an error.
 */
export function* junit(report: AuditReport, options: ReportOptions): Generator<string> {
  yield* junitXml(`${options.program ?? 'warrant'} audit`, () => suitesOf(report))
}

function* suitesOf(report: AuditReport): Generator<Suite> {
  for (const group of groupByResource(report.findings)) yield resourceSuite(group)
  const problems = problemSuite(report)
  if (problems.cases.length > 0) yield problems
  // CI systems take a file without any case for a broken one.
  else if (report.findings.length === 0) yield passedSuite(report)
}

function resourceSuite({ resource, findings, exempted }: ResourceGroup): Suite {
  const namespace = resource.namespace === undefined ? '' : `${resource.namespace}/`
  const name = `${namespace}${kubectlName(resource)}`
  const file = fileOf(resource)
  const perRule = Map.groupBy([...findings, ...exempted], (finding) => finding.rule)
  const cases = [...perRule].map(([rule, all]): Case => {
    const counted = all.filter((finding) => !finding.exemption)
    return { name: rule, classname: name, file, outcome: counted.length > 0 ? failure(counted) : skipped(all) }
  })
  return { name, cases }
}

function failure(findings: readonly Finding[]): Case['outcome'] {
  const [first] = findings
  const message = first ? `${first.message}${first.container ? ` in container ${first.container}` : ''}` : ''
  const others = findings.length > 1 ? `, and ${findings.length - 1} more` : ''
  const text = findings.map((finding) => {
    const container = finding.container ? ` in container ${finding.container}` : ''
    const lines = [
      `${placeOf(finding)}: ${finding.message}${container}`,
      `  at ${pathInResource(finding) || 'the resource'}`,
      `  ${finding.why}`,
      `  fix (${finding.fix.class}): ${finding.fix.description}`,
    ]
    // A name with a line break must not begin a line of its own: CI systems take some for commands.
    return lines.map(visible).join('\n')
  })
  return { kind: 'failure', type: first?.severity ?? '', message: message + others, text: text.join('\n') }
}

function skipped(findings: readonly Finding[]): Case['outcome'] {
  const reasons = findings.flatMap(({ exemption }) => (exemption ? [exemptionWords(exemption)] : []))
  return { kind: 'skipped', message: `exempted: ${[...new Set(reasons)].join('; ')}` }
}

function passedSuite(report: AuditReport): Suite {
  const name = `no findings in ${count(report.resources, 'resource')}`
  return { name: 'audit', cases: [{ name, classname: 'audit', file: undefined, outcome: { kind: 'passed' } }] }
}

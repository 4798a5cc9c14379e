import { type AuditReport, pathInResource } from '../audit/index.ts'
import type { Finding } from '../findings/index.ts'
import { groupByResource, type ResourceGroup } from './group.ts'
import { fileOf, kubectlName, placeOf } from './names.ts'
import type { ReportOptions } from './options.ts'
import { count, visible } from './text.ts'
import { errorPlace, exemptionWords } from './words.ts'
import { attributes, escapeXml } from './xml.ts'

/**
 * JUnit XML for CI systems: a suite per resource, a case per rule that reported it. A case fails with every place that
 * counts, and is skipped when written warrants cover all of them. What could not be read is a case with an error.
 */
export function* junit(report: AuditReport, options: ReportOptions): Generator<string> {
  // Counts stand before the suites, so that these are made twice: kept, they would hold the whole text in memory.
  const totals = countCases(suitesOf(report).flatMap((suite) => suite.cases))
  yield `<?xml version="1.0" encoding="UTF-8"?>\n`
  yield `<testsuites${attributes({ name: `${options.program ?? 'warrant'} audit`, ...totals })}>\n`
  for (const suite of suitesOf(report)) yield suiteXml(suite)
  yield '</testsuites>\n'
}

function* suitesOf(report: AuditReport): Generator<Suite> {
  for (const group of groupByResource(report.findings)) yield resourceSuite(group)
  const problems = problemSuite(report)
  if (problems.cases.length > 0) yield problems
  // CI systems take a file without any case for a broken one.
  else if (report.findings.length === 0) yield passedSuite(report)
}

interface Suite {
  readonly name: string
  readonly cases: readonly Case[]
}

interface Case {
  readonly name: string
  readonly classname: string
  /** GitLab links a case to it. */
  readonly file: string | undefined
  readonly outcome:
    | { readonly kind: 'passed' }
    | { readonly kind: 'failure' | 'error'; readonly type: string; readonly message: string; readonly text: string }
    | { readonly kind: 'skipped'; readonly message: string }
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

function problemSuite(report: AuditReport): Suite {
  const unread = report.errors.map((problem): Case => {
    const { code, file, document, message } = problem
    const name = document === undefined ? file : `${file} document ${document}`
    return {
      name,
      classname: 'input',
      file,
      outcome: { kind: 'error', type: code, message, text: visible(`${errorPlace(problem)}: ${message}`) },
    }
  })
  const passedOver = report.notAudited.map(({ kind, path, reason }): Case => {
    const outcome = {
      kind: 'error',
      type: 'not-audited',
      message: reason,
      text: visible(`${path} (${kind}) was not audited: ${reason}`),
    } as const
    return { name: path, classname: 'input', file: path, outcome }
  })
  return { name: 'input', cases: [...unread, ...passedOver] }
}

function passedSuite(report: AuditReport): Suite {
  const name = `no findings in ${count(report.resources, 'resource')}`
  return { name: 'audit', cases: [{ name, classname: 'audit', file: undefined, outcome: { kind: 'passed' } }] }
}

function countCases(cases: Iterable<Case>): Record<string, number> {
  const counts = { tests: 0, failures: 0, errors: 0, skipped: 0 }
  for (const { outcome } of cases) {
    counts.tests++
    if (outcome.kind === 'failure') counts.failures++
    else if (outcome.kind === 'error') counts.errors++
    else if (outcome.kind === 'skipped') counts.skipped++
  }
  return counts
}

function suiteXml({ name, cases }: Suite): string {
  return `  <testsuite${attributes({ name, ...countCases(cases), time: 0 })}>\n${cases.map(caseXml).join('')}  </testsuite>\n`
}

function caseXml({ name, classname, file, outcome }: Case): string {
  const open = `    <testcase${attributes({ name, classname, file, time: 0 })}`
  switch (outcome.kind) {
    case 'passed':
      return `${open}/>\n`
    case 'skipped':
      return `${open}>\n      <skipped${attributes({ message: outcome.message })}/>\n    </testcase>\n`
    default: {
      const { kind, type, message, text } = outcome
      return `${open}>\n      <${kind}${attributes({ type, message })}>${escapeXml(text)}</${kind}>\n    </testcase>\n`
    }
  }
}

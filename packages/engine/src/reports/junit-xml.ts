import type { InputError, NotAudited } from '../audit/index.ts'
import { visible } from './text.ts'
import { errorPlace } from './words.ts'
import { attributes, escapeXml } from './xml.ts'

/** What JUnit XML is made of: suites of cases, and input that could not be read as a suite of its own. */

export interface Suite {
  readonly name: string
  readonly cases: readonly Case[]
}

export interface Case {
  readonly name: string
  readonly classname: string
  /** GitLab links a case to it. */
  readonly file: string | undefined
  readonly outcome:
    | { readonly kind: 'passed' }
    | { readonly kind: 'failure' | 'error'; readonly type: string; readonly message: string; readonly text: string }
    | { readonly kind: 'skipped'; readonly message: string }
}

/** The whole text. Counts stand before the suites, so that these are made twice: kept, they would hold it all in memory. */
export function* junitXml(name: string, suites: () => Iterable<Suite>): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n`
  const cases = Iterator.from(suites()).flatMap((suite) => suite.cases)
  yield `<testsuites${attributes({ name, ...countCases(cases) })}>\n`
  for (const suite of suites()) yield suiteXml(suite)
  yield '</testsuites>\n'
}

/** What could not be read, and what was not looked at; without cases where there is none of it. */
export function problemSuite(report: {
  readonly errors: readonly InputError[]
  readonly notAudited: readonly NotAudited[]
}): Suite {
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

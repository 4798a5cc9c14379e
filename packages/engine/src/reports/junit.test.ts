import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { agentManifest, findingsIn, hostileReport, render, reportOf, sampleReport } from '../../test/sample-report.ts'
import type { AuditReport } from '../audit/index.ts'
import { escapeXml } from './xml.ts'

interface Case {
  readonly '@_name': string
  readonly '@_classname': string
  readonly '@_file'?: string
  readonly failure?: { readonly '@_type': string; readonly '@_message': string; readonly '#text': string }
  readonly error?: { readonly '@_type': string; readonly '#text': string }
  readonly skipped?: { readonly '@_message': string }
}

interface Suite {
  readonly '@_name': string
  readonly '@_tests': string
  readonly '@_failures': string
  readonly '@_errors': string
  readonly '@_skipped': string
  readonly testcase: readonly Case[]
}

interface Suites extends Omit<Suite, 'testcase'> {
  readonly testsuite: readonly Suite[]
}

function suitesOf(report: AuditReport = sampleReport()): Suites {
  const text = render('junit', report)
  expect(XMLValidator.validate(text)).toBe(true)
  const parser = new XMLParser({
    ignoreAttributes: false,
    isArray: (name) => ['testsuite', 'testcase'].includes(name),
    htmlEntities: true,
  })
  return (parser.parse(text) as { testsuites: Suites }).testsuites
}

const casesOf = (report?: AuditReport) => suitesOf(report).testsuite.flatMap(({ testcase }) => testcase)

describe('junit', () => {
  it.each([
    ['findings, errors and exemptions', sampleReport()],
    ['hostile names', hostileReport()],
    ['nothing', reportOf([])],
    ['only errors', reportOf([], { errors: sampleReport().errors })],
  ])('is XML whose counts are those of its cases, for %s', (_, report) => {
    const suites = suitesOf(report)
    const all = suites.testsuite.flatMap(({ testcase }) => testcase)
    for (const [counts, cases] of [[suites, all], ...suites.testsuite.map((suite) => [suite, suite.testcase])] as [
      Suite,
      Case[],
    ][]) {
      expect(Number(counts['@_tests'])).toBe(cases.length)
      expect(Number(counts['@_failures'])).toBe(cases.filter(({ failure }) => failure !== undefined).length)
      expect(Number(counts['@_errors'])).toBe(cases.filter(({ error }) => error !== undefined).length)
      expect(Number(counts['@_skipped'])).toBe(cases.filter(({ skipped }) => skipped !== undefined).length)
    }
  })

  it('has a suite for each resource and a case for each rule, which names every place', () => {
    const suite = suitesOf().testsuite[0]
    expect(suite?.['@_name']).toBe('shop/deployment.apps/cart')
    expect(suite?.testcase.map((each) => each['@_name'])).toEqual([
      'privileged-container',
      'host-network',
      'kept-capabilities',
    ])
    const [privileged] = suite?.testcase ?? []
    expect(privileged).toMatchObject({
      '@_file': 'deploy/cart.yaml',
      failure: { '@_type': 'critical', '@_message': 'privileged is on in container app, and 1 more' },
    })
    expect(privileged?.failure?.['#text']).toContain('deploy/cart.yaml:19:13: privileged is on in container app')
    expect(privileged?.failure?.['#text']).toContain('deploy/cart.yaml:23:13: privileged is on in container proxy')
  })

  it('skips what a written warrant covers, with the reason', () => {
    const cases = casesOf(reportOf(findingsIn({ 'a.yaml': agentManifest })))
    expect(cases).toHaveLength(1)
    expect(cases[0]?.skipped?.['@_message']).toMatch(/^exempted: node agent \(owner platform, until 2999-01-31/)
    expect(cases[0]?.failure).toBeUndefined()
  })

  it('has an error for what could not be read and what was not audited', () => {
    const errors = casesOf().filter(({ error }) => error !== undefined)
    expect(errors.map(({ error }) => error?.['@_type'])).toEqual(['yaml-syntax', 'input-unreadable', 'not-audited'])
    expect(errors[0]?.error?.['#text']).toBe('deploy/broken.yaml:3:7: a mapping is not closed')
  })

  it('has one case that passes when nothing was found, since a file without cases counts as broken', () => {
    expect(casesOf(reportOf([], { resources: 4 })).map((each) => each['@_name'])).toEqual([
      'no findings in 4 resources',
    ])
  })

  it('begins no line with words of the input, which CI systems take for commands', () => {
    expect(render('junit', hostileReport())).not.toMatch(/^\s*::/m)
  })
})

it('escapeXml writes what XML has no way to write as U+FFFD', () => {
  expect(escapeXml('a<b>&"\u0000\ud800\uffff\u009b🔑')).toBe('a&lt;b&gt;&amp;&quot;\ufffd\ufffd\ufffd&#155;🔑')
})

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { agentManifest, cartManifest, findingsIn, reportOf, sampleReport, textOf } from '../../test/sample-report.ts'
import { applyEdits } from '../fixes/index.ts'
import { privilegedContainer } from '../rules/pod/privileged-container.ts'
import { hostNetwork } from '../rules/pod/host-network.ts'
import { readYaml } from '../yaml/index.ts'
import { FindingWriter } from './finding-json.ts'
import { type Format, formatReport, formats } from './index.ts'
import { findingObject } from './report-object.ts'
import { widthOf } from './text.ts'

const plain = { color: false, width: 80 }
const render = (format: Format, report = sampleReport(), options = {}) =>
  textOf(formatReport(format, report, { ...plain, ...options }))

/** Names that try to break out of every format. */
const hostile = cartManifest
  .replace('name: cart\n', 'name: "ca\\u001b[2Jrt</x>|`\\u202e"\n')
  .replace('name: app\n', 'name: "a]]>&p\\r\\n::error::x"\n')

describe.each(formats)('%s', (format) => {
  it('names every finding that counts', () => {
    const text = render(format)
    for (const rule of ['privileged-container', 'host-network']) expect(text).toContain(rule)
    expect(text).toContain('cart')
    expect(text.endsWith('\n')).toBe(true)
  })

  it('lets no control character of the input through', () => {
    const text = render(format, reportOf(findingsIn({ 'a.yaml': hostile })))
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/)
    // What a person reads must not be turned around either; programs get the names as they are.
    if (['table', 'wide', 'markdown', 'name'].includes(format)) expect(text).not.toMatch(/[\u202a-\u202e]/)
  })

  it('writes something for a report without findings', () => {
    const text = render(format, reportOf([], { resources: 3, files: 1 }))
    if (format !== 'name') expect(text.length).toBeGreaterThan(10)
    expect(text).not.toMatch(/undefined|NaN|\[object/)
  })

  it('is the same each time', () => {
    expect(render(format)).toBe(render(format))
  })
})

describe('table', () => {
  it.each([60, 80, 100])('fits %i columns', (width) => {
    const wide = cartManifest.replaceAll('cart', 'カート-with-a-very-long-name-that-goes-on-and-on-and-on-and-on')
    const text = render('table', reportOf(findingsIn({ 'deploy/カート.yaml': wide })), { width })
    for (const line of text.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(width)
  })

  it('shows the line with a mark under it', () => {
    expect(render('table')).toContain(
      '    14 │       hostNetwork: true # for the old mesh\n       │       ^^^^^^^^^^^^^^^^^\n',
    )
  })

  it('puts the worst first, and counts at the end', () => {
    const text = render('table')
    expect(text.indexOf('privileged is on')).toBeLessThan(text.indexOf('hostNetwork is on'))
    expect(text).toMatch(/\n2 critical {2}1 high {2}2 medium\n/)
    expect(text).toMatch(/1 finding exempted by a written warrant/)
  })

  it('tells what could not be read and what was not audited', () => {
    const text = render('table')
    expect(text).toContain('deploy/broken.yaml:3:7')
    expect(text).toContain('charts/shop (helm)')
  })

  it('colours only when asked to', () => {
    expect(render('table')).not.toContain('\u001B')
    expect(render('table', sampleReport(), { color: true })).toContain('\u001B[1;31m')
  })

  it('stays short for a large estate, and says what it leaves out', () => {
    const files = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`${i}.yaml`, cartManifest.replaceAll('name: cart', `name: cart-${i}`)]),
    )
    const text = render('table', reportOf(findingsIn(files)))
    expect(text.split('\n').length).toBeLessThan(800)
    expect(text).toMatch(/40 more workloads with \d+ findings not shown/)
  })
})

describe('json and yaml', () => {
  it('follow the contract', () => {
    expect(JSON.parse(render('json'))).toMatchObject({
      apiVersion: 'unwarranted.dev/v1',
      kind: 'AuditReport',
      summary: { findings: { critical: 2, high: 1, medium: 2, low: 0, info: 0 }, exempted: 1, errors: 2 },
      errors: [{ file: 'deploy/broken.yaml', document: 1, line: 3 }, { file: 'deploy/secret.yaml' }],
      notAudited: [{ kind: 'helm', path: 'charts/shop' }],
      rules: [{ id: 'privileged-container' }, { id: 'host-network' }],
    })
  })

  it('write each finding as its object is', () => {
    const writer = new FindingWriter()
    for (const finding of [...sampleReport().findings, ...findingsIn({ 'a.yaml': hostile })]) {
      expect(writer.write(finding)).toBe(JSON.stringify(findingObject(finding)))
    }
  })

  it('say the same', () => {
    expect(readYaml('report.yaml', render('yaml')).documents[0]?.value).toEqual(JSON.parse(render('json')))
  })

  it('carry edits that can be applied as they are', () => {
    const { findings } = JSON.parse(render('json')) as {
      findings: { fix: { edits?: Parameters<typeof applyEdits>[1] } }[]
    }
    const edits = findings.flatMap(({ fix }) => fix.edits ?? []).filter((edit) => edit.path.includes('hostNetwork'))
    expect(applyEdits(cartManifest, edits.slice(0, 1))).toBe(
      cartManifest.replace('      hostNetwork: true # for the old mesh\n', ''),
    )
  })
})

describe('sarif', () => {
  const schemaPath = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')
  const { $schema, id, ...schema } = JSON.parse(readFileSync(schemaPath, 'utf8')) as Record<string, unknown>
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
  addFormats.default(ajv)
  const validate = ajv.compile(schema)

  it('is described by the schema of 2.1.0', () => {
    expect($schema).toContain('draft-04')
    expect(id).toContain('sarif')
  })

  it.each([
    ['findings, errors and exemptions', sampleReport()],
    ['nothing', reportOf([])],
    ['hostile names', reportOf(findingsIn({ 'a b/ü.yaml': hostile }))],
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

  it('has the region of the offending key, and edits as replacements', () => {
    const { runs } = JSON.parse(render('sarif')) as {
      runs: { results: { ruleId: string; suppressions: object[]; locations: object[]; fixes?: object[] }[] }[]
    }
    const results = runs[0]?.results ?? []
    expect(results.find(({ ruleId }) => ruleId === 'host-network')).toMatchObject({
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'deploy/cart.yaml' },
            region: { startLine: 14, startColumn: 7 },
          },
        },
      ],
    })
    expect(results.find(({ ruleId }) => ruleId === 'kept-capabilities')?.fixes).toMatchObject([
      { artifactChanges: [{ artifactLocation: { uri: 'deploy/cart.yaml' } }] },
    ])
    expect(results.filter(({ suppressions }) => suppressions.length > 0)).toHaveLength(1)
  })
})

describe('junit', () => {
  it('is XML whose counts are those of its cases', () => {
    for (const report of [sampleReport(), reportOf(findingsIn({ 'a.yaml': hostile })), reportOf([])]) {
      const text = render('junit', report)
      expect(XMLValidator.validate(text)).toBe(true)
      const parsed = new XMLParser({
        ignoreAttributes: false,
        isArray: (name) => ['testsuite', 'testcase'].includes(name),
      }).parse(text) as {
        testsuites: { '@_tests': string; '@_failures': string; testsuite: { testcase: { failure?: unknown }[] }[] }
      }
      const cases = parsed.testsuites.testsuite.flatMap(({ testcase }) => testcase)
      expect(Number(parsed.testsuites['@_tests'])).toBe(cases.length)
      expect(Number(parsed.testsuites['@_failures'])).toBe(cases.filter((each) => each.failure !== undefined).length)
    }
  })
})

describe('markdown', () => {
  it('fits a comment however much there is, and says what it leaves out', () => {
    const files = Object.fromEntries(
      Array.from({ length: 900 }, (_, i) => [`${i}.yaml`, cartManifest.replaceAll('name: cart', `name: cart-${i}`)]),
    )
    const text = render('markdown', reportOf(findingsIn(files)))
    expect(text.length).toBeLessThanOrEqual(60_000)
    expect(text).toMatch(/\*\*And \d+ more\*\* that did not fit/)
  })
})

describe('name', () => {
  it('has a line for each finding, beginning with what kubectl calls the object', () => {
    expect(render('name').split('\n')[0]).toBe(
      'deployment.apps/cart/app shop privileged-container deploy/cart.yaml:19:13',
    )
    expect(render('name', reportOf(findingsIn({ 'a.yaml': agentManifest })))).toBe('')
  })
})

describe('a framework that was asked for', () => {
  const framework = { name: 'pss' as const, rules: [privilegedContainer, hostNetwork] }

  it('is reported by control', () => {
    const report = reportOf(
      findingsIn({ 'a.yaml': cartManifest.replaceAll('privileged: true', 'privileged: false') }),
      { framework },
    )
    expect(JSON.parse(render('json', report))).toMatchObject({
      framework: { name: 'pss', controls: [{ id: 'baseline', status: 'fail', findings: 1, rules: ['host-network'] }] },
    })
    expect(render('table', report)).toMatch(/fail {2} {2}baseline {2}1 finding .*host-network/)
    expect(render('markdown', report)).toContain('| baseline | fail | 1 | `host-network` |')
  })

  it('passes where nothing was found', () => {
    expect(render('table', reportOf([], { framework }))).toMatch(/pass .*baseline.*\n1 control, 0 failed/)
  })
})

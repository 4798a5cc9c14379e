import { describe, expect, it } from 'vitest'
import { agentManifest, cartManifest, findingsIn, render, reportOf, sampleReport } from '../../test/sample-report.ts'
import { defaultOptions, type FrameworkName, isSilent, requireRule } from '../audit/index.ts'
import { rules } from '../rules/index.ts'
import { hostNetwork } from '../rules/pod/host-network.ts'
import { privilegedContainer } from '../rules/pod/privileged-container.ts'
import { frameworkObject } from './controls.ts'
import { widthOf } from './text.ts'

const framework = (name: FrameworkName) => ({ name, rules: [privilegedContainer, hostNetwork] })
const mesh = findingsIn({ 'a.yaml': cartManifest.replaceAll('privileged: true', 'privileged: false') })
const exempted = findingsIn({ 'a.yaml': agentManifest })
const controls = (name: FrameworkName, findings = mesh) =>
  frameworkObject(reportOf(findings, { framework: framework(name) }))?.controls

describe('a framework that was asked for', () => {
  it('has every control of its rules, with what failed it', () => {
    expect(controls('cis')).toEqual([
      { id: '5.2.2', status: 'pass', findings: 0, exempted: 0, rules: ['privileged-container'] },
      { id: '5.2.5', status: 'fail', findings: 1, exempted: 0, rules: ['host-network'] },
    ])
    expect(controls('nsa')).toMatchObject([{ id: 'nsa', status: 'fail', findings: 1, rules: ['host-network'] }])
  })

  it('has the checks of Pod Security, those of baseline under restricted too', () => {
    expect(controls('pss')).toMatchObject([
      { id: 'baseline/hostNamespaces', status: 'fail', findings: 1 },
      { id: 'baseline/privileged', status: 'pass' },
    ])
    expect(controls('pss-baseline')).toMatchObject([{ id: 'baseline/hostNamespaces', status: 'fail' }, {}])
    expect(controls('pss-restricted')).toMatchObject([{ id: 'baseline/hostNamespaces', status: 'fail' }, {}])
  })

  it('passes what written warrants cover, and counts them', () => {
    expect(controls('cis', exempted)?.[1]).toEqual({
      id: '5.2.5',
      status: 'pass',
      findings: 0,
      exempted: 1,
      rules: ['host-network'],
    })
  })

  it('is manual where there is only what a person has to look at', () => {
    const inventory = mesh.map((finding) => ({ ...finding, severity: 'info' as const }))
    expect(controls('cis', inventory)?.[1]).toMatchObject({ status: 'manual', findings: 1 })
  })

  it('is manual, not passed, where its rules are not configured', () => {
    const rule = requireRule('registry-not-allowed')
    const sources = { rule, severity: undefined, options: defaultOptions(rule.options) }
    expect(isSilent(sources)).toBe(true)
    expect(isSilent({ ...sources, options: { ...sources.options, allowed: ['registry.example'] } })).toBe(false)
    const judge = (silent: string[]) =>
      frameworkObject(reportOf([], { framework: { name: 'cis', rules: [rule], silent: new Set(silent) } }))?.controls
    expect(judge(['registry-not-allowed'])).toMatchObject([{ id: '5.5.1', status: 'manual', findings: 0 }])
    expect(judge([])).toMatchObject([{ id: '5.5.1', status: 'pass' }])
  })

  it('sorts numbers as numbers', () => {
    const report = reportOf([], { framework: { name: 'cis', rules } })
    const ids = frameworkObject(report)?.controls.map(({ id }) => id) ?? []
    expect(ids.indexOf('5.2.9')).toBeGreaterThan(-1)
    expect(ids.indexOf('5.2.9')).toBeLessThan(ids.indexOf('5.2.10'))
  })

  it('stands in every format that has room for it', () => {
    const report = reportOf([...mesh, ...exempted], { framework: framework('cis') })
    expect(JSON.parse(render('json', report))).toMatchObject({
      framework: {
        id: 'cis',
        controls: [{ id: '5.2.2' }, { id: '5.2.5', status: 'fail', findings: 1, exempted: 1, rules: ['host-network'] }],
      },
    })
    for (const format of ['table', 'wide'] as const) {
      expect(render(format, report)).toMatch(
        /fail {4}5\.2\.5 {2}1 finding, 1 exempted {2}host-network\n2 controls, 1 failed\.\n/,
      )
    }
    expect(render('markdown', report)).toContain('| 5.2.5 | fail | 1, 1 exempted | `host-network` |')
  })

  it('fits the width with long lists of rules', () => {
    for (const name of ['cis', 'nsa', 'pss', 'mitre'] as const) {
      const text = render('table', { ...sampleReport(), framework: { name, rules } }, { width: 60 })
      for (const line of text.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(60)
      expect(text).toMatch(/ (?:privileged-container|host-network)\b/)
    }
  })

  it('says that what was not read was not judged', () => {
    expect(render('table', { ...sampleReport(), framework: framework('cis') })).toContain(
      '2 controls, 2 failed; what could not be read was not judged.',
    )
  })

  it('is not there when none was asked for', () => {
    expect(frameworkObject(reportOf(mesh))).toBeUndefined()
    expect(render('markdown', reportOf(mesh))).not.toContain('| control |')
  })
})

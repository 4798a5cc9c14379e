import { describe, expect, it } from 'vitest'
import { agentManifest, cartManifest, findingsIn, hostileReport, render, reportOf } from '../../test/sample-report.ts'
import { widthOf } from './text.ts'

describe('name', () => {
  it('has a line for each finding, beginning with what kubectl calls the object', () => {
    expect(render('name').split('\n')).toEqual([
      'deployment.apps/cart/app shop privileged-container deploy/cart.yaml:19:13',
      'deployment.apps/cart/proxy shop privileged-container deploy/cart.yaml:23:13',
      'deployment.apps/cart shop host-network deploy/cart.yaml:14:7',
      'deployment.apps/cart/app shop kept-capabilities deploy/cart.yaml:18:11',
      'deployment.apps/cart/proxy shop kept-capabilities deploy/cart.yaml:22:11',
      '',
    ])
  })

  it('has exempted findings only when asked to, and - for no namespace', () => {
    const report = reportOf(findingsIn({ 'a.yaml': agentManifest }))
    expect(render('name', report)).toBe('')
    expect(render('name', report, { showExempted: true })).toBe('pod/agent - host-network a.yaml:11:7\n')
  })

  it('keeps to four columns, whatever names hold', () => {
    const lines = render('name', hostileReport()).trimEnd().split('\n')
    expect(lines).toHaveLength(hostileReport().findings.length)
    for (const line of lines) expect(line.split(' ')[2]).toMatch(/^[a-z-]+$/)
  })
})

describe('wide', () => {
  it('has a line for each finding, with columns that stand under one another', () => {
    const report = reportOf(
      findingsIn({ 'a.yaml': cartManifest, 'カート.yaml': cartManifest.replaceAll('cart', 'カート') }),
    )
    const [head = '', ...lines] = render('wide', report)
      .replace(/\n\n.*/s, '')
      .split('\n')
    expect(lines).toHaveLength(10)
    const columns = ['RULE', 'KIND', 'NAMESPACE', 'CONTAINER', 'PLACE', 'FIX', 'MESSAGE'].map((name) =>
      head.indexOf(name),
    )
    for (const line of lines) {
      for (const column of columns) {
        let before = ''
        for (const character of line) {
          if (widthOf(before) >= column) break
          before += character
        }
        expect(widthOf(before)).toBe(column)
        expect(before.endsWith('  ')).toBe(true)
      }
    }
    expect(lines[0]).toMatch(
      /^critical +privileged-container +Deployment +shop +cart +app +a\.yaml:19:13 +spec\.\S+ +evidence /,
    )
    expect(lines[0]).toContain('CIS 5.2.2, NSA, PSS baseline, MITRE T1611')
  })

  it('says which are exempted and why', () => {
    const report = reportOf(findingsIn({ 'a.yaml': agentManifest }))
    expect(render('wide', report)).not.toContain('RULE')
    expect(render('wide', report, { showExempted: true })).toMatch(
      /exempted.*hostNetwork is on \(exempted: node agent\)/,
    )
  })

  it('ends with the same counts as the table', () => {
    const counts = /\n─+\n2 critical .*\n5 findings in .*\n/.exec(render('wide'))?.[0]
    expect(counts).toBeDefined()
    expect(render('table')).toContain(counts)
  })
})

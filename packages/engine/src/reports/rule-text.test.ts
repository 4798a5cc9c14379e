import { describe, expect, it } from 'vitest'
import { textOf } from '../../test/sample-report.ts'
import { requireRule } from '../audit/index.ts'
import { rules } from '../rules/index.ts'
import { hostNetwork } from '../rules/pod/host-network.ts'
import { readYaml } from '../yaml/index.ts'
import { explainRule, listRules, ruleMarkdown, type RuleListFormat } from './index.ts'
import { widthOf } from './text.ts'

const look = { color: false, width: 80 }
const list = (format: RuleListFormat, width = 80) => textOf(listRules(rules, format, { ...look, width }))
const explained = (format: RuleListFormat) => textOf(explainRule(hostNetwork, format, look))

describe('listRules', () => {
  it.each(['table', 'json', 'yaml', 'name', 'markdown'] as const)('names every rule as %s', (format) => {
    const text = list(format)
    for (const { id } of rules) expect(text).toContain(id)
    expect(text).not.toMatch(/undefined|\[object/)
  })

  it.each([60, 80, 120])('fits %i columns', (width) => {
    for (const line of list('table', width).split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(width)
  })

  it('marks in the table what is on by default', () => {
    for (const { id, profile } of rules) {
      expect(list('table')).toMatch(new RegExp(`^${profile === 'default' ? '\\*' : ' '} ${id} `, 'm'))
    }
    expect(list('table')).toContain(
      `${rules.length} rules; ${rules.filter((rule) => rule.profile === 'default').length} of them`,
    )
  })

  it('groups by category', () => {
    const headings = list('table')
      .split('\n')
      .filter((line) => /^[a-z]+$/.test(line))
    expect(headings).toEqual([...new Set(rules.map(({ category }) => category))])
  })

  it('has the same data as JSON and as YAML', () => {
    const data = JSON.parse(list('json')) as { id: string; options: object }[]
    expect(data.map(({ id }) => id)).toEqual(rules.map(({ id }) => id))
    expect(readYaml('rules.yaml', list('yaml')).documents[0]?.value).toEqual(data)
  })

  it('has the level of the Pod Security Standards beside the checks that a rule stands for', () => {
    const data = JSON.parse(list('json')) as { id: string; frameworks: object }[]
    const of = (name: string) => data.find(({ id }) => id === name)?.frameworks
    expect(of('host-network')).toMatchObject({ pss: 'baseline', podSecurity: ['hostNamespaces'] })
    expect(of('runs-as-root')).toMatchObject({ pss: 'restricted', podSecurity: ['runAsNonRoot'] })
    expect(of('default-namespace')).not.toHaveProperty('pss')
  })

  it('has one name on each line', () => {
    expect(list('name').trimEnd().split('\n')).toEqual(rules.map(({ id }) => id))
  })

  it('has rows of as many cells as Markdown has columns', () => {
    for (const line of list('markdown').trimEnd().split('\n')) {
      expect(line.replaceAll('\\|', '').split('|')).toHaveLength(7)
    }
  })
})

describe('explainRule', () => {
  it('says what, why, what to do, both examples, where it stands and how to accept it', () => {
    const text = explained('table')
    const order = [
      'host-network  high',
      hostNetwork.title,
      'Why it matters',
      'What to do',
      '\nReported\n',
      'Not reported',
      'Category pod; profile default; fix evidence; CIS 5.2.5;',
      'unwarranted.dev/allow.host-network: ',
    ].map((part) => text.indexOf(part))
    expect(order).not.toContain(-1)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(text).toContain('  │ apiVersion: v1\n')
  })

  it('fits 80 columns for every rule, but for the lines of examples and what is to be copied', () => {
    for (const rule of rules) {
      const lines = textOf(explainRule(rule, 'table', look)).split('\n')
      for (const line of lines.filter((each) => !/^ {2}(?:│|unwarranted)/.test(each))) {
        expect(widthOf(line)).toBeLessThanOrEqual(80)
      }
    }
  })

  it('names the options with their defaults', () => {
    const rule = requireRule('registry-not-allowed')
    expect(textOf(explainRule(rule, 'table', look))).toContain('Option allowed (strings, default []): ')
    expect(ruleMarkdown(rule)).toContain('| allowed | strings | `[]` | ')
  })

  it('is data as JSON and YAML, the id as name, the page as Markdown', () => {
    expect(JSON.parse(explained('json'))).toMatchObject({ id: 'host-network', severity: 'high', options: {} })
    expect(readYaml('rule.yaml', explained('yaml')).documents[0]?.value).toEqual(JSON.parse(explained('json')))
    expect(explained('name')).toBe('host-network\n')
    expect(explained('markdown')).toBe(ruleMarkdown(hostNetwork))
  })
})

describe('ruleMarkdown', () => {
  it.each(rules)('$id is a page whose tables and code are closed', (rule) => {
    const page = ruleMarkdown(rule)
    expect(page.startsWith(`# ${rule.id}\n\n**${rule.title}**\n`)).toBe(true)
    expect(page.match(/^```/gm)?.length).toBe(6)
    for (const line of page.split('\n').filter((each) => each.startsWith('|'))) {
      const cells = line.replaceAll('\\|', '').split('|').length
      expect([6, 7]).toContain(cells)
    }
    expect(page).toContain(`unwarranted.dev/allow.${rule.id}: `)
  })
})

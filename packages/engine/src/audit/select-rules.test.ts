import { describe, expect, it } from 'vitest'
import { checksOfLevel } from '../pod-security/index.ts'
import { WarrantError } from '../errors/index.ts'
import { rules as catalogue } from '../rules/index.ts'
import { readConfiguration } from './configuration.ts'
import { controlsOf, type RuleChoice, requireRule, selectRules } from './select-rules.ts'

const configuration = (rest: string) =>
  readConfiguration('warrant.yaml', `apiVersion: unwarranted.dev/v1\nkind: Configuration\n${rest}`)
const chosen = (choice: RuleChoice, rest?: string) =>
  selectRules(choice, rest === undefined ? undefined : configuration(rest)).map(({ rule }) => rule.id)
const ids = (keep: (rule: (typeof catalogue)[number]) => boolean) => catalogue.filter(keep).map(({ id }) => id)

describe('selectRules', () => {
  it('takes the rules of the default profile', () => {
    expect(chosen({})).toEqual(ids(({ profile }) => profile === 'default'))
    expect(chosen({})).not.toContain('default-namespace')
  })
  it('takes every rule of the profile all', () => {
    expect(chosen({ profile: 'all' })).toEqual(ids(() => true))
    expect(chosen({}, 'profile: all\n')).toEqual(ids(() => true))
  })
  it('lets the command line win over the configuration', () => {
    expect(chosen({ profile: 'default' }, 'profile: all\n')).toEqual(chosen({}))
  })
  it('lets the configuration win over the profile', () => {
    const rest = 'rules: { host-pid: { enabled: false }, default-namespace: { enabled: true } }\n'
    expect(chosen({}, rest)).not.toContain('host-pid')
    expect(chosen({}, rest)).toContain('default-namespace')
    expect(chosen({ profile: 'all' }, rest)).not.toContain('host-pid')
  })
  it('takes only the rules named, whatever profile and configuration say', () => {
    const only = ['default-namespace', 'host-pid']
    expect(chosen({ only }, 'rules: { host-pid: { enabled: false } }\n').sort()).toEqual(only)
    expect(chosen({ only: [] })).toEqual(chosen({}))
  })
  it('leaves out what is to be skipped, from whatever was chosen', () => {
    expect(chosen({ only: ['host-pid', 'host-ipc'], skip: ['host-pid'] })).toEqual(['host-ipc'])
    expect(chosen({ skip: ['host-pid'] }, 'rules: { host-pid: { enabled: true } }\n')).not.toContain('host-pid')
  })
  it('takes the rules of a framework, also those that are off by default', () => {
    expect(chosen({ framework: 'cis' })).toEqual(ids(({ frameworks }) => (frameworks.cis ?? []).length > 0))
    expect(chosen({ framework: 'cis' })).toContain('default-namespace')
  })
  it('takes baseline and restricted rules for Pod Security, or baseline ones alone', () => {
    const mapped = (...checks: string[]) =>
      ids(({ frameworks }) => (frameworks.podSecurity ?? []).some((id) => checks.includes(id)))
    expect(chosen({ framework: 'pss' })).toEqual(ids(({ frameworks }) => frameworks.podSecurity !== undefined))
    expect(chosen({ framework: 'pss-restricted' })).toEqual(chosen({ framework: 'pss' }))
    expect(chosen({ framework: 'pss-baseline' })).toEqual(mapped(...checksOfLevel('baseline')))
    expect(chosen({ framework: 'pss-baseline' })).not.toContain('runs-as-root')
  })
  it('judges by Pod Security without the settings that excuse something, but with those of severity', () => {
    const rest = 'rules: { capability-added: { severity: low, options: { allowed: [SYS_ADMIN] } } }\n'
    const of = (choice: RuleChoice) =>
      selectRules(choice, configuration(rest)).find(({ rule }) => rule.id === 'capability-added')
    expect(of({ framework: 'pss' })).toMatchObject({ severity: 'low', options: { allowed: ['NET_BIND_SERVICE'] } })
    expect(of({ framework: 'cis' })).toMatchObject({ severity: 'low', options: { allowed: ['SYS_ADMIN'] } })
  })
  it('lets a rule that was named judge every workload where the framework has no check for it', () => {
    const only = ['readiness-probe-missing', 'runs-as-root', 'host-pid']
    const judged = (framework: 'pss' | 'pss-baseline') =>
      selectRules({ only, framework }, undefined).flatMap(({ rule, judges }) => (judges ? [rule.id] : []))
    expect(judged('pss')).toEqual(['host-pid', 'runs-as-root'])
    expect(judged('pss-baseline')).toEqual(['host-pid'])
  })
  it('gives each rule its settings', () => {
    const rest = 'rules: { plaintext-secret-in-env: { severity: low, options: { names: [pin] } } }\n'
    const [selected] = selectRules({ only: ['plaintext-secret-in-env'] }, configuration(rest))
    expect(selected).toMatchObject({ severity: 'low', options: { names: ['pin'], ignore: [] } })
    const [plain] = selectRules({ only: ['plaintext-secret-in-env'] }, undefined)
    expect(plain).toMatchObject({ severity: undefined, options: { names: [], ignore: [] } })
  })
  it.each(['only', 'skip'] as const)('refuses a rule that there is not (%s)', (list) => {
    expect(() => chosen({ [list]: ['host-nettwork'] })).toThrow(WarrantError)
  })
})

describe('requireRule', () => {
  it('gives the rule', () => {
    expect(requireRule('host-network').id).toBe('host-network')
  })
  it('names rules that have words in common', () => {
    expect(() => requireRule('hostpath-volume')).toThrow(
      /no rule named hostpath-volume; did you mean .*host-path-volume/,
    )
  })
  it('says how to list them when none is near', () => {
    expect(() => requireRule('zebra')).toThrow(/no rule named zebra; `warrant rules` lists them$/)
  })
})

it('controlsOf gives the controls of a framework', () => {
  const mapped = {
    cis: ['5.2.5'],
    nsa: true,
    podSecurity: ['hostPathVolumes', 'restrictedVolumes'],
    mitre: ['T1611'],
  } as const
  expect(controlsOf(mapped, 'cis')).toEqual(['5.2.5'])
  expect(controlsOf(mapped, 'nsa')).toEqual(['nsa'])
  expect(controlsOf(mapped, 'mitre')).toEqual(['T1611'])
  expect(controlsOf(mapped, 'pss-baseline')).toEqual(['baseline/hostPathVolumes'])
  expect(controlsOf(mapped, 'pss-restricted')).toEqual(['restricted/restrictedVolumes'])
  expect(controlsOf({}, 'nsa')).toEqual([])
})

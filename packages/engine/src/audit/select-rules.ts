import type { Workload } from '../cluster/index.ts'
import { WarrantError } from '../errors/index.ts'
import type { Finding } from '../findings/index.ts'
import { type CheckId, checksOfLevel, failingChecks, levelOfCheck } from '../pod-security/index.ts'
import { type Frameworks, type Rule, rules as catalogue } from '../rules/index.ts'
import type { Configuration } from './configuration.ts'
import { type ConfiguredRule, defaultOptions } from './run-rules.ts'

export const frameworks = ['cis', 'nsa', 'pss', 'pss-baseline', 'pss-restricted', 'mitre'] as const

export type FrameworkName = (typeof frameworks)[number]

/** What the user asked for, on the command line. */
export interface RuleChoice {
  readonly profile?: 'default' | 'all' | undefined
  /** Only these rules; they need not be in the profile. */
  readonly only?: readonly string[]
  readonly skip?: readonly string[]
  /** Only rules with a control in this framework; they need not be in the profile. */
  readonly framework?: FrameworkName | undefined
}

/**
 * The rules of an audit with their settings. Names on the command line come before the configuration, the
 * configuration before the profile.
 *
 * @throws WarrantError `usage` for a rule that does not exist, with the nearest names.
 */
export function selectRules(choice: RuleChoice, configuration: Configuration | undefined): ConfiguredRule[] {
  for (const id of [...(choice.only ?? []), ...(choice.skip ?? [])]) requireRule(id)
  const skip = new Set(choice.skip)
  return catalogue
    .filter((rule) => !skip.has(rule.id) && isOn(rule, choice, configuration))
    .map((rule) => {
      const settings = configuration?.rules.get(rule.id)
      const severity = settings?.severity
      const asked = isPodSecurity(choice.framework) ? checksAsked(rule, choice.framework) : []
      // A standard has no settings: what the configuration lets a rule excuse fails the check all the same.
      if (asked.length > 0) return { rule, severity, options: defaultOptions(rule.options), judges: failsOneOf(asked) }
      return { rule, severity, options: { ...defaultOptions(rule.options), ...settings?.options } }
    })
}

/** The checks of a framework that a rule stands for; none for a rule that was asked for by name beside it. */
function checksAsked({ frameworks: { podSecurity = [] } }: Rule, framework: PodSecurityFramework): CheckId[] {
  return podSecurity.filter((id) => levelChecks[framework].has(id))
}

/** Whether the pod of a workload fails one of the checks. */
function failsOneOf(ids: readonly CheckId[]): (workload: Workload) => boolean {
  return (workload) => {
    const failing = failingChecks(workload)
    return ids.some((id) => failing.has(id))
  }
}

function isOn(rule: Rule, choice: RuleChoice, configuration: Configuration | undefined): boolean {
  if (choice.only && choice.only.length > 0) return choice.only.includes(rule.id)
  if (choice.framework) return controlsOf(rule.frameworks, choice.framework).length > 0
  const enabled = configuration?.rules.get(rule.id)?.enabled
  if (enabled !== undefined) return enabled
  return rule.profile === 'default' || (choice.profile ?? configuration?.profile ?? 'default') === 'all'
}

/** The controls of a framework that a rule stands for. The level restricted has all that baseline has. */
export function controlsOf(mapped: Frameworks, framework: FrameworkName): readonly string[] {
  switch (framework) {
    case 'cis':
      return mapped.cis ?? []
    case 'nsa':
      return mapped.nsa ? ['nsa'] : []
    case 'mitre':
      return mapped.mitre ?? []
    case 'pss':
    case 'pss-baseline':
    case 'pss-restricted':
      return podSecurityControls(mapped, framework)
  }
}

/** Checks by their level, such as `baseline/hostPorts`; those that the newest policy of the level runs. */
function podSecurityControls({ podSecurity = [] }: Frameworks, framework: PodSecurityFramework): string[] {
  return podSecurity.filter((id) => levelChecks[framework].has(id)).map(controlOfCheck)
}

type PodSecurityFramework = 'pss' | 'pss-baseline' | 'pss-restricted'

const levelChecks: Readonly<Record<PodSecurityFramework, ReadonlySet<string>>> = {
  pss: new Set([...checksOfLevel('baseline'), ...checksOfLevel('restricted')]),
  'pss-baseline': checksOfLevel('baseline'),
  'pss-restricted': checksOfLevel('restricted'),
}

function isPodSecurity(framework: FrameworkName | undefined): framework is PodSecurityFramework {
  return framework !== undefined && framework in levelChecks
}

/** A check as a control of the Pod Security Standards. */
export function controlOfCheck(id: CheckId): string {
  return `${levelOfCheck(id)}/${id}`
}

/**
 * Whether a finding counts for a control. Rules look at more than the checks that they stand for: under the Pod Security
 * Standards they speak only where the check itself does not let the pod pass.
 */
export function countsFor(finding: Pick<Finding, 'workload'>, control: string, framework: FrameworkName): boolean {
  if (!isPodSecurity(framework) || finding.workload === undefined) return true
  return [...failingChecks(finding.workload)].some((id) => controlOfCheck(id) === control)
}

/** The rule of a name. @throws WarrantError `usage` when there is none. */
export function requireRule(id: string): Rule {
  const rule = catalogue.find((each) => each.id === id)
  if (rule) return rule
  const near = catalogue.filter((each) => isNear(each.id, id)).map((each) => each.id)
  const hint = near.length > 0 ? `; did you mean ${near.slice(0, 3).join(', ')}?` : '; `warrant rules` lists them'
  throw new WarrantError('usage', `there is no rule named ${id}${hint}`)
}

function isNear(name: string, wanted: string): boolean {
  const words = new Set(
    wanted
      .toLowerCase()
      .split('-')
      .filter((word) => word.length > 2),
  )
  return name.split('-').filter((word) => words.has(word)).length >= Math.max(1, words.size - 1)
}

import { podSecurityLevel, type RuleInfo, rules } from '../rules/index.ts'

let table: ReadonlyMap<string, RuleInfo> | undefined

/** What the catalogue says about a rule; undefined for a finding whose rule it does not have. */
export function ruleInfo(id: string): RuleInfo | undefined {
  table ??= new Map(rules.map((rule) => [rule.id, rule]))
  return table.get(id)
}

/** The frameworks that a rule stands in, in words: `CIS 5.2.5`, `NSA`, `PSS baseline`, `MITRE T1611`. */
export function frameworkNames(id: string): string[] {
  const frameworks = ruleInfo(id)?.frameworks ?? {}
  const { cis = [], nsa, mitre = [] } = frameworks
  const pss = podSecurityLevel(frameworks)
  return [
    ...cis.map((item) => `CIS ${item}`),
    ...(nsa ? ['NSA'] : []),
    ...(pss ? [`PSS ${pss}`] : []),
    ...mitre.map((technique) => `MITRE ${technique}`),
  ]
}

import type { Finding } from '../findings/index.ts'
import type { Category, RuleInfo } from '../rules/index.ts'
import { frameworkNames, ruleInfo } from './rule-table.ts'
import { levelOf, securitySeverity } from './sarif-values.ts'

/** Categories about running well, not about what an intruder could do. */
const notSecurity: ReadonlySet<Category> = new Set(['reliability', 'hygiene'])

export interface SarifRule {
  readonly id: string
  readonly [property: string]: unknown
}

/** The rules of these findings, each once, in the order of first appearance. */
export function usedRules(findings: readonly Finding[]): SarifRule[] {
  const used = new Map<string, Finding>()
  for (const finding of findings) if (!used.has(finding.rule)) used.set(finding.rule, finding)
  return [...used.values()].map((finding) => {
    const info = ruleInfo(finding.rule)
    return info ? describe(info) : describeUnknown(finding)
  })
}

function describe(info: RuleInfo): SarifRule {
  const { id, title, description, severity, category } = info
  const security = !notSecurity.has(category)
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: description },
    help: { text: `${info.why}\n\n${info.remedy}`, markdown: helpMarkdown(info) },
    defaultConfiguration: { level: levelOf(severity) },
    properties: {
      tags: [...(security ? ['security'] : []), 'kubernetes', category, ...frameworkTags(info)],
      precision: 'very-high',
      ...(security ? { 'security-severity': securitySeverity[severity] } : {}),
    },
  }
}

function describeUnknown({ rule, title, why, fix, severity }: Finding): SarifRule {
  return {
    id: rule,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: `${why}\n\n${fix.description}` },
    defaultConfiguration: { level: levelOf(severity) },
    properties: { tags: ['kubernetes'] },
  }
}

/** Framework controls as tags; names such as `external/mitre/T1611`. */
function frameworkTags({ id }: RuleInfo): string[] {
  return frameworkNames(id).map((name) => `external/${name.toLowerCase().replaceAll(' ', '/')}`)
}

function helpMarkdown(info: RuleInfo): string {
  const frameworks = frameworkNames(info.id)
  return [
    info.description,
    `**Why it matters.** ${info.why}`,
    `**What to do.** ${info.remedy}`,
    ...(frameworks.length > 0 ? [`**Frameworks.** ${frameworks.join(', ')}`] : []),
    `Reported:\n\n${fenced(info.examples.bad)}`,
    `Not reported:\n\n${fenced(info.examples.good)}`,
  ].join('\n\n')
}

function fenced(yaml: string): string {
  return `\`\`\`yaml\n${yaml.trimEnd()}\n\`\`\``
}

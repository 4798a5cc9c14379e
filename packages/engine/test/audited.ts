import { audit, type AuditOptions, defaultOptions } from '../src/audit/index.ts'
import { type Finding } from '../src/findings/index.ts'
import { rules as catalogue } from '../src/rules/index.ts'
import { clusterOf } from './rule-tester.ts'

/** Rules of the catalogue by name, with their default options, as the audit wants them. */
export function configured(...ids: readonly string[]): AuditOptions['rules'] {
  return ids.map((id) => {
    const rule = catalogue.find((each) => each.id === id)
    if (!rule) throw new Error(`there is no rule named ${id}`)
    return { rule, severity: undefined, options: defaultOptions(rule.options) }
  })
}

/** The rules about warrants themselves. */
export const warrantRules = ['redundant-exemption', 'expired-exemption', 'invalid-exemption'] as const

/** Audits a text with some rules and those about warrants, on 24 November 2026. */
export function audited(yaml: string, ids: readonly string[], options: Partial<AuditOptions> = {}): Finding[] {
  return audit(clusterOf(yaml), {
    rules: configured(...ids, ...warrantRules),
    warrants: [],
    peerWarrants: true,
    today: '2026-11-24',
    ...options,
  })
}

/** What was found, in a form that is easy to compare: rule, container, and the reason that covers it. */
export function told(findings: readonly Finding[]): string[] {
  return findings
    .map(({ rule, container, exemption }) =>
      [rule, ...(container === undefined ? [] : [container]), ...(exemption ? [`(${exemption.reason})`] : [])].join(
        ' ',
      ),
    )
    .sort()
}

import { type AuditReport, controlsOf, type FrameworkName } from '../audit/index.ts'
import type { Paint } from './paint.ts'
import { count, enumerate, pad } from './text.ts'

/** How one control of a framework stands. */
export interface ControlObject {
  readonly id: string
  /** manual: there are only inventories, which a person has to look at. */
  readonly status: 'pass' | 'manual' | 'fail'
  readonly findings: number
  readonly exempted: number
  /** The rules that judge it; those with findings when it fails. */
  readonly rules: readonly string[]
}

export interface FrameworkObject {
  readonly name: FrameworkName
  readonly controls: readonly ControlObject[]
}

const titles: Readonly<Record<FrameworkName, string>> = {
  cis: 'CIS Kubernetes Benchmark v1.12, section 5 as far as manifests decide it',
  nsa: 'NSA/CISA Kubernetes hardening guidance',
  pss: 'Pod Security Standards',
  'pss-baseline': 'Pod Security Standards, level baseline',
  'pss-restricted': 'Pod Security Standards, level restricted',
  mitre: 'MITRE ATT&CK for Containers, as far as manifests decide it',
}

/** The controls of the framework that was asked for, in its own order; undefined when none was. */
export function frameworkObject({ framework, findings }: AuditReport): FrameworkObject | undefined {
  if (!framework) return undefined
  const { name, rules } = framework
  const perRule = Map.groupBy(findings, (finding) => finding.rule)
  const perControl = new Map<string, string[]>()
  for (const rule of rules) {
    for (const id of controlsOf(rule.frameworks, name)) perControl.set(id, [...(perControl.get(id) ?? []), rule.id])
  }
  const controls = [...perControl].map(([id, ids]): ControlObject => {
    const found = ids.flatMap((rule) => perRule.get(rule) ?? [])
    const open = found.filter((finding) => !finding.exemption)
    const failing = new Set(open.map((finding) => finding.rule))
    return {
      id,
      status: open.length === 0 ? 'pass' : open.every(({ severity }) => severity === 'info') ? 'manual' : 'fail',
      findings: open.length,
      exempted: found.length - open.length,
      rules: open.length === 0 ? ids : ids.filter((rule) => failing.has(rule)),
    }
  })
  return { name, controls: controls.sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true })) }
}

/** The controls as lines for a terminal. */
export function* controlLines(report: AuditReport, paint: Paint): Generator<string> {
  const framework = frameworkObject(report)
  if (!framework) return
  const { name, controls } = framework
  const failed = controls.filter(({ status }) => status === 'fail').length
  yield `${paint.bold(titles[name])}\n`
  const longest = Math.max(...controls.map(({ id }) => id.length), 0)
  for (const { id, status, findings, exempted, rules } of controls) {
    const mark = { fail: paint.severity('high', 'fail  '), manual: 'manual', pass: paint.good('pass  ') }[status]
    const aside = exempted > 0 ? `, ${exempted} exempted` : ''
    yield `  ${mark}  ${pad(id, longest)}  ${pad(`${count(findings, 'finding')}${aside}`, 23)}  ${enumerate(rules, 3)}\n`
  }
  yield `${count(controls.length, 'control')}, ${failed} failed.\n\n`
}

/** The controls as a table of Markdown. */
export function controlsMarkdown(report: AuditReport): string {
  const framework = frameworkObject(report)
  if (!framework) return ''
  const rows = framework.controls.map(
    ({ id, status, findings, rules }) =>
      `| ${id} | ${status} | ${findings} | ${enumerate(
        rules.map((rule) => `\`${rule}\``),
        4,
      )} |\n`,
  )
  return `**${titles[framework.name]}**\n\n| control | status | findings | rules |\n| --- | --- | --- | --- |\n${rows.join('')}\n`
}

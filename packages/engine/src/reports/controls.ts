import { type AuditReport, controlsOf, countsFor, type FrameworkName } from '../audit/index.ts'
import type { Finding } from '../findings/index.ts'
import { painter } from './paint.ts'
import { count, enumerate, pad, wrap } from './text.ts'

/** How one control of a framework stands. */
export interface ControlObject {
  readonly id: string
  /** manual: a person has to look, at inventories, or because none of its rules is configured. */
  readonly status: 'pass' | 'manual' | 'fail'
  readonly findings: number
  readonly exempted: number
  /** The rules that judge it; those with findings when it fails. */
  readonly rules: readonly string[]
}

export interface FrameworkObject {
  readonly id: FrameworkName
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
  const { name, rules, silent } = framework
  const perRule = Map.groupBy(findings, (finding) => finding.rule)
  const perControl = new Map<string, string[]>()
  for (const rule of rules) {
    for (const id of controlsOf(rule.frameworks, name)) perControl.set(id, [...(perControl.get(id) ?? []), rule.id])
  }
  const controls = [...perControl].map(([id, ids]): ControlObject => {
    const found = ids.flatMap((rule) => perRule.get(rule) ?? []).filter((finding) => countsFor(finding, id, name))
    const open = found.filter((finding) => !finding.exemption)
    const isJudged = found.length > 0 || ids.some((rule) => !silent?.has(rule))
    const failing = new Set(open.map((finding) => finding.rule))
    return {
      id,
      status: open.length === 0 ? (isJudged ? 'pass' : 'manual') : isInventory(open) ? 'manual' : 'fail',
      findings: open.length,
      exempted: found.length - open.length,
      rules: open.length === 0 ? ids : ids.filter((rule) => failing.has(rule)),
    }
  })
  return { id: name, controls: controls.sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true })) }
}

function isInventory(findings: readonly Finding[]): boolean {
  return findings.every(({ severity }) => severity === 'info')
}

/** Columns that the name of a rule may take, with the comma or the and behind it. */
const longestRule = 34

/** The controls as lines for a terminal. */
export function* controlLines(
  report: AuditReport,
  { color, width }: { readonly color: boolean; readonly width: number },
): Generator<string> {
  const framework = frameworkObject(report)
  if (!framework) return
  const paint = painter(color)
  const marks = { fail: paint.severity('high', 'fail  '), manual: 'manual', pass: paint.good('pass  ') }
  const { id: name, controls } = framework
  const counts = controls.map(countText)
  const idWidth = Math.max(0, ...controls.map(({ id }) => id.length))
  const countWidth = Math.max(0, ...counts.map((text) => text.length))
  const beside = 2 + 6 + 2 + idWidth + 2 + countWidth + 2
  // Names of rules are never broken: they stand below where there is no room beside.
  const indent = width - beside < longestRule ? 2 + 6 + 2 : beside
  yield `${wrap(titles[name], width).map(paint.bold).join('\n')}\n`
  // With long names, as those of checks, the counts stand below too.
  const countsBelow = beside - 2 > width
  for (const [i, { id, status, rules }] of controls.entries()) {
    const lines = wrap(enumerate(rules, 3), width - indent).join(`\n${' '.repeat(indent)}`)
    const tally = counts[i] ?? ''
    const head = `  ${marks[status]}  ${pad(id, idWidth)}${countsBelow ? '' : `  ${pad(tally, countWidth)}`}`
    if (countsBelow && tally !== '')
      yield `${head.trimEnd()}\n${' '.repeat(indent)}${tally}\n${' '.repeat(indent)}${lines}\n`
    else yield indent === beside ? `${head}  ${lines}\n` : `${head.trimEnd()}\n${' '.repeat(indent)}${lines}\n`
  }
  const failed = controls.filter(({ status }) => status === 'fail').length
  const unread = report.errors.length + report.notAudited.length > 0 ? '; what could not be read was not judged' : ''
  yield `${wrap(`${count(controls.length, 'control')}, ${failed} failed${unread}.`, width).join('\n')}\n\n`
}

function countText({ findings, exempted }: ControlObject): string {
  const parts = [
    findings > 0 && count(findings, 'finding'),
    exempted > 0 && `${exempted.toLocaleString('en')} exempted`,
  ]
  return parts.filter((part) => part !== false).join(', ')
}

/** The controls as a table of Markdown. */
export function controlsMarkdown(report: AuditReport): string {
  const framework = frameworkObject(report)
  if (!framework) return ''
  const rows = framework.controls.map((control) => {
    const { id, status, findings, exempted } = control
    const rules = control.rules.map((rule) => `\`${rule}\``)
    return `| ${id} | ${status} | ${findings}${exempted > 0 ? `, ${exempted} exempted` : ''} | ${enumerate(rules, 4)} |\n`
  })
  return `**${titles[framework.id]}**\n\n| control | status | findings | rules |\n| --- | --- | --- | --- |\n${rows.join('')}\n`
}

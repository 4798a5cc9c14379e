import { judge, readJson, readText, type Settings } from '../judge.ts'
import type { Case, Suite } from '../suite.ts'
import { meanings, rulesOf } from './kubeaudit-results.ts'

interface Row {
  readonly auditor: string
  readonly file: string
  readonly params: Readonly<Record<string, string>>
  readonly expectedResults: readonly string[]
}

/** kubeaudit's audits: the same rules fail, and the same ones are exempted by its labels. */
export const kubeauditAudit: Suite = {
  name: 'kubeaudit-audit',
  folder: 'audit/kubeaudit',
  run(folder) {
    const cases: Case[] = []
    for (const row of readJson(folder, 'expected-audit.json') as Row[]) {
      const id = [row.auditor, row.file, ...Object.entries(row.params).map((pair) => pair.join('='))].join(' ')
      cases.push({ id, difference: differenceOf(row, folder) })
    }
    return { cases, outOfScope: [] }
  },
}

function differenceOf(row: Row, folder: string): string {
  const scope = rulesOf(row.auditor)
  const findings = judge(
    row.file,
    readText(folder, row.file),
    [...scope, 'redundant-exemption'],
    settingsOf(row.params),
  )
  const results = row.expectedResults
  const failed = compare(
    results.filter((result) => !result.endsWith('Allowed')),
    findings.filter(({ exemption }) => exemption === null).map(({ rule }) => rule),
  )
  const exempted = compare(
    results.filter((result) => result.endsWith('Allowed')).map((result) => result.slice(0, -'Allowed'.length)),
    findings.filter(({ exemption }) => exemption !== null).map(({ rule }) => rule),
  )
  return [failed, exempted && `exempted: ${exempted}`].filter((part) => part !== '').join('; ')
}

function compare(results: readonly string[], found: readonly string[]): string {
  const there = new Set(found)
  const allowed = new Set<string>()
  const problems: string[] = []
  for (const result of results) {
    const meaning = meanings[result]
    if (!meaning) {
      problems.push(`${result} has no meaning here`)
      continue
    }
    const { all, also = [] } = meaning
    for (const rule of [...all, ...also]) allowed.add(rule)
    const missing = all.filter((rule) => !there.has(rule))
    if (missing.length > 0) problems.push(`${result} wants ${missing.join(', ')}`)
    if (all.length === 0 && also.length > 0 && !also.some((rule) => there.has(rule)))
      problems.push(`${result} wants one of ${also.join(', ')}`)
  }
  const surplus = [...there].filter((rule) => !allowed.has(rule))
  if (surplus.length > 0) problems.push(`unexpected ${surplus.join(', ')}`)
  return problems.join('; ')
}

function settingsOf({ image, cpu, memory, currentVersion, targetedVersion }: Row['params']): Settings {
  return {
    ...(image ? { 'image-version-mismatch': { images: [image] } } : {}),
    ...(cpu || memory ? { 'limit-above-ceiling': { cpu: cpu ?? '', memory: memory ?? '' } } : {}),
    ...(targetedVersion || currentVersion
      ? { 'deprecated-api': { targetVersion: targetedVersion || currentVersion } }
      : {}),
  }
}

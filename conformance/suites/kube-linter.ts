import type { Finding } from '../../packages/engine/src/findings/index.ts'
import { hasRule, judge, readJson, readText, type Settings } from '../judge.ts'
import type { Case, OutOfScope, Suite } from '../suite.ts'

interface Row {
  readonly test: string
  readonly file: string
  readonly check?: string
  readonly controls?: readonly string[]
  readonly findings: number | null
  readonly kinds: Readonly<Record<string, number>>
  /** Whether `kinds` counts every finding, or only those that upstream names. */
  readonly complete: boolean
}

/** Checks whose rule is called otherwise than the corpus says, or is only one of those it names. */
const ruleOf: Readonly<Record<string, readonly string[]>> = {
  'run-as-non-root': ['runs-as-root', 'root-user-id', 'root-group'],
}

/** Settings under which our rule asks what the peer's check asks by default. */
const settingsOf: Readonly<Record<string, Settings>> = {
  'required-annotation-email': { 'owner-label-missing': { annotations: ['email'], labels: [] } },
  'no-liveness-probe': { 'liveness-probe-missing': { eachContainer: true } },
  'no-readiness-probe': { 'readiness-probe-missing': { eachContainer: true, unserved: true } },
  'non-isolated-pod': { 'pod-without-policy': { eachDirection: false } },
  'restart-policy': { 'restart-policy': { accepted: ['Always', 'OnFailure'] } },
  'required-label-owner': { 'owner-label-missing': { labels: ['owner'], annotations: [] } },
}

const reasonsOutOfScope: Readonly<Record<string, string>> = {
  'template-cel': 'checks that users write in CEL',
  'template-forbidden-annotation': 'checks that users write',
  'statefulset-volumeclaimtemplate-annotation': 'checks that users write',
}

/** kube-linter's built-in checks: as many findings, on objects of the same kinds. */
export const kubeLinter: Suite = {
  name: 'kube-linter',
  folder: 'audit/kube-linter',
  run(folder) {
    const cases: Case[] = []
    const outOfScope: OutOfScope[] = []
    for (const row of readJson(folder, 'expected.json') as Row[]) {
      const rules = rulesFor(row)
      const reason = reasonsOutOfScope[row.test] ?? (rules.some(hasRule) ? undefined : `no ${rules.join(', ')} yet`)
      if (reason === undefined) cases.push({ id: row.test, difference: differenceOf(row, rules, folder) })
      else outOfScope.push({ id: row.test, reason })
    }
    return { cases, outOfScope }
  },
}

function rulesFor({ test, check, controls }: Row): readonly string[] {
  if (test === 'template-kubeconform' || test === 'schema-validation') return ['schema-invalid']
  return ruleOf[check ?? ''] ?? controls ?? []
}

function differenceOf(row: Row, rules: readonly string[], folder: string): string {
  const found = judge(row.file, readText(folder, row.file), rules, settingsOf[row.check ?? '']).filter(
    ({ exemption }) => !exemption,
  )
  const problems: string[] = []
  const expected = row.findings
  if (expected !== null && found.length !== expected) problems.push(`${found.length} findings, not ${expected}`)
  const kinds = Map.groupBy(found, ({ resource }) => resource.kind)
  for (const [kind, count] of Object.entries(row.kinds)) {
    const ours = kinds.get(kind)?.length ?? 0
    if (expected === null || !row.complete ? ours < count : ours !== count)
      problems.push(`${kind}: ${ours}, not ${count}`)
  }
  return problems.length === 0 ? '' : `${problems.join('; ')} (${found.map(brief).join(' | ')})`
}

function brief({ resource, container, message }: Finding): string {
  return `${resource.kind}/${resource.name}${container ? `:${container}` : ''} ${message}`.slice(0, 100)
}

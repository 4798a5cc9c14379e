import type { Resource } from '../../packages/engine/src/cluster/index.ts'
import { audit } from '../../packages/engine/src/audit/index.ts'
import { clusterOf, hasRule, optionsFor, readJson, readText, type Settings } from '../judge.ts'
import type { Case, OutOfScope, Suite } from '../suite.ts'

interface Row {
  readonly test: string
  readonly file: string
  readonly check: string
  readonly controls: readonly string[]
  readonly grade: 'ok' | 'warning' | 'critical'
  readonly settings: {
    readonly minReplicasDeployment?: number
    readonly minReplicasHPA?: number
    readonly ignoreCpuLimit?: boolean
    readonly ignoreMemoryLimit?: boolean
  }
}

/** kube-score's checks: a grade below ok is a finding on the first object that carries the check. */
export const kubeScore: Suite = {
  name: 'kube-score',
  folder: 'audit/kube-score',
  run(folder) {
    const cases: Case[] = []
    const outOfScope: OutOfScope[] = []
    for (const row of readJson(folder, 'expected.json') as Row[]) {
      const id = `${row.test} ${row.check}`
      if (row.controls.some(hasRule)) cases.push({ id, difference: differenceOf(row, folder) })
      else outOfScope.push({ id, reason: `no ${row.controls.join(', ')} yet` })
    }
    return { cases, outOfScope }
  },
}

function differenceOf(row: Row, folder: string): string {
  const cluster = clusterOf(row.file, readText(folder, row.file))
  const first = cluster.resources.find((resource) =>
    carries(
      resource,
      row.check,
      cluster.workloads.some((each) => each.resource === resource),
    ),
  )
  if (!first) return 'no object carries the check'
  const rules = row.controls.filter((rule) => !isIgnored(rule, row))
  const found = audit(cluster, optionsFor(rules, settingsOf(row))).filter(
    ({ resource, exemption }) => resource === first && !exemption,
  )
  if ((row.grade === 'ok') === (found.length === 0)) return ''
  return found.length === 0
    ? `${first.kind}/${first.name} passes, not ${row.grade}`
    : `${first.kind}/${first.name} has ${found.map(({ message }) => message).join(' | ')}, not ok`
}

/** Which objects kube-score puts a check on. */
function carries({ kind }: Resource, check: string, isWorkload: boolean): boolean {
  if (check.startsWith('deployment-')) return kind === 'Deployment'
  if (check.startsWith('statefulset-')) return kind === 'StatefulSet'
  if (check.startsWith('cronjob-')) return kind === 'CronJob'
  if (check.startsWith('horizontalpodautoscaler-')) return kind === 'HorizontalPodAutoscaler'
  if (check.startsWith('poddisruptionbudget-')) return kind === 'PodDisruptionBudget'
  if (check.startsWith('service-')) return kind === 'Service'
  if (check.startsWith('ingress-')) return kind === 'Ingress'
  if (check.startsWith('networkpolicy-')) return kind === 'NetworkPolicy'
  if (check === 'stable-version' || check === 'label-values') return true
  return isWorkload
}

function isIgnored(rule: string, { settings }: Row): boolean {
  return (
    (rule === 'cpu-limit-missing' && settings.ignoreCpuLimit === true) ||
    (rule === 'memory-limit-missing' && settings.ignoreMemoryLimit === true)
  )
}

function settingsOf({ check, settings }: Row): Settings {
  const resources: Readonly<Record<string, readonly string[]>> = {
    'container-memory-requests-equal-limits': ['memory'],
    'container-cpu-requests-equal-limits': ['cpu'],
  }
  return {
    'too-few-replicas': { minimum: settings.minReplicasDeployment ?? 2 },
    'autoscaler-min-replicas': { minimum: settings.minReplicasHPA ?? 2 },
    'requests-differ-from-limits': { resources: resources[check] ?? ['cpu', 'memory'] },
  }
}

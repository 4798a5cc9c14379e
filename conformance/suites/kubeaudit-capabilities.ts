import { dump } from 'js-yaml'
import { mend } from '../../packages/engine/src/audit/index.ts'
import { valueAt } from '../../packages/engine/src/yaml/index.ts'
import { clusterOf, optionsFor, readJson } from '../judge.ts'
import type { Case, Suite } from '../suite.ts'

interface Row {
  readonly name: string
  readonly allowAddList: readonly string[]
  readonly overrideLabels: readonly string[]
  readonly add: readonly string[]
  readonly drop: readonly string[]
  readonly expectedAdd: readonly string[]
  readonly expectedDrop: readonly string[]
}

/** kubeaudit's fix of capabilities: what is allowed or exempted stays, all else is dropped. */
export const kubeauditCapabilities: Suite = {
  name: 'kubeaudit-capabilities',
  folder: 'audit/kubeaudit',
  run(folder) {
    const rows = readJson(folder, 'expected-fix-capabilities.json') as Row[]
    const cases = rows.map((row): Case => ({ id: row.name, difference: differenceOf(row) }))
    return { cases, outOfScope: [] }
  },
}

function differenceOf(row: Row): string {
  const settings = { 'capability-added': { allowed: row.allowAddList } }
  const mended = mend(clusterOf('pod.yaml', manifestOf(row)), {
    ...optionsFor(['capabilities-not-dropped', 'capability-added'], settings),
    include: new Set(['evidence', 'value']),
    selects: () => true,
  })
  const capabilities = valueAt(mended.cluster.workloads[0]?.containers[0]?.spec, ['securityContext', 'capabilities'])
  const add = valueAt(capabilities, ['add']) ?? []
  const drop = valueAt(capabilities, ['drop']) ?? []
  return [
    isSame(add, row.expectedAdd) ? '' : `adds ${JSON.stringify(add)}, not ${JSON.stringify(row.expectedAdd)}`,
    isSame(drop, row.expectedDrop) ? '' : `drops ${JSON.stringify(drop)}, not ${JSON.stringify(row.expectedDrop)}`,
  ]
    .filter((part) => part !== '')
    .join('; ')
}

function isSame(actual: unknown, expected: readonly string[]): boolean {
  return Array.isArray(actual) && actual.length === expected.length && expected.every((name) => actual.includes(name))
}

function manifestOf({ overrideLabels, add, drop }: Row): string {
  const capabilities = { ...(add.length > 0 ? { add } : {}), ...(drop.length > 0 ? { drop } : {}) }
  return dump({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'pod', labels: Object.fromEntries(overrideLabels.map((label) => [label, 'a reason'])) },
    spec: { containers: [{ name: 'mycontainer', image: 'registry.example/app:1', securityContext: { capabilities } }] },
  })
}

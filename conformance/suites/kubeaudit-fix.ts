import { mend } from '../../packages/engine/src/audit/index.ts'
import { type Cluster, effectiveNamespace, type Workload } from '../../packages/engine/src/cluster/index.ts'
import { buildNetwork, type FlowDirection, unguardedIn } from '../../packages/engine/src/network/index.ts'
import { valueAt } from '../../packages/engine/src/yaml/index.ts'
import { clusterOf, optionsFor, readJson, readText } from '../judge.ts'
import type { Case, Suite } from '../suite.ts'
import { rulesOf } from './kubeaudit-results.ts'

type Fields = Readonly<Record<string, unknown>>

interface Row {
  readonly auditor: string
  readonly file: string
  readonly everyContainer?: Fields
  readonly perContainer?: Readonly<Record<string, Fields>>
  readonly podSpec?: Fields
  readonly serviceAccountDefault?: Fields
  readonly everyContainerAnnotation?: Readonly<Record<string, string>>
  readonly podSeccomp?: unknown
  readonly containerSeccompInOrder?: readonly unknown[]
  readonly noSeccompAnnotationsLeft?: boolean
  readonly namespaceHasDefaultDeny?: Readonly<Record<FlowDirection, boolean>>
}

/** kubeaudit's fixes: once all edits are decided upon, the fields read as it expects. */
export const kubeauditFix: Suite = {
  name: 'kubeaudit-fix',
  folder: 'audit/kubeaudit',
  run(folder) {
    const cases: Case[] = []
    for (const row of readJson(folder, 'expected-fix.json') as Row[]) {
      const id = `${row.auditor} ${row.file}`
      cases.push({ id, difference: differences(row, mended(row, folder)).join('; ') })
    }
    return { cases, outOfScope: [] }
  },
}

function mended({ auditor, file }: Row, folder: string): Cluster {
  const options = optionsFor(rulesOf(auditor))
  return mend(clusterOf(file, readText(folder, file)), {
    ...options,
    include: new Set(['evidence', 'value']),
    selects: () => true,
  }).cluster
}

function differences(row: Row, cluster: Cluster): string[] {
  const found: string[] = []
  const expect = (what: string, actual: unknown, expected: unknown) => {
    if (!isSame(actual, expected))
      found.push(`${what} is ${JSON.stringify(actual) ?? 'absent'}, not ${JSON.stringify(expected)}`)
  }
  for (const workload of cluster.workloads) {
    for (const { kind, name, spec } of workload.containers) {
      if (kind === 'ephemeral') continue
      for (const fields of [row.everyContainer, row.perContainer?.[name]]) {
        for (const [field, value] of Object.entries(fields ?? {}))
          expect(`${name} ${field}`, valueAt(spec, field.split('.')), value)
      }
      for (const profile of Object.values(row.everyContainerAnnotation ?? {}))
        expect(`${name} AppArmor`, appArmorOf(workload, name), profile)
    }
    for (const [field, value] of Object.entries(row.podSpec ?? {})) {
      const actual = valueAt(workload.pod.spec, field.split('.'))
      const isSwitch = field.startsWith('host')
      expect(field, isSwitch ? actual === true : actual, value)
    }
    if (row.noSeccompAnnotationsLeft) {
      const left = Object.keys(workload.pod.metadata.annotations ?? {}).filter((key) =>
        key.includes('seccomp.security.alpha'),
      )
      if (left.length > 0) found.push(`${left.join(', ')} is left`)
    }
    if (row.podSeccomp !== undefined)
      expect(
        'seccomp of the pod',
        valueAt(workload.pod.spec, ['securityContext', 'seccompProfile', 'type']),
        row.podSeccomp,
      )
    for (const [i, value] of (row.containerSeccompInOrder ?? []).entries()) {
      const container = workload.containers.filter(({ kind }) => kind === 'regular')[i]
      expect(
        `seccomp of container ${i}`,
        valueAt(container?.spec, ['securityContext', 'seccompProfile', 'type']),
        value,
      )
    }
  }
  if (row.namespaceHasDefaultDeny) {
    const { model } = buildNetwork(cluster.resources)
    for (const { name } of cluster.ofKind('Namespace', '')) {
      for (const [direction, expected] of Object.entries(row.namespaceHasDefaultDeny) as [FlowDirection, boolean][])
        expect(`default deny of ${direction} in ${name}`, unguardedIn(model, direction, name) === undefined, expected)
    }
  }
  if (row.serviceAccountDefault) {
    const account = cluster.resources.find(({ kind, name }) => kind === 'ServiceAccount' && name === 'default')
    for (const [field, value] of Object.entries(row.serviceAccountDefault)) {
      expect(
        `ServiceAccount ${account ? effectiveNamespace(account) : ''} ${field}`,
        valueAt(account?.object, field.split('.')),
        value,
      )
    }
  }
  return found
}

/** The annotation that older clusters read, else what the field says in the annotation's words. */
function appArmorOf(workload: Workload, container: string): unknown {
  const annotation = workload.pod.metadata.annotations?.[`container.apparmor.security.beta.kubernetes.io/${container}`]
  if (annotation !== undefined) return annotation
  const spec = workload.containers.find(({ name }) => name === container)?.spec
  const profile =
    valueAt(spec, ['securityContext', 'appArmorProfile']) ??
    valueAt(workload.pod.spec, ['securityContext', 'appArmorProfile'])
  const words: Readonly<Record<string, string>> = { RuntimeDefault: 'runtime/default', Unconfined: 'unconfined' }
  return words[String(valueAt(profile, ['type']))]
}

/** `null` and an empty text stand for a key that is not there. */
function isSame(actual: unknown, expected: unknown): boolean {
  if (expected === null || expected === '') return actual === undefined || actual === null || actual === ''
  return JSON.stringify(actual) === JSON.stringify(expected)
}

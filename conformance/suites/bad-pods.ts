import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  builtInSettings,
  checkCluster,
  type Checked,
  type Level,
  type NamespacePolicy,
} from '../../packages/engine/src/pod-security/index.ts'
import { clusterOf, readJson, readText } from '../judge.ts'
import type { Case, Suite } from '../suite.ts'

interface Expected {
  readonly postures: Readonly<Record<string, Posture>>
  readonly exceptions: readonly { readonly file: string; readonly mustRaise: readonly string[] }[]
}

interface Posture {
  /** What the manifests of the posture set. */
  readonly fields: Readonly<Record<string, unknown>>
  readonly strictestPodSecurityLevelThatAdmits: Level
}

/** Host namespaces by the technique that they make possible, in the order in which upstream names them. */
const namespaceFields = { hostNetwork: 'ESC-HOSTNET', hostPID: 'ESC-HOSTPID', hostIPC: 'ESC-HOSTIPC' } as const

/**
 * Pods that are bad in one way each, as every kind of controller: the verdict must not depend on the kind, and the checks
 * of baseline must be those for the fields that the posture sets.
 */
export const badPods: Suite = {
  name: 'bad-pods',
  folder: join('attack', 'badPods'),
  run: (folder) => {
    const { postures, exceptions } = readJson(folder, 'expected.json') as Expected
    const raised = new Map(exceptions.map(({ file, mustRaise }) => [file, mustRaise]))
    const cases = Object.entries(postures).flatMap(([name, posture]) => {
      const files = manifestsIn(folder, name)
      const model = files.find((file) => file.includes('/pod/')) ?? ''
      const restricted = checkNames(answersTo(folder, model, 'restricted'))
      return files.map((file) => caseOf(folder, file, posture, restricted, raised.get(file)))
    })
    return { cases, outOfScope: [] }
  },
}

function manifestsIn(folder: string, posture: string): string[] {
  return readdirSync(join(folder, posture), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => `${posture}/${path}`)
    .sort()
}

function caseOf(
  folder: string,
  file: string,
  { fields, strictestPodSecurityLevelThatAdmits }: Posture,
  restricted: string,
  mustRaise: readonly string[] | undefined,
): Case {
  const set = Object.entries(namespaceFields).flatMap(([field, technique]) =>
    fields[field] === true || mustRaise?.includes(technique) ? [`${field}=true`] : [],
  )
  const baseline = answersTo(folder, file, 'baseline')
  const ours = {
    admits: strictest(folder, file),
    baseline: checkNames(baseline),
    hostNamespaces: baseline.flatMap(({ verdict }) =>
      verdict.violations.filter(({ check }) => check === 'hostNamespaces').map(({ detail }) => detail),
    ),
    restricted: checkNames(answersTo(folder, file, 'restricted')),
  }
  const expected = {
    admits: strictestPodSecurityLevelThatAdmits,
    baseline: [
      ...(set.length > 0 ? ['hostNamespaces'] : []),
      ...(fields['hostPath'] === undefined ? [] : ['hostPathVolumes']),
      ...(fields['privileged'] === true ? ['privileged'] : []),
    ].join(' '),
    hostNamespaces: set.length > 0 ? [set.join(', ')] : [],
    restricted,
  }
  const [a, b] = [JSON.stringify(ours), JSON.stringify(expected)]
  return { id: file, difference: a === b ? '' : `${a} instead of ${b}` }
}

function strictest(folder: string, file: string): Level {
  const admits = (level: Level) => answersTo(folder, file, level).every(({ outcome }) => outcome === 'allowed')
  return (['restricted', 'baseline'] as const).find(admits) ?? 'privileged'
}

function answersTo(folder: string, file: string, level: Level): Checked[] {
  const policy = { level, version: 'latest' } as const
  const defaults: NamespacePolicy = { enforce: policy, audit: policy, warn: policy }
  const options = { settings: { ...builtInSettings, defaults }, labelsOf: () => ({}), user: '' }
  return checkCluster(clusterOf(file, readText(folder, file)), options)
}

function checkNames(answers: readonly Checked[]): string {
  return answers.map(({ verdict }) => verdict.violations.map(({ check }) => check).join(' ')).join(' | ')
}

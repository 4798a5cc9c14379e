import { globMatches, warrantLookup } from '@warrant/engine/audit'
import { WarrantError } from '@warrant/engine/errors'
import { reaches } from '@warrant/engine/findings'
import { newestMinor } from '@warrant/engine/pod-security'
import { formatTakeover } from '@warrant/engine/reports/takeover'
import { analyse, type Start, takeoverReport, type TargetId, targetIds } from '@warrant/engine/takeover'
import { exitCodes, printGaps } from '../../errors.ts'
import { requireMinor } from '../../kubernetes-version.ts'
import { load, loadConfiguration, nothingToJudge, targetsOf } from '../../load.ts'
import { wantedNamespaces } from '../../namespaces.ts'
import { terminalOf, writeOut } from '../../output.ts'
import { writtenWarrants } from '../../prepare.ts'
import { exitCodeOfAnswer } from '../../verdict.ts'
import { version as programVersion } from '../../version.ts'
import { loadAdmissionSettings } from '../pod-security/admission-settings.ts'
import type { TakeoverCommandOptions } from './command.ts'

/** Analyses how a takeover would go, prints it, and returns the exit status. */
export async function runTakeover(paths: readonly string[], options: TakeoverCommandOptions): Promise<number> {
  const targets = wantedTargets(options.to)
  const asked = options.kubernetesVersion === undefined ? undefined : requireMinor(options.kubernetesVersion)
  const { defaults, exemptions } = await loadAdmissionSettings(options.admissionConfig)
  const configuration = await loadConfiguration(options.config)
  // Ways lead through all namespaces: -n says where they begin, not what is read.
  const { namespace: wanted = [], ...reading } = options
  const loaded = await load(targetsOf(paths, options), reading, configuration)
  if (nothingToJudge(loaded)) return exitCodes.wrongInput
  const warrantOf = warrantLookup(loaded.cluster, writtenWarrants({ peerWarrants: true }, configuration))
  const isWanted = wantedNamespaces(configuration, wanted)
  const minor = asked ?? loaded.input.serverMinor ?? newestMinor
  const takeover = analyse(loaded.cluster, {
    minor,
    podSecurityDefaults: defaults,
    podSecurityExemptions: exemptions,
    targets,
    warrantFor: (cut) => {
      const warrant = warrantOf(cut)
      return warrant && `a written warrant keeps it (${warrant.reason})`
    },
    // What Kubernetes runs itself has the cluster anyway; it is shown to whoever asks for it.
    isStart: (start, isOwn) =>
      isWanted(namespaceOf(start)) && (options.from === undefined ? !isOwn : isNamed(start, options.from)),
  })
  if (options.from && takeover.starts.length === 0)
    throw new WarrantError('usage', `nothing is called ${options.from.join(', ')}; --from takes namespace/name`)
  const { errors, notAudited } = loaded.input
  const report = { ...takeoverReport(takeover), errors, notAudited, minor }
  if (options.output === 'dot' || options.output === 'mermaid') printGaps(loaded.input)
  const terminal = terminalOf(process.stdout, options.color)
  await writeOut(formatTakeover(options.output, report, { ...terminal, version: programVersion }))
  const failing = report.starts.some(({ severity }) =>
    reaches(severity, options.failOn ?? configuration?.failOn ?? 'high'),
  )
  return exitCodeOfAnswer(failing, loaded.input, options.exitCode)
}

function wantedTargets(to: readonly string[] | undefined): readonly TargetId[] {
  if (to === undefined) return targetIds
  for (const each of to)
    if (!(targetIds as readonly string[]).includes(each))
      throw new WarrantError('usage', `${JSON.stringify(each)} is no target; there are ${targetIds.join(', ')}`)
  return targetIds.filter((id) => to.includes(id))
}

function namespaceOf(start: Start): string | undefined {
  if (start.kind === 'workload') return start.load.namespace
  return start.who.kind === 'ServiceAccount' ? start.who.namespace : undefined
}

/** Whether a start is one of those asked for, by name with or without its namespace or kind. */
function isNamed(start: Start, from: readonly string[]): boolean {
  const names = namesOf(start)
  return from.some((pattern) => names.some((name) => globMatches(pattern, name)))
}

function namesOf(start: Start): string[] {
  if (start.kind === 'identity') {
    const { who } = start
    return who.kind === 'ServiceAccount'
      ? [`system:serviceaccount:${who.namespace}:${who.name}`, `${who.namespace}/${who.name}`]
      : [who.name]
  }
  const { namespace, workload } = start.load
  const { kind, name } = workload.resource
  const plain = `${namespace}/${name}`
  return [name, plain, `${kind.toLowerCase()}/${plain}`, `${namespace}/${kind.toLowerCase()}/${name}`]
}

import type { Cluster } from '@warrant/engine/cluster'
import { WarrantError } from '@warrant/engine/errors'
import {
  type AdmissionSettings,
  builtInDefaults,
  builtInSettings,
  checkCluster,
  checkNamespaces,
  type LevelVersion,
  requireLevel,
  requireVersion,
} from '@warrant/engine/pod-security'
import { type CheckReport, formatCheck } from '@warrant/engine/reports/pod-security'
import { exitCodes, printInputErrors } from '../../errors.ts'
import { load, loadConfiguration, nothingToJudge, targetsOf } from '../../load.ts'
import { wantedNamespaces } from '../../namespaces.ts'
import { terminalOf, writeOut } from '../../output.ts'
import { exitCodeOfAnswer } from '../../verdict.ts'
import { version } from '../../version.ts'
import { loadAdmissionSettings } from './admission-settings.ts'
import type { CheckCommandOptions } from './command.ts'

/** Asks Pod Security admission about everything given, prints its answers and returns the exit status. */
export async function runCheck(paths: readonly string[], options: CheckCommandOptions): Promise<number> {
  const policy = policyAskedFor(options)
  const targets = targetsOf(paths, options)
  const settings = policy === undefined ? await loadAdmissionSettings(options.admissionConfig) : settingsFor(policy)
  const configuration = await loadConfiguration(options.config)
  const loaded = await load(targets, options, configuration)
  const isWanted = wantedNamespaces(configuration, options.namespace ?? [])
  const { cluster, input } = loaded
  const answers =
    policy === undefined ? byLabels(cluster, settings, options.requestedBy ?? '') : byLevel(cluster, settings)
  const report: CheckReport = {
    by: policy === undefined ? { kind: 'labels' } : { kind: 'level', policy },
    namespaces: answers.namespaces.filter(({ name }) => isWanted(name)),
    results: answers.results.filter(({ namespace }) => isWanted(namespace)),
    resources: cluster.resources.length,
    files: input.files,
    errors: input.errors,
    notAudited: input.notAudited,
  }
  if (options.output === 'name') printInputErrors(input.errors)
  const terminal = terminalOf(process.stdout, options.color)
  await writeOut(formatCheck(options.output, report, { ...terminal, paths: targets, version }))
  if (nothingToJudge(loaded)) return exitCodes.wrongInput
  if (report.results.length < 1 && cluster.workloads.length > 0)
    process.stderr.write('warrant: no workload is in the namespaces asked for, so that nothing was checked\n')
  return exitCodeOfAnswer(isRefused(report, options.failOnWarn === true), input, options.exitCode)
}

type Answers = Pick<CheckReport, 'namespaces' | 'results'>

/** Undefined where namespaces say what they ask for. */
function policyAskedFor(options: CheckCommandOptions): LevelVersion | undefined {
  const { level, fromLabels, version: policyVersion } = options
  if (level !== undefined && fromLabels) throw new WarrantError('usage', '--level and --from-labels cannot go together')
  if (level !== undefined) {
    for (const [flag, value] of [
      ['--admission-config', options.admissionConfig],
      ['--requested-by', options.requestedBy],
    ]) {
      if (value !== undefined) throw new WarrantError('usage', `${flag} has a meaning with --from-labels only`)
    }
    return { level: requireLevel(level), version: requireVersion(policyVersion ?? 'latest') }
  }
  if (!fromLabels)
    throw new WarrantError(
      'usage',
      'give --level privileged, baseline or restricted, or --from-labels to go by what the namespaces ask for',
    )
  if (policyVersion !== undefined)
    throw new WarrantError('usage', '--version has a meaning with --level only; labels have versions of their own')
  return undefined
}

/** A cluster that enforces one policy everywhere, and warns whoever makes a controller. */
function settingsFor(policy: LevelVersion): AdmissionSettings {
  return { ...builtInSettings, defaults: { ...builtInDefaults, enforce: policy, warn: policy } }
}

function byLevel(cluster: Cluster, settings: AdmissionSettings): Answers {
  return { namespaces: [], results: checkCluster(cluster, { settings, labelsOf: () => undefined, user: '' }) }
}

function byLabels(cluster: Cluster, settings: AdmissionSettings, user: string): Answers {
  const namespaces = checkNamespaces(cluster, settings, user)
  const labels = new Map(namespaces.map(({ name, resource }) => [name, resource?.metadata.labels]))
  const results = checkCluster(cluster, { settings, labelsOf: (namespace) => labels.get(namespace), user })
  return { namespaces, results }
}

function isRefused({ results, namespaces }: CheckReport, alsoWarned: boolean): boolean {
  return (
    results.some(({ outcome }) => outcome === 'refused' || (alsoWarned && outcome === 'warned')) ||
    namespaces.some(({ answer }) => !answer.allowed || (alsoWarned && answer.warnings.length > 0))
  )
}

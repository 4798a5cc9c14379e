import {
  labelEdits,
  type LabelEdits,
  type NamespacePlan,
  oldestForecast,
  planNamespaces,
  requireVersion,
} from '@warrant/engine/pod-security'
import { WarrantError } from '@warrant/engine/errors'
import { formatPlan, type PlanReport, type WrittenLabels } from '@warrant/engine/reports/pod-security'
import { exitCodes } from '../../errors.ts'
import { load, loadConfiguration, type Loaded, nothingToJudge, targetsOf } from '../../load.ts'
import { wantedNamespaces } from '../../namespaces.ts'
import { terminalOf, writeOut } from '../../output.ts'
import { exitCodeOfAnswer } from '../../verdict.ts'
import { unifiedDiffs, writeFiles } from '../../write-files.ts'
import { loadAdmissionSettings } from './admission-settings.ts'
import type { PlanCommandOptions } from './command.ts'

/** Plans every namespace given, writes labels where that was asked for, prints the plan and returns the exit status. */
export async function runPlan(paths: readonly string[], options: PlanCommandOptions): Promise<number> {
  const version = requireVersion(options.version ?? 'latest')
  const from = clusterMinor(options.kubernetesVersion)
  const targets = targetsOf(paths, options)
  const { defaults, exemptions } = await loadAdmissionSettings(options.admissionConfig)
  const configuration = await loadConfiguration(options.config)
  const loaded = await load(targets, options, configuration)
  const isWanted = wantedNamespaces(configuration, options.namespace ?? [])
  const namespaces = planNamespaces(loaded.cluster, { version, goal: options.goal, from, defaults, exemptions }).filter(
    ({ namespace }) => isWanted(namespace),
  )
  const edits = options.write || options.diff ? labelEdits(namespaces, defaults) : undefined
  const written = edits && options.write ? await write(edits, loaded) : undefined
  const report: PlanReport = {
    version,
    goal: options.goal,
    from,
    namespaces,
    errors: loaded.input.errors,
    notAudited: loaded.input.notAudited,
    written,
  }
  const details = options.details === true || namespaces.length === 1 || (options.namespace ?? []).length > 0
  if (edits && options.diff) await writeOut(unifiedDiffs(edits.files))
  else await writeOut(formatPlan(options.output, report, { ...terminalOf(process.stdout, options.color), details }))
  if (nothingToJudge(loaded)) return exitCodes.wrongInput
  if (namespaces.length === 0 && loaded.cluster.workloads.length > 0)
    process.stderr.write('warrant: no workload is in the namespaces asked for, so that nothing was planned\n')
  return exitCodeOfAnswer(namespaces.some(isRefusing), loaded.input, options.exitCode)
}

function isRefusing({ refused }: NamespacePlan): boolean {
  return refused.length > 0
}

function clusterMinor(text: string | undefined): number {
  if (text === undefined) return oldestForecast
  const version = requireVersion(text)
  if (version === 'latest')
    throw new WarrantError('usage', '--kubernetes-version is the version that the cluster has, as in v1.34')
  return version
}

/** Standard input is no file: its labels are left to `kubectl label`. */
async function write({ files, refused }: LabelEdits, { input }: Loaded): Promise<WrittenLabels[]> {
  const written = await writeFiles(files, input)
  return [
    ...files.flatMap(({ source, namespaces }) =>
      namespaces.map((namespace) => ({
        namespace,
        file: source.name,
        problem: written.has(source.name) ? undefined : 'it did not come from a file',
      })),
    ),
    ...refused.map(({ namespace, reason }) => ({ namespace, file: undefined, problem: reason })),
  ]
}

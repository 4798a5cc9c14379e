import { WarrantError } from '@warrant/engine/errors'
import { buildNetwork, compareNetworks } from '@warrant/engine/network'
import { formatNetworkDiff, opensAnything } from '@warrant/engine/reports/network'
import { exitCodes } from '../../errors.ts'
import { load, loadConfiguration, nothingToJudge } from '../../load.ts'
import { terminalOf, writeOut } from '../../output.ts'
import { exitCodeOfAnswer } from '../../verdict.ts'
import type { DiffCommandOptions } from './diff-command.ts'

/** Compares what two states let connect, and returns the exit status. */
export async function runDiff(before: string, after: string, options: DiffCommandOptions): Promise<number> {
  const configuration = await loadConfiguration(options.config)
  const common = options.filename ?? []
  const { namespace: _, ...reading } = options
  const old = await load([before, ...common], reading, configuration)
  const current = await load([after, ...common], reading, configuration)
  if (nothingToJudge(old) || nothingToJudge(current)) return exitCodes.wrongInput
  const models = [buildNetwork(old.cluster.resources).model, buildNetwork(current.cluster.resources).model] as const
  const errors = [...old.input.errors, ...current.input.errors]
  const notAudited = [...old.input.notAudited, ...current.input.notAudited]
  // Policies alone connect nothing: that they change nothing would be said of whatever they open.
  const hasPods = models.some(({ endpoints }) => endpoints.some(({ kind }) => kind === 'pod'))
  if (!hasPods && errors.length === 0 && models.some(({ policies }) => policies.length > 0))
    throw new WarrantError('usage', 'there are no workloads to compare the policies by: give their manifests with -f')
  const comparison = compareNetworks(...models)
  const shown = { comparison, errors, notAudited }
  await writeOut(formatNetworkDiff(options.output, shown, terminalOf(process.stdout, options.color)))
  return exitCodeOfAnswer(opensAnything(comparison), shown, options.exitCode)
}

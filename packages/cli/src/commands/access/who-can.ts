import { accessWithDefaults, whoCan } from '@warrant/engine/access'
import { formatWhoCan } from '@warrant/engine/reports/access'
import { exitCodes, printError, printInputErrors, printWarning } from '../../errors.ts'
import { load, loadConfiguration, nothingToJudge, targetsOf } from '../../load.ts'
import { terminalOf, writeOut } from '../../output.ts'
import { exitCodeOfAnswer } from '../../verdict.ts'
import { WarrantError } from '@warrant/engine/errors'
import type { WhoCanCommandOptions } from './command.ts'
import { queryText, readRequest, type TypedRequest } from './query.ts'
import { requestOfCluster, requestOfFiles } from './surroundings.ts'

/** Lists everybody who may do something, and returns the exit status. */
export async function runWhoCan(typed: TypedRequest, options: WhoCanCommandOptions): Promise<number> {
  // Words that make no sense are told before anything is read.
  readRequest(typed, options, { kinds: [], namespace: 'default' })
  // Bindings of the cluster count in every namespace: -n is part of the question, not of what is read.
  const { namespace: _, ...reading } = options
  const targets = targetsOf([], options)
  const loaded = await load(targets, reading, await loadConfiguration(options.config))
  const { cluster, input } = loaded
  printInputErrors(input.errors)
  for (const { path, reason } of input.notAudited)
    printError(new WarrantError('cluster-unreachable', `${path} could not be read: ${reason}`))
  const { query: request, warnings } =
    targets.length === 0 ? await requestOfCluster(typed, options) : requestOfFiles(typed, options, cluster)
  for (const warning of warnings) printWarning(warning)
  const access = accessWithDefaults(cluster)
  const report = { request, title: queryText(request), holders: whoCan(access.rbac, request), access }
  await writeOut(formatWhoCan(options.output, report, terminalOf(process.stdout, options.color).color))
  if (nothingToJudge(loaded)) return exitCodes.wrongInput
  return exitCodeOfAnswer(false, input, options.exitCode)
}

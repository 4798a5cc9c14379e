import { accessOf, whoCan } from '@warrant/engine/access'
import { formatWhoCan } from '@warrant/engine/reports'
import { printError, printInputErrors } from '../../errors.ts'
import { load, loadConfiguration, nothingToJudge, targetsOf } from '../../load.ts'
import { exitCodes } from '../../errors.ts'
import { terminalOf, writeOut } from '../../output.ts'
import { exitCodeOfAnswer } from '../../verdict.ts'
import { WarrantError } from '@warrant/engine/errors'
import type { AccessCommandOptions } from './command.ts'
import { queryOf, queryText, type TypedRequest } from './query.ts'

/** Lists everybody who may do something, and returns the exit status. */
export async function runWhoCan(typed: TypedRequest, options: AccessCommandOptions): Promise<number> {
  const request = queryOf(typed, options)
  // Bindings of the cluster count in every namespace: -n is part of the question, not of what is read.
  const { namespace: _, ...reading } = options
  const loaded = await load(targetsOf([], options), reading, await loadConfiguration(options.config))
  const { cluster, input } = loaded
  printInputErrors(input.errors)
  for (const { path, reason } of input.notAudited)
    printError(new WarrantError('cluster-unreachable', `${path} could not be read: ${reason}`))
  const access = accessOf(cluster)
  const report = { request, title: queryText(request), holders: whoCan(access.rbac, request), access }
  await writeOut(formatWhoCan(options.output, report, terminalOf(process.stdout, options.color).color))
  if (nothingToJudge(loaded)) return exitCodes.wrongInput
  return exitCodeOfAnswer(false, input, options.exitCode)
}

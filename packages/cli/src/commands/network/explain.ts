import { WarrantError } from '@warrant/engine/errors'
import { buildNetwork, Workloads } from '@warrant/engine/network'
import { formatExplanation } from '@warrant/engine/reports/network'
import { exitCodes } from '../../errors.ts'
import { load, loadConfiguration, nothingToJudge, targetsOf } from '../../load.ts'
import { terminalOf, writeOut } from '../../output.ts'
import { exitCodeOfAnswer } from '../../verdict.ts'
import type { ExplainCommandOptions } from './explain-command.ts'
import { networkKinds } from './kinds.ts'

/** Explains whether one side can connect to another, and returns the exit status. */
export async function runExplain(from: string, to: string, options: ExplainCommandOptions): Promise<number> {
  // Both sides may be in any namespace: -n is where names are looked for, not what is read.
  const { namespace = [], ...reading } = options
  if (namespace.length > 1) throw new WarrantError('usage', 'names are looked for in one namespace: give -n once')
  const loaded = await load(
    targetsOf([], options),
    { ...reading, only: networkKinds },
    await loadConfiguration(options.config),
  )
  if (nothingToJudge(loaded)) return exitCodes.wrongInput
  const network = buildNetwork(loaded.cluster.resources)
  const explanation = network.explain({ from, to, protocol: options.protocol, namespace: namespace[0] })
  const { errors, notAudited } = loaded.input
  const workloads = new Workloads(network.model.sources, network.model.endpoints)
  const shown = { explanation, workloads, errors, notAudited }
  await writeOut(formatExplanation(options.output, shown, terminalOf(process.stdout, options.color)))
  return exitCodeOfAnswer(explanation.verdict !== 'allow', loaded.input, options.exitCode)
}

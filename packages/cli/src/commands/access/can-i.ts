import { accessOf, authorize, type User, userOfServiceAccount } from '@warrant/engine/access'
import { buildCluster } from '@warrant/engine/cluster'
import { WarrantError } from '@warrant/engine/errors'
import { formatCanI } from '@warrant/engine/reports'
import { exitCodes, printInputErrors } from '../../errors.ts'
import { load, loadConfiguration, targetsOf } from '../../load.ts'
import { terminalOf, writeOut } from '../../output.ts'
import { exitCodeOfAnswer } from '../../verdict.ts'
import type { AccessCommandOptions } from './command.ts'
import { queryOf, type TypedRequest } from './query.ts'

/** Answers whether somebody may do something, prints why, and returns the exit status. */
export async function runCanI(typed: TypedRequest, options: AccessCommandOptions): Promise<number> {
  const request = queryOf(typed, options)
  const targets = targetsOf([], options)
  if (targets.length === 0) return askCluster()
  const user = userOf(options)
  const { cluster, input } = await load(targets, options, await loadConfiguration(options.config))
  printInputErrors(input.errors)
  const access = accessOf(cluster)
  const decision = authorize(access.rbac, { user, ...request })
  if (!options.quiet) await print({ user, request, decision, access })
  // A yes stands whatever could not be read; a no may be wrong.
  return decision.allowed ? exitCodes.clean : exitCodeOfAnswer(true, input, options.exitCode)

  /** The server itself knows best, and needs no right to read roles. */
  async function askCluster(): Promise<number> {
    const { reviewAccess } = await import('@warrant/adapters/live')
    const answer = await reviewAccess(options, request)
    const asked = { user: options.as === undefined ? {} : { name: options.as }, request }
    if (!options.quiet)
      await print({ ...asked, decision: { ...answer, by: undefined }, access: accessOf(buildCluster([])) })
    return answer.allowed ? exitCodes.clean : (options.exitCode ?? exitCodes.findings)
  }

  function print(report: Parameters<typeof formatCanI>[1]): Promise<void> {
    return writeOut(formatCanI(options.output, report, terminalOf(process.stdout, options.color).color))
  }
}

/** Who asks of files. A service account has its groups by itself, everybody else those that are given. */
function userOf({ as, asGroup = [] }: AccessCommandOptions): User {
  if (as === undefined)
    throw new WarrantError('usage', 'with files, --as says who asks, such as system:serviceaccount:shop:cart')
  const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(as) ?? []
  if (namespace !== undefined && name !== undefined && asGroup.length === 0)
    return userOfServiceAccount(namespace, name)
  const own = as === 'system:anonymous' ? 'system:unauthenticated' : 'system:authenticated'
  return { name: as, groups: [...new Set([...asGroup, ...(asGroup.includes('system:unauthenticated') ? [] : [own])])] }
}

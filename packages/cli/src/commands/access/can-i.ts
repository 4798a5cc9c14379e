import { accessWithDefaults, authorize } from '@warrant/engine/access'
import { buildCluster } from '@warrant/engine/cluster'
import { WarrantError } from '@warrant/engine/errors'
import { formatCanI } from '@warrant/engine/reports/access'
import { exitCodes, printInputErrors, printWarning } from '../../errors.ts'
import { load, loadConfiguration, targetsOf } from '../../load.ts'
import { terminalOf, writeOut } from '../../output.ts'
import { exitCodeOfAnswer } from '../../verdict.ts'
import type { CanICommandOptions } from './command.ts'
import { runList } from './list.ts'
import { namespaceOf, readRequest, type TypedRequest } from './query.ts'
import { requestOfCluster, requestOfFiles } from './surroundings.ts'
import { userOf } from './who-asks.ts'

/** What was typed after `can-i`; all of it is missing with --list. */
export type TypedWords = { readonly [Key in keyof TypedRequest]: TypedRequest[Key] | undefined }

/** Answers whether somebody may do something, or lists all that they may, and returns the exit status. */
export async function runCanI(words: TypedWords, options: CanICommandOptions): Promise<number> {
  if (options.list) {
    refuseBeside(words, options)
    return runList(options)
  }
  const typed = typedRequest(words, options)
  const targets = targetsOf([], options)
  // Words that make no sense are told before anything is read.
  readRequest(typed, options, { kinds: [], namespace: 'default' })
  return targets.length === 0 ? askCluster(typed, options) : askFiles(typed, targets, options)
}

async function askFiles(typed: TypedRequest, targets: readonly string[], options: CanICommandOptions): Promise<number> {
  const user = userOf(options)
  const { cluster, input } = await load(targets, options, await loadConfiguration(options.config))
  printInputErrors(input.errors)
  const { query, warnings } = requestOfFiles(typed, options, cluster)
  for (const warning of warnings) printWarning(warning)
  const access = accessWithDefaults(cluster)
  const decision = authorize(access.rbac, { user, ...query })
  await print({ user, request: query, decision, access }, options)
  // A yes stands whatever could not be read; a no may be wrong.
  return decision.allowed ? exitCodes.clean : exitCodeOfAnswer(true, input, options.exitCode)
}

/** The server itself knows best, and needs no right to read roles. */
async function askCluster(typed: TypedRequest, options: CanICommandOptions): Promise<number> {
  const { reviewAccess } = await import('@warrant/adapters/live')
  const { query, warnings } = await requestOfCluster(typed, options)
  for (const warning of warnings) printWarning(warning)
  const answer = await reviewAccess(options, query)
  const asked = { user: options.as === undefined ? {} : { name: options.as }, request: query }
  await print(
    { ...asked, decision: { ...answer, by: undefined }, access: accessWithDefaults(buildCluster([])) },
    options,
  )
  return answer.allowed ? exitCodes.clean : (options.exitCode ?? exitCodes.findings)
}

async function print(report: Parameters<typeof formatCanI>[1], options: CanICommandOptions): Promise<void> {
  if (options.quiet) return
  const format = options.output === 'wide' ? 'table' : options.output
  await writeOut(formatCanI(format, report, terminalOf(process.stdout, options.color).color))
}

function typedRequest({ verb, resource, name }: TypedWords, options: CanICommandOptions): TypedRequest {
  if (verb === undefined || resource === undefined)
    throw new WarrantError(
      'usage',
      `missing required argument '${verb === undefined ? 'verb' : 'resource'}'; --list shows all that is allowed`,
    )
  if (options.headers === false) throw new WarrantError('usage', '--no-headers cannot be set without --list')
  return { verb, resource, name }
}

/** As kubectl refuses it. */
function refuseBeside({ verb }: TypedWords, options: CanICommandOptions): void {
  if (verb !== undefined) throw new WarrantError('usage', '--list takes no arguments')
  namespaceOf(options, '')
  if (options.quiet || options.allNamespaces || options.subresource !== undefined)
    throw new WarrantError('usage', '--list cannot go together with --quiet, --all-namespaces or --subresource')
}

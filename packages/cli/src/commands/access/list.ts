import { accessWithDefaults, explainRules, type HeldRule, listAccess, rulesFor } from '@warrant/engine/access'
import { buildCluster } from '@warrant/engine/cluster'
import { WarrantError } from '@warrant/engine/errors'
import { type AccessListReport, formatAccessList } from '@warrant/engine/reports/access'
import { exitCodes, printError, printInputErrors, printWarning } from '../../errors.ts'
import { load, loadConfiguration, targetsOf } from '../../load.ts'
import { writeOut } from '../../output.ts'
import { exitCodeOfAnswer } from '../../verdict.ts'
import type { CanICommandOptions } from './command.ts'
import { namespaceOf } from './query.ts'
import { userOf } from './who-asks.ts'

/** Lists all that somebody may do in a namespace, and returns the exit status. */
export async function runList(options: CanICommandOptions): Promise<number> {
  const targets = targetsOf([], options)
  return targets.length === 0 ? listOfCluster(options) : listOfFiles(targets, options)
}

async function listOfFiles(targets: readonly string[], options: CanICommandOptions): Promise<number> {
  const user = userOf(options)
  const namespace = namespaceOf(options, 'default')
  const { namespace: _, ...reading } = options
  const { cluster, input } = await load(targets, reading, await loadConfiguration(options.config))
  printInputErrors(input.errors)
  const access = accessWithDefaults(cluster)
  const rows = listAccess(access.rbac, user, namespace)
  const gaps = input.errors.length + input.notAudited.length
  await print({ user, namespace, rows, incomplete: gaps > 0 ? 'not all could be read' : undefined, access }, options)
  return exitCodeOfAnswer(false, input, options.exitCode)
}

async function listOfCluster(options: CanICommandOptions): Promise<number> {
  const { contextNamespace, reviewRules } = await import('@warrant/adapters/live')
  const namespace = namespaceOf(options, contextNamespace(options) ?? 'default')
  const { rules, incomplete } = await reviewRules(options, namespace)
  if (incomplete !== undefined) printWarning(`the list may be incomplete: ${incomplete}`)
  const isTraced = options.output !== 'table'
  const { user, access, held } = isTraced ? await readSources(options, namespace) : unread(options)
  await print({ user, namespace, rows: explainRules(rules, held), incomplete, access }, options)
  return exitCodes.clean
}

type Sources = Pick<AccessListReport, 'user' | 'access'> & { readonly held: readonly HeldRule[] }

function unread({ as }: CanICommandOptions): Sources {
  return { user: as === undefined ? {} : { name: as }, access: accessWithDefaults(buildCluster([])), held: [] }
}

const rbac = 'rbac.authorization.k8s.io'
const kinds = ['clusterroles', 'clusterrolebindings', 'roles', 'rolebindings'].map((kind) => `${rbac}/${kind}`)

/** The bindings that a list comes from, for somebody who may read them. The list itself does not depend on them. */
async function readSources(options: CanICommandOptions, namespace: string): Promise<Sources> {
  const { loadCluster, whoAmI } = await import('@warrant/adapters/live')
  try {
    const user = await whoAmI(options)
    // Whoever is impersonated need not be able to read roles: the one who is signed in reads them.
    const { as: _, asGroup: __, asUid: ___, ...reader } = options
    const { resources, notAudited } = await loadCluster({ ...reader, namespaces: [namespace], only: kinds })
    for (const { path, reason } of notAudited) printWarning(`${path} could not be read: ${reason}`)
    const access = accessWithDefaults(buildCluster(resources))
    return { user, access, held: rulesFor(access.rbac, user, namespace) }
  } catch (error) {
    if (!(error instanceof WarrantError)) throw error
    printWarning('where it comes from could not be read')
    printError(error)
    return unread(options)
  }
}

function print(report: AccessListReport, options: CanICommandOptions): Promise<void> {
  return writeOut(formatAccessList(options.output, report, options.headers !== false))
}

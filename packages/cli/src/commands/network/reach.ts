import { globMatches } from '@warrant/engine/audit'
import { WarrantError } from '@warrant/engine/errors'
import { buildNetwork, exposuresOf, type Party, pictureOf, Resolver } from '@warrant/engine/network'
import { formatReach } from '@warrant/engine/reports/network'
import { exitCodes, printGaps } from '../../errors.ts'
import { load, loadConfiguration, nothingToJudge, targetsOf } from '../../load.ts'
import { wantedNamespaces } from '../../namespaces.ts'
import { terminalOf, writeOut } from '../../output.ts'
import { exitCodeOfAnswer } from '../../verdict.ts'
import type { ReachCommandOptions } from './reach-command.ts'
import { networkKinds } from './kinds.ts'

/** Shows what can connect, by workload, and returns the exit status. */
export async function runReach(paths: readonly string[], options: ReachCommandOptions): Promise<number> {
  if (options.external === true && !['table', 'json'].includes(options.output))
    throw new WarrantError('usage', `--external is shown as table or json, not as ${options.output}`)
  const configuration = await loadConfiguration(options.config)
  // Connections cross namespaces: -n says which are shown, not what is read.
  const { namespace = [], ...reading } = options
  const loaded = await load(targetsOf(paths, options), { ...reading, only: networkKinds }, configuration)
  if (nothingToJudge(loaded)) return exitCodes.wrongInput
  const network = buildNetwork(loaded.cluster.resources)
  const resolver = new Resolver(network.model)
  const picture = pictureOf(network.model, resolver.workloads)
  const isShown = wantedNamespaces(configuration, namespace)
  const side = (flag: string, patterns: readonly string[] | undefined) => {
    if (patterns && !picture.parties.some((party) => isNamed(party, patterns)))
      throw new WarrantError('usage', `nothing is called ${patterns.join(', ')}; ${flag} takes namespace/name`)
    return (party: Party) => patterns === undefined || isNamed(party, patterns)
  }
  const from = side('--from', options.from)
  const to = side('--to', options.to)
  const inShown = (party: Party) => party.kind === 'outside' || isShown(party.namespace)
  const { errors, notAudited } = loaded.input
  const shown = {
    picture,
    policies: network.model.policies.length,
    exposures:
      options.external === true
        ? exposuresOf(network.model, resolver).filter(({ endpoint }) =>
            isShown(resolver.workloads.of(endpoint).namespace),
          )
        : undefined,
    // Of a namespace, what comes to it is shown, from wherever.
    isFrom: from,
    isTo: (party: Party) => inShown(party) && to(party),
    errors,
    notAudited,
  }
  if (options.output !== 'table' && options.output !== 'json') printGaps(loaded.input)
  await writeOut(formatReach(options.output, shown, terminalOf(process.stdout, options.color)))
  return exitCodeOfAnswer(false, loaded.input, options.exitCode)
}

/** Whether a party is one of those asked for, by name with or without its namespace or kind. */
function isNamed({ title, namespace, name, kind }: Party, patterns: readonly string[]): boolean {
  if (kind === 'outside') return patterns.some((pattern) => ['outside', 'internet'].includes(pattern))
  const plain = `${namespace}/${name}`
  const own = title.slice(0, title.indexOf(' ')).toLowerCase()
  const names = [name, plain, title, `${own}/${plain}`, `${namespace}/${own}/${name}`]
  return patterns.some((pattern) => names.some((each) => globMatches(pattern, each)))
}

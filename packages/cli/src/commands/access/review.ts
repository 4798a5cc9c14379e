import { accessWithDefaults, dangerRank, type IdentityReview, reviewIdentities } from '@warrant/engine/access'
import { globMatches } from '@warrant/engine/audit'
import { type AccessReviewReport, formatAccessReview } from '@warrant/engine/reports/access'
import { exitCodes, printInputErrors } from '../../errors.ts'
import { load, loadConfiguration, nothingToJudge, targetsOf } from '../../load.ts'
import { wantedNamespaces } from '../../namespaces.ts'
import { terminalOf, writeOut } from '../../output.ts'
import { exitCodeOfAnswer } from '../../verdict.ts'
import type { ReviewCommandOptions } from './command.ts'

/** Reviews what everybody holds, prints it and returns the exit status. */
export async function runReview(paths: readonly string[], options: ReviewCommandOptions): Promise<number> {
  const configuration = await loadConfiguration(options.config)
  // Bindings of other namespaces and of the cluster count too: -n is what is shown, not what is read.
  const { namespace = [], ...reading } = options
  const loaded = await load(targetsOf(paths, options), reading, configuration)
  const { cluster, input } = loaded
  const review = reviewIdentities(cluster)
  const isInNamespaces = wantedNamespaces(configuration, namespace)
  const isNamed = namedBy(options.identity)
  const wanted = review.identities.filter((each) => isNamed(each) && isOf(each, isInNamespaces))
  const isEverything = options.all === true || options.identity !== undefined
  const shown = wanted.filter((each) => isEverything || isWorthALine(each))
  const leftOut = wanted.filter((each) => !isEverything && !isWorthALine(each))
  const own = leftOut.filter(({ isDefault }) => isDefault).length
  const report: AccessReviewReport = {
    identities: shown,
    dangling:
      options.identity === undefined
        ? review.dangling.filter(({ binding }) => isInNamespaces(binding.namespace || undefined))
        : [],
    access: accessWithDefaults(cluster),
    leftOut: { default: own, empty: leftOut.length - own },
    isNamed: options.identity !== undefined,
    errors: input.errors,
    notAudited: input.notAudited,
  }
  if (options.output === 'name') printInputErrors(input.errors)
  await writeOut(formatAccessReview(options.output, report, terminalOf(process.stdout, options.color)))
  if (nothingToJudge(loaded)) return exitCodes.wrongInput
  if (wanted.length === 0 && (options.identity !== undefined || namespace.length > 0))
    process.stderr.write('warrant: no binding and no workload names an identity like that\n')
  const { failOn } = options
  const isTooMuch = failOn !== undefined && shown.some(({ danger }) => dangerRank(danger) <= dangerRank(failOn))
  return exitCodeOfAnswer(isTooMuch, input, options.exitCode)
}

/** What Kubernetes gives its own tells nothing of this cluster, nor does who holds nothing beside what everybody holds. */
function isWorthALine({ isDefault, grants }: IdentityReview): boolean {
  return !isDefault && grants.length > 0
}

function namedBy(patterns: readonly string[] | undefined): (review: IdentityReview) => boolean {
  if (patterns === undefined) return () => true
  return ({ identity: { kind, namespace, name } }) => {
    const names =
      kind === 'ServiceAccount' ? [`${namespace}/${name}`, `system:serviceaccount:${namespace}:${name}`] : [name]
    return patterns.some((pattern) => names.some((each) => globMatches(pattern, each)))
  }
}

/** Accounts of a namespace are of it, and so are users and groups that a binding there names. */
function isOf({ identity, grants }: IdentityReview, isWanted: (namespace: string | undefined) => boolean): boolean {
  if (identity.kind === 'ServiceAccount') return isWanted(identity.namespace)
  if (isWanted(undefined)) return true
  return grants.some(({ binding }) => binding.namespace !== '' && isWanted(binding.namespace))
}

import {
  type Cluster,
  effectiveNamespace,
  perCluster,
  systemNamespaces,
  type Workload,
  headOf,
} from '../../../cluster/index.ts'
import { evaluate } from '../../evaluate.ts'
import { createdPod } from '../../pod.ts'
import type { MoveConsequence } from './consequence.ts'
import { consequencesOfMove } from './consequences.ts'

/** Workloads that could have a namespace of their own, so that the others can be held to a stricter level. */
export interface SplitProposal {
  readonly namespace: string
  /** The namespace to make, which does not exist yet. */
  readonly target: string
  readonly moved: readonly Workload[]
  readonly consequences: readonly MoveConsequence[]
  /** Those of the consequences that make the split unwise: data that cannot move, or could no longer be shared. */
  readonly obstacles: readonly MoveConsequence[]
}

/** Above this part of a namespace, what is left is the exception. */
const largestPart = 1 / 3

/**
 * Proposes to move the workloads that fail a level into a namespace of their own, where they are at most a third of all and
 * some other passes. Namespaces that Kubernetes keeps for itself are not split. Workloads of one controller count once.
 */
export function proposeSplit(
  cluster: Cluster,
  namespace: string,
  holders: readonly Workload[],
  all: readonly Workload[],
): SplitProposal | undefined {
  const head = (workload: Workload) => headOf(workload, cluster)
  const heads = new Set(holders.map(head))
  const total = new Set([...all, ...holders].map(head)).size
  if (heads.size === 0 || heads.size > total * largestPart || systemNamespaces.includes(namespace)) return undefined
  const moved = [...new Set([...all, ...holders])].filter((workload) => heads.has(head(workload)))
  const target = freeName(cluster, `${namespace}-${levelOf(moved)}`)
  const consequences = consequencesOfMove(cluster, namespace, moved, target)
  return { namespace, target, moved, consequences, obstacles: consequences.filter(isObstacle) }
}

function isObstacle({ kind, action }: MoveConsequence): boolean {
  return action === 'lost' && (kind === 'persistent-volume-claim' || kind === 'claim-template')
}

/** The level that the new namespace could enforce. */
function levelOf(workloads: readonly Workload[]): 'privileged' | 'baseline' {
  const policy = { level: 'baseline', version: 'latest' } as const
  return workloads.every((workload) => evaluate(createdPod(workload), policy).allowed) ? 'baseline' : 'privileged'
}

const longestName = 63

const takenNames = perCluster(
  (cluster): ReadonlySet<string> =>
    new Set([...cluster.ofKind('Namespace', '').map(({ name }) => name), ...cluster.resources.map(effectiveNamespace)]),
)

/** A name that no Namespace and no object's namespace has; names of namespaces are DNS labels. */
function freeName(cluster: Cluster, wanted: string): string {
  const taken = takenNames(cluster)
  for (let i = 1; ; i++) {
    const suffix = i === 1 ? '' : `-${i}`
    const name = `${shortened(wanted, longestName - suffix.length)}${suffix}`
    if (!taken.has(name)) return name
  }
}

/** Cuts out of the front part, so that the end still tells what the namespace is for. */
function shortened(name: string, length: number): string {
  if (name.length <= length) return name
  const end = name.slice(name.lastIndexOf('-'))
  return `${name.slice(0, length - end.length).replace(/[-.]+$/, '')}${end}`
}

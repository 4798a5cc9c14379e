import { type Cluster, pathIn, perCluster, systemNamespaces } from '../../cluster/index.ts'
import { levelLabel, passes, podOf, policyOf } from '../../pod-security/index.ts'
import { type CutPoint, everywhere, unguarded } from '../graph/index.ts'
import type { Target } from './requirements.ts'
import type { Option, Requirement } from './technique.ts'
import type { World } from '../world/index.ts'

/**
 * The admission of a namespace lets a pod through that owns its node: Pod Security enforces nothing there, or privileged;
 * or the intruder has opened it. Baseline refuses such pods already. What else may refuse them, such as a policy engine, is
 * not known here: see `admissionUnknowns`.
 */
export const admitsAnything: Requirement<Target> = {
  words: 'Pod Security lets any pod through there, or is made to',
  atoms: [],
  options: ({ namespace }, world): Option[] => {
    // Of all at once, one that lets them in is enough: each is tried by itself besides.
    const open =
      namespace === everywhere
        ? world.namespaces.find((each) => enforcesNothing(each, world))
        : enforcesNothing(namespace, world)
          ? namespace
          : undefined
    return [
      ...(open === undefined ? [] : [{ needs: [], cuts: [labelCut(open, world)] }]),
      { needs: [unguarded(namespace)], cuts: [] },
    ]
  },
}

const enforce = levelLabel('enforce')

const namespaceObjects = perCluster(
  (cluster: Cluster) => new Map(cluster.ofKind('Namespace', '').map((resource) => [resource.name, resource])),
)

function enforcesNothing(namespace: string, { cluster, options }: World): boolean {
  const labels = namespaceObjects(cluster).get(namespace)?.metadata.labels
  return policyOf(labels, options.podSecurityDefaults).policy.enforce.level === 'privileged'
}

/** The level that a namespace enforces, to be raised to baseline; it costs what baseline would refuse there. */
function labelCut(namespace: string, world: World): CutPoint {
  return world.cuts.get(`label ${enforce} ${namespace}`, () => {
    const resource = namespaceObjects(world.cluster).get(namespace)
    const place = {
      resource,
      path: resource ? pathIn(resource, 'metadata', 'labels', enforce) : [],
      container: undefined,
      rule: 'pod-security-label-missing',
    }
    const kept = systemNamespaces.includes(namespace)
      ? 'parts of Kubernetes run there that baseline refuses'
      : resource && world.options.warrantFor?.(place)
    const level = resource?.metadata.labels?.[enforce]
    return {
      ...place,
      label: `${enforce}: ${level ?? 'not set'}`,
      title: `${level === undefined ? 'no Pod Security level' : `the Pod Security level ${level}`} in namespace ${namespace}`,
      cost: kept === undefined ? 1 + 3 * refusedByBaseline(namespace, world) : Number.POSITIVE_INFINITY,
      kept,
      fix: {
        class: resource ? 'evidence' : 'value',
        description: `Label namespace ${namespace} with ${enforce}: baseline`,
        changes: resource ? [{ op: 'set', path: place.path, value: 'baseline', resource }] : [],
      },
    }
  })
}

/** How many workloads of a namespace could not start any more. */
function refusedByBaseline(namespace: string, { loadsIn }: World): number {
  const baseline = { level: 'baseline', version: 'latest' } as const
  return loadsIn(namespace).filter(({ workload }) => !passes(podOf(workload, 'created'), baseline)).length
}

import { type Cluster, pathIn, perCluster, systemNamespaces } from '../../cluster/index.ts'
import {
  type Exemptions,
  isExemptNamespace,
  levelLabel,
  noExemptions,
  passes,
  podOf,
  policyOf,
} from '../../pod-security/index.ts'
import { type CutPoint, everywhere, unguarded } from '../graph/index.ts'
import type { Target } from './requirements.ts'
import type { Option, Requirement } from './technique.ts'
import { namespacesOfEveryCluster, type World } from '../world/index.ts'

/**
 * The admission of a namespace lets a pod through that owns its node: Pod Security enforces nothing there, or privileged;
 * it passes over the namespace, or a runtime class that the pod names; or the intruder has opened it. Baseline refuses such
 * pods already. What else may refuse them, such as a policy engine, is not known here: see `admissionUnknowns`.
 */
export const admitsAnything: Requirement<Target> = {
  words: 'Pod Security lets any pod through there, or is made to',
  atoms: [],
  options: ({ namespace }, world): Option[] => {
    const exemptions = exemptionsOf(world)
    const places = namespace === everywhere ? world.namespaces : [namespace]
    // Of all at once, one that lets them in is enough: each is tried by itself besides.
    const open = places.find((each) => enforcesNothing(each, world))
    const exempt = places.find((each) => isExemptNamespace(exemptions, each))
    const cuts = [
      ...(open === undefined ? [] : [labelCut(open, world)]),
      ...(exempt === undefined ? [] : [exemptionCut(`namespace ${exempt}`, world, exempt)]),
      ...exemptions.runtimeClasses.map((each) => exemptionCut(`runtime class ${each}`, world)),
    ]
    return [...cuts.map((cut) => ({ needs: [], cuts: [cut] })), { needs: [unguarded(namespace)], cuts: [] }]
  },
}

/** Whom and what Pod Security passes over. */
export function exemptionsOf({ options }: World): Exemptions {
  return options.podSecurityExemptions ?? noExemptions
}

/** What the API server is configured to pass over; of a namespace, it costs what baseline would refuse there. */
export function exemptionCut(what: string, world: World, namespace?: string): CutPoint {
  return world.cuts.get(`exemption ${what}`, () => {
    const kept = namespace !== undefined && systemNamespaces.includes(namespace) ? ofKubernetes : undefined
    const refused = namespace === undefined ? 1 : refusedByBaseline(namespace, world)
    return {
      title: `the exemption of ${what} from Pod Security`,
      label: `exemption of ${what}`,
      resource: undefined,
      path: [],
      container: undefined,
      rule: undefined,
      cost: kept === undefined ? 1 + 3 * refused : Number.POSITIVE_INFINITY,
      kept,
      fix: {
        class: 'none',
        description: `Take ${what} out of the exemptions in the API server's PodSecurityConfiguration`,
        changes: [],
      },
    }
  })
}

const ofKubernetes = 'parts of Kubernetes run there that baseline refuses'

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
    const kept = systemNamespaces.includes(namespace) ? ofKubernetes : resource && world.options.warrantFor?.(place)
    const isAssumed = resource === undefined && namespacesOfEveryCluster.includes(namespace)
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
      ...(isAssumed
        ? {
            assumes: `Namespace ${namespace}, which every cluster has, is taken to bear no label of Pod Security, as the input does not hold it.`,
          }
        : {}),
    }
  })
}

/** How many workloads of a namespace could not start any more. */
function refusedByBaseline(namespace: string, { loadsIn }: World): number {
  const baseline = { level: 'baseline', version: 'latest' } as const
  return loadsIn(namespace).filter(({ workload }) => !passes(podOf(workload, 'created'), baseline)).length
}

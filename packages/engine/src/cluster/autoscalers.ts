import type { Path } from '../yaml/index.ts'
import type { Cluster } from './cluster.ts'
import { isSameGroup } from './controllers.ts'
import { perCluster } from './memo.ts'
import { effectiveNamespace, pathIn, type Resource, valueIn } from './resource.ts'
import { conform } from './shape.ts'

/** What an autoscaler scales, as its `scaleTargetRef` names it; empty where it does not. */
export interface ScaleTarget {
  /** Undefined when no `apiVersion` is written. */
  readonly group: string | undefined
  readonly kind: string
  readonly name: string
}

/** A HorizontalPodAutoscaler, or the ScaledObject of KEDA that makes one. */
export interface Autoscaler {
  readonly resource: Resource
  readonly target: ScaleTarget
  /** As it holds, defaults included. */
  readonly minimum: number
  readonly maximum: number | undefined
  /** Absolute paths of the two bounds. */
  readonly minimumPath: Path
  readonly maximumPath: Path
}

const targetShape = { fields: { apiVersion: 'string', kind: 'string', name: 'string' } } as const
const autoscalerShape = {
  fields: { minReplicas: 'integer', maxReplicas: 'integer', scaleTargetRef: targetShape },
} as const
const scaledObjectShape = {
  fields: { minReplicaCount: 'integer', maxReplicaCount: 'integer', scaleTargetRef: targetShape },
} as const

/**
 * Reads an autoscaler of either kind; undefined for any other resource.
 * Defaults: one replica at least for a HorizontalPodAutoscaler (kubernetes/api autoscaling/v2/types.go); none at least, 100
 * at most and a Deployment as the target for a ScaledObject (keda.sh, ScaledObject specification).
 */
export function autoscalerFrom(resource: Resource): Autoscaler | undefined {
  const path = pathIn(resource, 'spec')
  if (resource.kind === 'HorizontalPodAutoscaler') {
    const spec = conform(valueIn(resource, 'spec'), autoscalerShape, path, []) ?? {}
    return {
      resource,
      target: targetOf(spec.scaleTargetRef, '', undefined),
      minimum: spec.minReplicas ?? 1,
      maximum: spec.maxReplicas,
      minimumPath: [...path, 'minReplicas'],
      maximumPath: [...path, 'maxReplicas'],
    }
  }
  if (resource.kind !== 'ScaledObject' || resource.group !== 'keda.sh') return undefined
  const spec = conform(valueIn(resource, 'spec'), scaledObjectShape, path, []) ?? {}
  return {
    resource,
    target: targetOf(spec.scaleTargetRef, 'Deployment', 'apps'),
    minimum: spec.minReplicaCount ?? 0,
    maximum: spec.maxReplicaCount ?? 100,
    minimumPath: [...path, 'minReplicaCount'],
    maximumPath: [...path, 'maxReplicaCount'],
  }
}

function targetOf(
  reference: { readonly apiVersion?: string | undefined; kind?: string | undefined; name?: string | undefined } = {},
  kind: string,
  group: string | undefined,
): ScaleTarget {
  const { apiVersion } = reference
  return {
    group: apiVersion ? (apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '') : group,
    kind: reference.kind || kind,
    name: reference.name ?? '',
  }
}

const byTarget = perCluster((cluster): ReadonlyMap<string, readonly Autoscaler[]> => {
  const resources = [...cluster.ofKind('HorizontalPodAutoscaler'), ...cluster.ofKind('ScaledObject')]
  const autoscalers = resources.map(autoscalerFrom).filter((each) => each !== undefined)
  return Map.groupBy(autoscalers, ({ resource, target }) => key(resource, target.kind, target.name))
})

/** The autoscaler that sets the number of a resource's pods, when one was given. */
export function autoscalerOf(cluster: Cluster, resource: Resource): Autoscaler | undefined {
  const found = byTarget(cluster).get(key(resource, resource.kind, resource.name)) ?? []
  return found.find(({ target }) => isSameGroup(target.group, resource.group))
}

function key(resource: Resource, kind: string, name: string): string {
  return `${effectiveNamespace(resource)}\0${kind}\0${name}`
}

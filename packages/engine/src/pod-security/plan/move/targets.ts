import { autoscalerFrom, budgetedWorkloads, isSameGroup, valueIn, headOf } from '../../../cluster/index.ts'
import type { MoveConsequence } from './consequence.ts'
import { type Move, partOf } from './move.ts'
import { named, namesOf } from './words.ts'

/** Autoscalers of moved workloads: HorizontalPodAutoscaler, ScaledObject, VerticalPodAutoscaler. */
export function autoscalersThatFollow({ cluster, here, namespace, target, moved }: Move): MoveConsequence[] {
  const heads = [...new Set(moved.map((workload) => headOf(workload, cluster)))]
  const sources = [...here('HorizontalPodAutoscaler'), ...here('ScaledObject', 'keda.sh')].flatMap((resource) => {
    const scaled = autoscalerFrom(resource)?.target
    return scaled ? [{ resource, scaled }] : []
  })
  const vertical = here('VerticalPodAutoscaler', 'autoscaling.k8s.io').map((resource) => ({
    resource,
    scaled: {
      group: groupOf(valueIn(resource, 'spec', 'targetRef', 'apiVersion')),
      kind: valueIn(resource, 'spec', 'targetRef', 'kind'),
      name: valueIn(resource, 'spec', 'targetRef', 'name'),
    },
  }))
  return [...sources, ...vertical].flatMap(({ resource, scaled }): MoveConsequence[] => {
    const head = heads.find(
      ({ kind, name, group }) => kind === scaled.kind && name === scaled.name && isSameGroup(scaled.group, group),
    )
    if (head === undefined) return []
    return [
      {
        kind: 'autoscaler',
        resource,
        action: 'moves',
        message: `${named(resource)} scales ${named(head)}, which it finds only in ${namespace}`,
        remedy: `Make it in ${target}`,
      },
    ]
  })
}

function groupOf(apiVersion: unknown): string | undefined {
  if (typeof apiVersion !== 'string') return undefined
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''
}

export function budgetsThatFollow({ cluster, here, namespace, target, isMoved }: Move): MoveConsequence[] {
  return here('PodDisruptionBudget', 'policy').flatMap((resource): MoveConsequence[] => {
    const counted = budgetedWorkloads(cluster, resource)
    const part = partOf(counted, isMoved)
    if (part === 'none') return []
    const who = namesOf(counted.filter(isMoved), cluster)
    return [
      {
        kind: 'disruption-budget',
        resource,
        action: part === 'all' ? 'moves' : 'copy',
        message: `${named(resource)} guards ${who} only in ${namespace}${part === 'some' ? ', and counts them with pods that stay' : ''}`,
        remedy: `Make it in ${target}${part === 'some' ? ' too, and count anew how many pods each has to keep' : ''}`,
      },
    ]
  })
}

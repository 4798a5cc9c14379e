import type { Cluster, Resource } from '../../cluster/index.ts'
import type { CompiledDirection, CompiledPolicy, FlowDirection, Model } from '../../network/index.ts'
import { networkOf } from './network-of.ts'

/** A policy with the resource that it is written in. */
export interface WrittenPolicy {
  readonly model: Model
  readonly compiled: CompiledPolicy
  readonly resource: Resource
}

/** Policies of every family; the network is not built for resources without any. */
export function* policiesIn(cluster: Cluster): Generator<WrittenPolicy> {
  if (!cluster.resources.some(({ kind }) => kind.endsWith('NetworkPolicy'))) return
  const { model } = networkOf(cluster)
  for (const compiled of model.compiled) {
    const { resource } = compiled.policy.source
    if (resource) yield { model, compiled, resource }
  }
}

/** The directions that a policy is about. */
export function* directionsOf({ ingress, egress }: CompiledPolicy): Generator<[FlowDirection, CompiledDirection]> {
  if (ingress) yield ['ingress', ingress]
  if (egress) yield ['egress', egress]
}

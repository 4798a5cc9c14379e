import { autoscalerFrom, type Resource, workloadsWithBudget, writtenReplicas } from '../../../cluster/index.ts'
import type { DnsContext } from '../context.ts'
import { advice, type DnsCause } from '../finding.ts'
import { dnsLoads } from './verified-memory.ts'

/** Cause D5: DNS pods come and go, and nothing keeps enough of them. */
export const replicaChurn: DnsCause = {
  number: 'D5',
  id: 'dns-replicas',
  title: 'Nothing keeps enough DNS pods running',
  why: 'Every pod that goes takes the queries with it that are on their way; with the last one no name of the cluster resolves.',
  *find(context) {
    for (const { resource, workload } of dnsLoads(context)) {
      if (resource.kind === 'DaemonSet' || resource.kind === 'Pod') continue
      const scaler = scalerOf(context, resource)
      const replicas = writtenReplicas(resource)
      const hasBudget = workloadsWithBudget(context.cluster).has(workload)
      if (replicas === 1 && scaler === undefined) {
        yield {
          resource,
          path: [...resource.base, 'spec', 'replicas'],
          workload,
          severity: 'medium',
          message: 'DNS runs with one replica',
          fix: {
            class: 'safe',
            description: 'run two replicas or more, on different nodes',
            changes: [{ resource, op: 'set', path: [...resource.base, 'spec', 'replicas'], value: 2 }],
            needs: undefined,
          },
        }
      } else if (!hasBudget) {
        yield {
          resource,
          path: resource.base,
          workload,
          severity: scaler ? 'medium' : 'low',
          message: `no PodDisruptionBudget covers DNS${scaler ? `, whose replicas ${scaler} changes` : ''}`,
          fix: advice('add a PodDisruptionBudget with maxUnavailable: 1'),
        }
      }
    }
  },
}

/** What changes the number of replicas: the proportional autoscaler by its `--target`, or a HorizontalPodAutoscaler. */
function scalerOf({ loads, cluster }: DnsContext, { kind, name }: Resource): string | undefined {
  const target = `${kind}/${name}`.toLowerCase()
  const proportional = loads.find(({ workload }) =>
    workload.containers.some(({ spec }) =>
      [...(spec.command ?? []), ...(spec.args ?? [])].some((word) => word.toLowerCase() === `--target=${target}`),
    ),
  )
  if (proportional) return proportional.title
  const own = cluster.resources
    .map(autoscalerFrom)
    .find((each) => each?.target.name === name && each.target.kind.toLowerCase() === kind.toLowerCase())
  return own && `${own.resource.kind} ${own.resource.name}`
}

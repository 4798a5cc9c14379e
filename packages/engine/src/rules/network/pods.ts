import type { Cluster, Workload } from '../../cluster/index.ts'
import { type EndpointClass, type Model, podsOf } from '../../network/index.ts'
import { networkOf } from './network-of.ts'

/** The kinds of pods that policies can be about: each class once. */
export function classesOf({ resource, pod }: Workload, cluster: Cluster): { model: Model; classes: EndpointClass[] } {
  const { model } = networkOf(cluster)
  if (pod.spec.hostNetwork === true) return { model, classes: [] }
  return {
    model,
    classes: [...new Set(podsOf(model, resource).flatMap((endpoint) => model.classes.facesOf(endpoint)))],
  }
}

import type { CutPoint } from '../graph/index.ts'
import { holdsDefaults } from '../grants/index.ts'
import type { Place } from './places.ts'
import { isEks } from './platform.ts'
import type { World } from './world.ts'

/**
 * Whether pods that no input shows reach the keys of a control plane node: the parts of the control plane, which a kubelet
 * runs from files and kube-system shows, and what Kubernetes itself runs on every node, such as kube-proxy. A whole cluster
 * shows its pods, and so does what shows one part of its control plane.
 */
export function runsUnseenPods({ controlPlane, node }: Place, { access, cluster, loads }: World): boolean {
  if (!controlPlane || node !== undefined || holdsDefaults(access) || isEks(cluster)) return false
  return !loads.some((load) => load.controlPlane)
}

/** That these pods are there, which nothing in the input declares. */
export function unseenPodsCut({ name }: Place, { cuts }: World): CutPoint {
  return cuts.get(`unseen pods on ${name}`, () => ({
    title: `the pods of Kubernetes itself on ${name}`,
    label: 'pods of Kubernetes itself',
    resource: undefined,
    path: [],
    container: undefined,
    rule: undefined,
    cost: Number.POSITIVE_INFINITY,
    kept: 'Kubernetes itself needs it',
    fix: { class: 'none', description: `Take the pods of Kubernetes itself from ${name}`, changes: [] },
    assumes:
      'Pods of kube-system, such as those of kube-apiserver and kube-proxy, are taken to run on the control plane, as the input shows none of them.',
  }))
}

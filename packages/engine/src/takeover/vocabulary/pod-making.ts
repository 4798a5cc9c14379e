import { type Atom, atomsOf } from '../grants/index.ts'
import { everywhere, makesPods } from '../graph/index.ts'
import type { World } from '../world/index.ts'

/** Kinds whose controllers make pods from a template, each in its own group. */
export const templateKinds =
  'deployments.apps|daemonsets.apps|statefulsets.apps|replicasets.apps|replicationcontrollers|jobs.batch|cronjobs.batch'

/** Well-known kinds of extensions whose controllers make pods as their objects say. */
export const extensionKinds = [
  'workflows.argoproj.io',
  'cronworkflows.argoproj.io',
  'rollouts.argoproj.io',
  'pipelineruns.tekton.dev',
  'taskruns.tekton.dev',
  'services.serving.knative.dev',
  'virtualmachines.kubevirt.io',
  'virtualmachineinstances.kubevirt.io',
  'deploymentconfigs.apps.openshift.io',
  'buildconfigs.build.openshift.io',
].join('|')

const kinds = ['pods', ...templateKinds.split('|'), ...extensionKinds.split('|')]

/** All kinds that make pods, and pods themselves. */
export const podMakingKinds = kinds.join('|')

/** The requests that make pods. */
export const podMakingAtoms: readonly Atom[] = atomsOf('create|patch', podMakingKinds)

/** Who creates pods, or what makes pods, makes them as she likes; so does an apply that creates, which names its object. */
export function addPodMaking({ graph, grants, namespaces }: World): void {
  const anyKind = atomsOf('create', podMakingKinds)
  const all = grants.can(anyKind, everywhere)
  if (all) graph.add({ needs: [all], gives: makesPods(everywhere) })
  for (const namespace of namespaces) {
    const gives = makesPods(namespace)
    const create = grants.can(anyKind, namespace, '', 'here')
    if (create) graph.add({ needs: [create], gives })
    for (const name of grants.namesIn(namespace)) {
      for (const kind of kinds) {
        const named = grants.can(atomsOf('create', kind), namespace, name, 'name')
        const patch = named && grants.can(atomsOf('patch', kind), namespace, name)
        if (named && patch) graph.add({ needs: [named, patch], gives })
      }
    }
  }
}

import { podMakers } from '../../access/index.ts'
import { type Atom, atomsOf } from '../grants/index.ts'
import type { Load } from '../world/index.ts'

/** Kinds whose controllers make pods from a template, each in its own group. */
export const templateKinds =
  'deployments.apps|daemonsets.apps|statefulsets.apps|replicasets.apps|replicationcontrollers|jobs.batch|cronjobs.batch'

const ownGroups: readonly string[] = ['', 'apps', 'batch']

/** Well-known kinds of extensions whose controllers make pods as their objects say. */
export const extensionKinds = [
  ...podMakers
    .filter(({ group }) => !ownGroups.includes(group))
    .flatMap(({ group, resources }) => resources.map((resource) => `${resource}.${group}`)),
  'buildconfigs.build.openshift.io',
].join('|')

/** All kinds that make pods, and pods themselves. */
export const podMakingKinds = `pods|${templateKinds}|${extensionKinds}`

/** The requests that make pods. */
export const podMakingAtoms: readonly Atom[] = atomsOf('create|patch', podMakingKinds)

/** The kind of a workload as requests name it. */
export function kindOfLoad({ workload: { resource } }: Load): string {
  const { group, kind } = resource
  return `${kind.toLowerCase()}s${group === '' ? '' : `.${group}`}`
}

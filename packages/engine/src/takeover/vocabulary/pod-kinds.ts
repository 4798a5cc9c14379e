import { type Atom, atomsOf } from '../grants/index.ts'

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

/** All kinds that make pods, and pods themselves. */
export const podMakingKinds = `pods|${templateKinds}|${extensionKinds}`

/** The requests that make pods. */
export const podMakingAtoms: readonly Atom[] = atomsOf('create|patch', podMakingKinds)

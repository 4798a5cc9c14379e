import { isObject, type Resource } from '../../cluster/index.ts'
import { type Path, valueAt } from '../../yaml/index.ts'
import type { GroupResource } from './status.ts'

/** A kind that Pod Security admission looks into. */
export interface ControllerKind extends GroupResource {
  readonly kind: string
  /** Where its pod template stands. */
  readonly template: Path
  /** Whether the template may be missing; an empty one stands in for it elsewhere. */
  readonly optional?: boolean
  /** The service account in kube-system under whose name its pods are made; undefined where nothing makes any. */
  readonly madeBy: string | undefined
}

/**
 * The kinds with a pod template that admission knows: all that Kubernetes has itself, no custom resource.
 *
 * Sources: kubernetes/pod-security-admission admission/admission.go, defaultPodSpecResources and ExtractPodSpec;
 * kubernetes/kubernetes plugin/pkg/auth/authorizer/rbac/bootstrappolicy/controller_policy.go
 */
export const controllerKinds: readonly ControllerKind[] = [
  { group: '', resource: 'podtemplates', kind: 'PodTemplate', template: ['template'], madeBy: undefined },
  {
    group: '',
    resource: 'replicationcontrollers',
    kind: 'ReplicationController',
    template: ['spec', 'template'],
    optional: true,
    madeBy: 'replication-controller',
  },
  inSpec('replicasets', 'ReplicaSet', 'replicaset-controller'),
  inSpec('deployments', 'Deployment', 'replicaset-controller'),
  inSpec('statefulsets', 'StatefulSet', 'statefulset-controller'),
  inSpec('daemonsets', 'DaemonSet', 'daemon-set-controller'),
  { group: 'batch', resource: 'jobs', kind: 'Job', template: ['spec', 'template'], madeBy: 'job-controller' },
  {
    group: 'batch',
    resource: 'cronjobs',
    kind: 'CronJob',
    template: ['spec', 'jobTemplate', 'spec', 'template'],
    madeBy: 'job-controller',
  },
]

function inSpec(resource: string, kind: string, madeBy: string): ControllerKind {
  return { group: 'apps', resource, kind, template: ['spec', 'template'], madeBy }
}

/** The kind of a resource; `extensions` held some of those of `apps` until v1.16. */
export function controllerKindOf({ group, kind }: Pick<Resource, 'group' | 'kind'>): ControllerKind | undefined {
  return controllerKinds.find((each) => each.kind === kind && each.group === (group === 'extensions' ? 'apps' : group))
}

/** The kinds whose pods a user makes, where each controller has a service account of its own. */
export function kindsMadeBy(user: string): readonly GroupResource[] {
  return controllerKinds.filter(({ madeBy }) => madeBy !== undefined && user === userOf(madeBy))
}

/** How to take the pod template out of objects of a kind; undefined for kinds that admission does not look into. */
export function templateIn({ group, resource }: GroupResource): ((object: unknown) => unknown) | undefined {
  const known = controllerKinds.find((each) => each.group === group && each.resource === resource)
  if (known === undefined) return undefined
  return (object) => {
    const template = valueAt(object, known.template)
    return isObject(template) || known.optional ? (template ?? undefined) : {}
  }
}

/** The name by which a controller's requests go where each has a service account of its own, as kubeadm sets it up. */
export function controllerUser(kind: string | undefined): string {
  const madeBy = controllerKinds.find((each) => each.kind === kind)?.madeBy
  return madeBy === undefined ? '' : userOf(madeBy)
}

function userOf(account: string): string {
  return `system:serviceaccount:kube-system:${account}`
}

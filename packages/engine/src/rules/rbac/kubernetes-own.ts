import {
  type Binding,
  covers,
  isBootstrapBinding,
  isBootstrapRole,
  type PolicyRule,
  type Subject,
} from '../../access/index.ts'
import { effectiveNamespace, type Resource } from '../../cluster/index.ts'

/**
 * What Kubernetes and kubeadm bring along themselves, which nobody is told to change. The one place that says so for the
 * rules about roles and bindings. What was added to it stays through upgrades and counts, so that a name alone says nothing.
 */

/** Whether a role is one that the API server makes, and has this rule out of the box. */
export function isOwnRule(role: Resource, rule: PolicyRule): boolean {
  const { kind, name } = role
  return isBootstrapRole({ metadata: { name, namespace: effectiveNamespace(role) } }, kind, [rule])
}

/** Whether a binding has this subject out of the box, and gives it no more than it did then. */
export function isOwnSubject(binding: Binding, subject: Subject): boolean {
  if (isBootstrapBinding({ ...binding, subjects: [subject] })) return true
  const own = kubeadmBindings[`${binding.namespace}/${binding.name}`]
  if (own === undefined || binding.role.name !== own.role || subject.kind === undefined) return false
  return own.subject === `${subject.kind} ${subject.name}` && covers(own.allows, binding.list.rules).covered
}

interface KubeadmBinding {
  readonly role: string
  readonly subject: string
  /** All that the role may allow. */
  readonly allows: readonly PolicyRule[]
}

/** By namespace and name. Source: kubernetes/kubernetes cmd/kubeadm/app/phases, kubeconfig and bootstraptoken/clusterinfo. */
const kubeadmBindings: Readonly<Record<string, KubeadmBinding | undefined>> = {
  '/kubeadm:cluster-admins': {
    role: 'cluster-admin',
    subject: 'Group kubeadm:cluster-admins',
    allows: [
      { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
      { verbs: ['*'], nonResourceURLs: ['*'] },
    ],
  },
  'kube-public/kubeadm:bootstrap-signer-clusterinfo': {
    role: 'kubeadm:bootstrap-signer-clusterinfo',
    subject: 'User system:anonymous',
    allows: [{ verbs: ['get'], apiGroups: [''], resources: ['configmaps'], resourceNames: ['cluster-info'] }],
  },
}

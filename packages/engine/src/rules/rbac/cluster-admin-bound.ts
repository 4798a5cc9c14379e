import { type Binding, holdersIn, type Subject } from '../../access/index.ts'
import { pathIn } from '../../cluster/index.ts'
import type { Severity } from '../../findings/index.ts'
import { defineRule } from '../rule.ts'
import { bindingOf, roleWords, scopeWords, subjectsWords } from './bindings.ts'
import { isOwnSubject } from './kubernetes-own.ts'
import { givesEverything } from './power.ts'

/**
 * A role that allows everything is given to somebody.
 *
 * Restricted fields: roleRef of RoleBinding and ClusterRoleBinding
 * Allowed values:    any role but those that allow every verb on every resource of every group, after aggregation;
 *                    cluster-admin only in the bindings that Kubernetes and kubeadm make themselves
 */
export const clusterAdminBound = defineRule({
  id: 'cluster-admin-bound',
  title: 'Role that allows everything is bound',
  severity: 'critical',
  category: 'rbac',
  visit: 'resource',
  kinds: ['RoleBinding', 'ClusterRoleBinding'],
  profile: 'default',
  frameworks: { cis: ['5.1.1'], nsa: true, mitre: ['T1098.006'] },
  fix: 'evidence',
  description:
    "Reported for every binding that gives somebody every verb on every resource of every API group, whatever its role is called, after aggregation; by the name `cluster-admin` too when that ClusterRole is not in what was read. Critical in the whole cluster and in kube-system when a workload gets it, or everybody; high when only users and groups from outside do, and in any other namespace. Not reported are bindings without subjects, Kubernetes' own binding of `system:masters` and kubeadm's of `kubeadm:cluster-admins`; `bound-to-masters` tells of others that bind `system:masters`.",
  why: 'Whoever takes over one of its holders has everything: every Secret, every node, and a way to stay.',
  remedy:
    'Bind a role that allows what its holders really use, seen in the audit log, in the namespaces where they do.',
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: deployer
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin
subjects:
  - kind: ServiceAccount
    name: deployer
    namespace: ci
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: deployer
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: deploy
subjects:
  - kind: ServiceAccount
    name: deployer
    namespace: ci
`,
  },
  *check({ resource, cluster }) {
    const binding = bindingOf(resource, cluster)
    if (binding === undefined || !givesEverything(binding)) return
    const holders = holdersIn(binding).filter((subject) => !isOwnSubject(binding, subject))
    if (holders.length === 0) return
    yield {
      at: pathIn(resource, 'roleRef', 'name'),
      severity: severityOf(binding, holders),
      message: `${subjectsWords(holders, binding)} may do everything ${scopeWords(binding)}, through ${roleWords(binding)}`,
    }
  },
})

/** The accounts of kube-system's controllers are as good as the cluster. */
function severityOf({ kind, namespace }: Binding, holders: readonly Subject[]): Severity {
  const wide = kind === 'ClusterRoleBinding' || namespace === 'kube-system'
  return wide && holders.some(isWithinReach) ? 'critical' : 'high'
}

/** Whether a takeover of some workload, or no takeover at all, makes an intruder this subject. */
function isWithinReach({ kind, name = '' }: Subject): boolean {
  if (kind === 'ServiceAccount') return true
  if (kind === 'User') return name === 'system:anonymous' || name.startsWith('system:serviceaccount:')
  return /^system:(serviceaccounts(:.*)?|authenticated|unauthenticated|nodes)$/.test(name)
}

import { accountOfUser } from '../../access/index.ts'
import { isObject, pathIn, valueIn } from '../../cluster/index.ts'
import { defineRule, remove } from '../rule.ts'

/**
 * A role is given to a default account.
 *
 * Restricted fields: subjects[*] of RoleBinding and ClusterRoleBinding
 * Allowed values:    anything but the ServiceAccount default of any namespace
 */
export const defaultAccountBound = defineRule({
  id: 'default-account-bound',
  title: 'Role is bound to a default account',
  severity: 'medium',
  category: 'token',
  visit: 'resource',
  kinds: ['RoleBinding', 'ClusterRoleBinding'],
  profile: 'default',
  frameworks: { cis: ['5.1.5'], mitre: ['T1078.004'] },
  fix: 'evidence',
  description:
    'Reported for every subject of a RoleBinding or ClusterRoleBinding that is the ServiceAccount `default`, by its name or as the user `system:serviceaccount:<namespace>:default`.',
  why: 'Every workload of that namespace that names no account gets the role, now and in the future.',
  remedy: 'Bind the role to an account of the one workload that uses it.',
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: read
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: read
subjects:
  - kind: ServiceAccount
    name: default
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: read
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: read
subjects:
  - kind: ServiceAccount
    name: web
`,
  },
  *check({ resource }) {
    const subjects = valueIn(resource, 'subjects')
    for (const [i, subject] of (Array.isArray(subjects) ? (subjects as unknown[]) : []).entries()) {
      const namespace = defaultAccountOf(subject, (resource.kind === 'RoleBinding' && resource.namespace) || '')
      if (namespace === undefined) continue
      const at = pathIn(resource, 'subjects', i)
      yield {
        at,
        message: `the default account${namespace === '' ? '' : ` of ${namespace}`} is a subject`,
        fix: {
          description: 'Remove the subject',
          changes: [remove(at)],
          needs: 'evidence that no workload uses the role through it',
        },
      }
    }
  },
})

/**
 * The namespace of the default account that a subject is, the binding's own when the subject names none, as the
 * authorizer has it; undefined for any other subject. Source: kubernetes/kubernetes pkg/registry/rbac/validation/rule.go.
 */
function defaultAccountOf(subject: unknown, own: string): string | undefined {
  if (!isObject(subject)) return undefined
  const { kind, name, namespace } = subject
  if (kind === 'ServiceAccount' && name === 'default')
    return typeof namespace === 'string' && namespace !== '' ? namespace : own
  if (kind !== 'User' || typeof name !== 'string') return undefined
  const account = accountOfUser(name)
  return account?.name === 'default' ? account.namespace : undefined
}

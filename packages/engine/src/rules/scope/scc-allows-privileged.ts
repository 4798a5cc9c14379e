import { pathIn, valueIn } from '../../cluster/index.ts'
import { defineRule, set } from '../rule.ts'

/**
 * An OpenShift constraint lets pods be privileged.
 *
 * Restricted fields: allowPrivilegedContainer of SecurityContextConstraints (security.openshift.io, in OpenShift 3 also v1)
 * Allowed values:    false
 */
export const sccAllowsPrivileged = defineRule({
  id: 'scc-allows-privileged',
  title: 'Constraint allows privileged containers',
  severity: 'high',
  category: 'scope',
  visit: 'resource',
  kinds: ['SecurityContextConstraints'],
  profile: 'default',
  frameworks: { mitre: ['T1611'] },
  fix: 'evidence',
  description:
    'Reported for every SecurityContextConstraints (security.openshift.io) with `allowPrivilegedContainer: true`.',
  why: 'Whoever may use the constraint takes over any node with one pod.',
  remedy: 'Set it to false, or give the constraint to the one account that needs it.',
  examples: {
    bad: `apiVersion: security.openshift.io/v1
kind: SecurityContextConstraints
metadata:
  name: builders
allowPrivilegedContainer: true
`,
    good: `apiVersion: security.openshift.io/v1
kind: SecurityContextConstraints
metadata:
  name: builders
allowPrivilegedContainer: false
`,
  },
  *check({ resource }) {
    if (resource.group !== 'security.openshift.io' && resource.group !== '') return
    if (valueIn(resource, 'allowPrivilegedContainer') !== true) return
    const at = pathIn(resource, 'allowPrivilegedContainer')
    yield {
      at,
      message: 'allowPrivilegedContainer is on',
      fix: {
        description: 'Set allowPrivilegedContainer: false',
        changes: [set(at, false)],
        needs: 'evidence that no pod that uses the constraint is privileged',
      },
    }
  },
})

import { defineRule } from '../rule.ts'

const podFields = ['fsGroup', 'fsGroupChangePolicy', 'supplementalGroups', 'supplementalGroupsPolicy'] as const
const windowsFields = ['gmsaCredentialSpecName', 'gmsaCredentialSpec', 'runAsUserName'] as const

/**
 * Values of a security context that are neither good nor bad by themselves.
 *
 * Restricted fields: none; listed are spec.securityContext.{fsGroup, fsGroupChangePolicy, supplementalGroups,
 *                    supplementalGroupsPolicy}, and windowsOptions.{gmsaCredentialSpecName, gmsaCredentialSpec,
 *                    runAsUserName} of pod and containers (init, sidecar, regular, ephemeral)
 */
export const podSecurityContextExtras = defineRule({
  id: 'pod-security-context-extras',
  title: 'Security context names groups or a Windows account',
  severity: 'info',
  category: 'pod',
  visit: 'workload',
  profile: 'all',
  frameworks: { cis: ['5.7.3'] },
  fix: 'none',
  description:
    'Lists the groups that a pod gets for its volumes (`fsGroup`, `supplementalGroups`, and how they are applied) and the accounts of Windows containers (group managed service accounts, `runAsUserName`), for review.',
  why: 'Group ids decide which files on shared storage the pod may read; a managed service account is an identity in the Windows domain.',
  remedy: 'Check that each value is still needed and is the narrowest that works.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: reports
spec:
  securityContext:
    fsGroup: 20001
  containers:
    - name: reports
      image: registry.example/reports:1.3.0
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: reports
spec:
  securityContext:
    runAsNonRoot: true
  containers:
    - name: reports
      image: registry.example/reports:1.3.0
`,
  },
  *check({ workload }) {
    const { pod } = workload
    const context = pod.spec.securityContext ?? {}
    for (const field of podFields) {
      const value = context[field]
      if (value === undefined || (Array.isArray(value) && value.length === 0)) continue
      yield { at: pod.specPath('securityContext', field), message: `${field} is ${String(value)}` }
    }
    const places = [
      { container: undefined, options: context.windowsOptions, path: pod.specPath },
      ...workload.containers.map(({ name, securityContext, path }) => {
        return { container: name, options: securityContext.windowsOptions, path }
      }),
    ]
    for (const { container, options, path } of places) {
      for (const field of windowsFields) {
        const value = options?.[field]
        if (value === undefined || value === '') continue
        yield {
          ...(container === undefined ? {} : { container }),
          at: path('securityContext', 'windowsOptions', field),
          // The specification of a managed account is a document of its own.
          message: field === 'gmsaCredentialSpec' ? `${field} is set` : `${field} is ${value}`,
        }
      }
    }
  },
})

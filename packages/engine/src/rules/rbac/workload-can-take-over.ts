import { userOfServiceAccount } from '../../access/index.ts'
import { effectiveNamespace, mountsToken, serviceAccountName } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'
import { boundClusterRole } from './access-examples.ts'
import { listText, rulesText } from './access-text.ts'
import { type Takeover, takeoverBy } from './takeover.ts'
import type { Cluster } from '../../cluster/index.ts'

const pod = (account: string) => `---
apiVersion: v1
kind: Pod
metadata:
  name: build
  namespace: ci
spec:
  serviceAccountName: ${account}
  containers:
    - name: build
      image: registry.example/build:1.4.2
`
const mints = boundClusterRole(`
- apiGroups: ['']
  resources: [serviceaccounts/token]
  verbs: [create]`)

/**
 * Pods run as an account that may become cluster-admin without anybody else.
 *
 * Restricted: everything; escalate beside writing clusterroles; bind beside writing clusterrolebindings; impersonating
 * users and system:masters; reading all Secrets; making tokens of all accounts; creating or entering pods everywhere;
 * nodes/proxy; mutating webhooks; approving client certificates. All of it in the whole cluster.
 */
export const workloadCanTakeOver = defineRule({
  id: 'workload-can-take-over',
  title: 'Workload can take the cluster over',
  severity: 'critical',
  category: 'rbac',
  visit: 'workload',
  profile: 'default',
  derived: true,
  frameworks: { cis: ['5.1.1'], nsa: true, mitre: ['T1078.004'] },
  fix: 'evidence',
  description:
    'Reported once for every workload whose account, with the groups that every account has, holds in the whole cluster what is enough to become cluster-admin: everything; `escalate` and writing ClusterRoles; `bind` and writing ClusterRoleBindings; impersonating users and the group system:masters; reading all Secrets; making tokens of all accounts; creating pods, or running commands in them; `nodes/proxy`; mutating webhooks; or approving client certificates. Rights from several bindings are taken together. It is critical when the token is mounted, and high otherwise.',
  why: 'Whoever gets into one of its containers has the cluster.',
  remedy:
    'Give the account only what the audit log shows that it uses, in the namespaces and for the names that it uses it on.',
  examples: { bad: mints + pod('deployer'), good: mints + pod('build') },
  *check({ workload, cluster }) {
    const namespace = effectiveNamespace(workload.resource)
    const account = serviceAccountName(workload)
    const takeover = takeoverBy(cluster, userOfServiceAccount(namespace, account))
    if (!takeover) return
    const { serviceAccountName: named, serviceAccount } = workload.pod.spec
    yield {
      at: workload.pod.specPath(!named && serviceAccount ? 'serviceAccount' : 'serviceAccountName'),
      severity: mountsToken(workload, cluster) ? 'critical' : 'high',
      message: `the pods run as ServiceAccount ${namespace}/${account}, which may ${takeover.may}: ${waysText(cluster, takeover)}`,
      fix: {
        description: `Give ServiceAccount ${namespace}/${account} a role of its own, with what the audit log shows that it uses`,
        needs: 'the calls that it makes to the API server',
      },
    }
  },
})

/** By which bindings, of which rules. */
function waysText(cluster: Cluster, { by }: Takeover): string {
  const texts = by.map(({ binding, allowances }) => {
    const rules = allowances.map(({ index }) => binding.list.rules[index] ?? {})
    return `${binding.kind} ${binding.name} gives it ${rulesText(cluster, rules, binding)}`
  })
  return listText([...new Set(texts)], 3, '; ')
}

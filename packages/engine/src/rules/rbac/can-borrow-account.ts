import { userOfSubject } from '../../access/index.ts'
import { boundClusterRole, boundRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'
import { podMakers } from './pod-makers.ts'
import { powerfulAccounts, takeoverBy, takeoverText } from './takeover.ts'

const makesDeployments = boundRole(`
- apiGroups: [apps]
  resources: [deployments]
  verbs: [create, patch]`)
const powerful = boundClusterRole(`
- apiGroups: ['']
  resources: [secrets]
  verbs: [list]`)
  .replaceAll('name: deployer', 'name: operator')
  .replace('namespace: ci', 'namespace: shop')

/**
 * Pods can be made in a namespace with an account that may become cluster-admin: they may name it as theirs.
 *
 * Restricted: what can-create-pods is about, in the namespace of such an account
 */
export const canBorrowAccount = defineAccessRule({
  id: 'can-borrow-account',
  title: 'A powerful account can be borrowed by pods',
  severity: 'high',
  profile: 'default',
  frameworks: { cis: ['5.1.4'], mitre: ['T1610', 'T1078.004'] },
  needs: podMakers.map((ask) => ({ ask, may: 'create pods' })),
  anywhere: true,
  judge({ namespace, binding, subjects }, cluster) {
    if (!binding || namespace === undefined) return undefined
    const [account, ...others] = powerfulAccounts(cluster).get(namespace) ?? []
    if (!account || subjects.every((subject) => takeoverBy(cluster, userOfSubject(subject, binding)))) return undefined
    const more = others.length === 0 ? '' : ` (${others.length} more such accounts are there)`
    return `a pod there may run as ServiceAccount ${namespace}/${account.name}, which ${takeoverText(account.takeover)}${more}`
  },
  description:
    'Reported for every RoleBinding that lets somebody create pods, or write what makes them, in the namespace of a service account that may become cluster-admin by a ClusterRoleBinding; workload-can-take-over says by which rights. Who holds as much already is left out, such as whoever creates pods in the whole cluster.',
  why: 'A pod runs as any account of its namespace that it names, so that whoever makes pods there is that account.',
  remedy:
    'Move the powerful account, with the workload that uses it, into a namespace of its own that nobody else deploys to.',
  examples: {
    bad: `${makesDeployments}---\n${powerful}`,
    good: `${makesDeployments}---\n${powerful.replace('namespace: shop', 'namespace: operators')}`,
  },
})

import { type Cluster, serviceAccountOf, type Workload } from '../../cluster/index.ts'
import { remove, set } from '../rule.ts'
import type { ResourceChange } from '../../fixes/index.ts'
import { pathIn } from '../../cluster/index.ts'

type Edit = ReturnType<typeof set> & { readonly resource?: ResourceChange['resource'] }

/**
 * What keeps the account's token out of the pods: `false` on the account where it is among the resources and only its own
 * pods' words stand against it, else on the pod.
 */
export function withoutToken(workload: Workload, cluster: Cluster, onAccount: boolean): Edit[] {
  const { pod } = workload
  const onPod = pod.specPath('automountServiceAccountToken')
  const account = onAccount ? serviceAccountOf(workload, cluster) : undefined
  if (!account) return [set(onPod, false)]
  return [
    { ...set(pathIn(account, 'automountServiceAccountToken'), false), resource: account },
    ...(pod.spec.automountServiceAccountToken === true ? [remove(onPod)] : []),
  ]
}

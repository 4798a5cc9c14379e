import {
  type Cluster,
  pathIn,
  perCluster,
  type Resource,
  serviceAccountOf,
  type Workload,
} from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * An account of the cluster is an identity of the cloud too.
 *
 * Listed fields: metadata.annotations of ServiceAccount: eks.amazonaws.com/role-arn, iam.gke.io/gcp-service-account,
 *                azure.workload.identity/client-id
 */
export const canAssumeCloudRole = defineRule({
  id: 'can-assume-cloud-role',
  title: 'Account acts as an identity of the cloud',
  severity: 'info',
  category: 'rbac',
  visit: 'resource',
  kinds: ['ServiceAccount'],
  profile: 'all',
  frameworks: { mitre: ['T1078.004'] },
  fix: 'none',
  description:
    'Lists every ServiceAccount whose annotation makes it an IAM role of AWS, a service account of Google Cloud or a managed identity of Azure, with the workloads that run as it; on Azure those with the label `azure.workload.identity/use: "true"`, for no others get a token. It is medium for the account `default`, which every workload of its namespace that names no other runs as. What the identity may do stands in the cloud; ties that are made there alone, such as the pod identity associations of EKS, cannot be seen.',
  why: 'Whoever takes over one of these workloads, or may make a pod in the namespace, acts in the cloud as that identity.',
  remedy:
    'Give the identity to the account of the one workload that needs it, and see in the cloud that it may do no more than that.',
  examples: {
    bad: `apiVersion: v1
kind: ServiceAccount
metadata:
  name: backup
  namespace: shop
  annotations:
    eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/backup
`,
    good: `apiVersion: v1
kind: ServiceAccount
metadata:
  name: backup
  namespace: shop
`,
  },
  *check({ resource, cluster }) {
    if (resource.group !== '') return
    for (const [annotation, { identity, reaches }] of identities) {
      const value = resource.metadata.annotations?.[annotation]
      if (!value) continue
      const users = (usersOf(cluster).get(resource) ?? []).filter(reaches)
      yield {
        at: pathIn(resource, 'metadata', 'annotations', annotation),
        severity: resource.name === 'default' ? 'medium' : 'info',
        message: `acts as the ${identity} ${value}, ${usersWords(users)}`,
      }
    }
  },
})

interface CloudIdentity {
  readonly identity: string
  /** Whether pods of a workload get it. */
  readonly reaches: (workload: Workload) => boolean
}

const everybody = () => true

const identities: ReadonlyMap<string, CloudIdentity> = new Map<string, CloudIdentity>([
  ['eks.amazonaws.com/role-arn', { identity: 'IAM role', reaches: everybody }],
  ['iam.gke.io/gcp-service-account', { identity: 'Google service account', reaches: everybody }],
  [
    'azure.workload.identity/client-id',
    {
      identity: 'Azure identity',
      reaches: ({ pod }) => pod.metadata.labels?.['azure.workload.identity/use'] === 'true',
    },
  ],
])

/** Workloads by the account that they run as; those that a controller made are told of by it. */
const usersOf = perCluster(
  (cluster: Cluster): ReadonlyMap<Resource | undefined, Workload[]> =>
    Map.groupBy(
      cluster.workloads.filter(({ owner }) => owner === undefined),
      (workload) => serviceAccountOf(workload, cluster),
    ),
)

const shown = 5

function usersWords(workloads: readonly Workload[]): string {
  const names = workloads.map(({ resource }) => `${resource.kind} ${resource.name}`)
  if (names.length === 0) return 'as which no workload in what was read runs'
  const more = names.length > shown ? ` and ${names.length - shown} more` : ''
  return `as do the pods of ${names.slice(0, shown).join(', ')}${more}`
}

import { clusterAdmin } from '../graph/index.ts'
import { isEks, type World } from '../world/index.ts'
import { can, defineTechnique, holds, namesFor, type Target } from '../vocabulary/index.ts'

const map = { namespace: 'kube-system', name: 'aws-auth' }

/** On EKS a ConfigMap says which roles of the cloud are which groups. */
export const awsAuth = defineTechnique({
  id: 'AWS-AUTH',
  title: 'aws-auth ConfigMap',
  class: 'cloud',
  description:
    'EKS maps roles and users of IAM to groups by the ConfigMap aws-auth in kube-system. Whoever changes it maps a role of its own to system:masters, which no access rule holds back. A cluster counts as EKS where its nodes, an account or a rule shows it.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html'],
  each: (): Target[] => [map],
  requires: [
    [holds('the cluster is EKS', (_: Target, world) => isOfAmazon(world)), can('update|patch', 'configmaps', map)],
  ],
  gives: () => clusterAdmin,
  tells: () => 'Map a role of the cloud to system:masters in ConfigMap kube-system/aws-auth',
})

function isOfAmazon(world: World): boolean {
  return (
    isEks(world.cluster) ||
    ['update', 'patch'].some((verb) => namesFor(world, verb, 'configmaps', map.namespace).includes(map.name))
  )
}

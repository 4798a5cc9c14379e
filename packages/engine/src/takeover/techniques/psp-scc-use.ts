import { isObject, type Resource, valueIn } from '../../cluster/index.ts'
import { before, can, defineTechnique, holds, type Target, whereGranted } from '../vocabulary/index.ts'
import { effect, scopeText } from '../graph/index.ts'
import { isOpenShift, type World } from '../world/index.ts'

const policies = 'podsecuritypolicies.policy'
const constraints = 'securitycontextconstraints.security.openshift.io'

/** A policy for pods in a namespace; without a name, any. */
interface Used extends Target {
  readonly isOnOpenShift: boolean
}

/** A policy that lets everything through, for whoever may use it. */
export const pspSccUse = defineTechnique({
  id: 'PSP-SCC-USE',
  title: 'use on a security policy',
  class: 'rbac',
  description:
    'PodSecurityPolicies, which Kubernetes had until v1.24, and SecurityContextConstraints of OpenShift let through what the most generous of them lets through that the creator of a pod, or its account, may use. They are asked about in the namespace of the pod, so that a RoleBinding is enough.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-policy/',
    'https://docs.openshift.com/container-platform/latest/authentication/managing-security-context-constraints.html',
  ],
  each: used,
  requires: [
    [
      before(25),
      holds('a policy that lets privileged pods through', (subject: Used, world) =>
        isGenerous(subject, world, policies),
      ),
      can('use', policies),
    ],
    [
      holds('the cluster is OpenShift', ({ isOnOpenShift }: Used) => isOnOpenShift),
      holds('constraints that let privileged pods through', (subject: Used, world) =>
        isGenerous(subject, world, constraints),
      ),
      can('use', constraints),
    ],
  ],
  gives: ({ namespace }) => effect(`privileged pods ${scopeText(namespace)}`),
  tells: ({ namespace, name: policy }) =>
    `Make privileged pods ${scopeText(namespace)} by ${policy === undefined ? 'any security policy' : `security policy ${policy}`}`,
})

/** A rule that names the group says as much as an object of it; one with a star does not. */
function showsOpenShift({ cluster, access }: World): boolean {
  return (
    isOpenShift(cluster) ||
    access.roleObjects.some(({ rules }) => rules?.some(({ apiGroups }) => apiGroups?.includes('security.openshift.io')))
  )
}

/** Constraints that OpenShift brings along, and that let nothing through which owns a node. */
const harmless: ReadonlySet<string> = new Set([
  'restricted',
  'restricted-v2',
  'restricted-v3',
  'nonroot',
  'nonroot-v2',
  'anyuid',
  'hostnetwork',
  'hostnetwork-v2',
  'nested-container',
])

function isGenerous({ name: policy }: Used, { cluster }: World, resource: string): boolean {
  if (policy === undefined) return true
  const kind = resource === policies ? 'PodSecurityPolicy' : 'SecurityContextConstraints'
  const declared = cluster.ofKind(kind).find(({ name }) => name === policy)
  if (declared) return letsThrough(declared)
  return resource === policies || !harmless.has(policy)
}

function letsThrough(policy: Resource): boolean {
  const at = (...path: readonly string[]) => valueIn(policy, ...path)
  const volumes = at('spec', 'volumes')
  const takesHostPaths =
    Array.isArray(volumes) && (volumes as unknown[]).some((volume) => volume === '*' || volume === 'hostPath')
  const paths = at('spec', 'allowedHostPaths')
  const areNarrow =
    Array.isArray(paths) &&
    paths.length > 0 &&
    (paths as unknown[]).every((path) => isObject(path) && path['readOnly'] === true)
  return (
    at('allowPrivilegedContainer') === true ||
    at('allowHostDirVolumePlugin') === true ||
    at('allowHostPID') === true ||
    at('spec', 'privileged') === true ||
    at('spec', 'hostPID') === true ||
    (takesHostPaths && !areNarrow)
  )
}

const granted = whereGranted('use', `${policies}|${constraints}`)

function* used(world: World): Iterable<Used> {
  const isOnOpenShift = showsOpenShift(world)
  if (world.options.minor >= 25 && !isOnOpenShift) return
  for (const target of granted(world)) yield { ...target, isOnOpenShift }
}

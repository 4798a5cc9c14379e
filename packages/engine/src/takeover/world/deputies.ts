import { holdsDefaults } from '../grants/index.ts'
import type { Load } from './spots.ts'
import type { World } from './world.ts'

/** A controller that does what custom resources say, with its own rights or others'. */
export interface Deputy {
  /** As people call it. */
  readonly name: string
  /** Its kinds that say what is to be done. */
  readonly resources: string
  /** Whether these belong to no namespace. */
  readonly ofCluster?: boolean
  /** What it lends: its account's rights, those of any account of the namespace, or something that leads no further. */
  readonly lends: 'its account' | 'any account' | { readonly effect: string }
  /** The names of its service account. */
  readonly account?: RegExp
  /** Whether it takes orders in its own namespace alone. */
  readonly inOwnNamespace?: boolean
  /** A flag of its that makes it act as an account of the namespace of the order. */
  readonly tenantFlag?: string
}

/** Sources: the documentation of each controller, and its manifests for the names. */
export const deputies: readonly Deputy[] = [
  {
    name: "Flux's kustomize-controller",
    resources: 'kustomizations.kustomize.toolkit.fluxcd.io',
    lends: 'its account',
    account: /^kustomize-controller$/,
    tenantFlag: '--default-service-account',
  },
  {
    name: "Flux's helm-controller",
    resources: 'helmreleases.helm.toolkit.fluxcd.io',
    lends: 'its account',
    account: /^helm-controller$/,
    tenantFlag: '--default-service-account',
  },
  {
    name: 'Argo CD',
    resources: 'applications.argoproj.io|applicationsets.argoproj.io',
    lends: 'its account',
    account: /^argo-?cd.*application-controller$/,
    inOwnNamespace: true,
  },
  {
    name: 'Argo Workflows',
    resources: 'workflows.argoproj.io|cronworkflows.argoproj.io',
    lends: 'any account',
  },
  { name: 'Tekton', resources: 'taskruns.tekton.dev|pipelineruns.tekton.dev', lends: 'any account' },
  {
    name: 'KubeVirt',
    resources: 'virtualmachines.kubevirt.io|virtualmachineinstances.kubevirt.io',
    lends: 'any account',
  },
  {
    name: 'Velero',
    resources: 'restores.velero.io',
    lends: 'its account',
    account: /^velero(-server)?$/,
    inOwnNamespace: true,
  },
  {
    name: 'Kyverno',
    resources: 'clusterpolicies.kyverno.io',
    ofCluster: true,
    lends: 'its account',
    account: /^kyverno(-background-controller)?$/,
  },
  {
    name: "Crossplane's provider for Kubernetes",
    resources: 'objects.kubernetes.crossplane.io',
    ofCluster: true,
    lends: 'its account',
    account: /^(?:crossplane-)?provider-kubernetes/,
  },
  {
    name: 'cert-manager',
    resources: 'certificates.cert-manager.io|issuers.cert-manager.io',
    lends: { effect: 'certificates of its issuers, and the Secrets that they are written to' },
  },
  {
    name: 'External Secrets',
    resources: 'externalsecrets.external-secrets.io|secretstores.external-secrets.io',
    lends: { effect: 'what its stores hold' },
  },
  {
    name: 'Karpenter',
    resources: 'ec2nodeclasses.karpenter.k8s.aws',
    ofCluster: true,
    lends: { effect: 'root on new nodes, by what they run when they start' },
  },
]

/** A service account of a controller. */
export interface DeputyAccount {
  readonly namespace: string
  readonly name: string
}

/** The service accounts of a controller that are known. */
export function accountsOfDeputy({ account }: Deputy, { namespaces, accountsIn }: World): DeputyAccount[] {
  if (account === undefined) return []
  return namespaces.flatMap((namespace) =>
    accountsIn(namespace)
      .filter((name) => account.test(name))
      .map((name) => ({ namespace, name })),
  )
}

/** Whether a controller is told to act as an account of whoever gives the order. */
export function actsAsTenant({ tenantFlag }: Deputy, { namespace, name }: DeputyAccount, { loadsIn }: World): boolean {
  if (tenantFlag === undefined) return false
  return loadsIn(namespace).some(
    (load) => load.account === name && flagsOf(load).some((flag) => flag.startsWith(tenantFlag)),
  )
}

function flagsOf({ spots }: Load): string[] {
  return spots.flatMap(({ container: { spec } }) => [...(spec.command ?? []), ...(spec.args ?? [])])
}

/** Whether a controller may be there: an input that is not a whole cluster does not say; a whole one shows its kinds. */
export function mayBeThere({ resources }: Deputy, { access, cluster }: World): boolean {
  if (!holdsDefaults(access)) return true
  const names = new Set(resources.split('|'))
  const groups = new Set([...names].map((name) => name.slice(name.indexOf('.') + 1)))
  return (
    cluster.ofKind('CustomResourceDefinition').some(({ name }) => names.has(name)) ||
    cluster.resources.some(({ group }) => groups.has(group))
  )
}

import {
  accessWithDefaults,
  type Ask,
  type HeldByBinding,
  holdersOf,
  type User,
  userOfServiceAccount,
} from '../../access/index.ts'
import { type Cluster, perCluster } from '../../cluster/index.ts'
import { podMakers, runInPods } from './pod-makers.ts'

/** A way from some rights to all of them, in the whole cluster. */
interface Way {
  /** All of them are needed. */
  readonly asks: readonly Ask[]
  /** What somebody with these rights may do, as words behind `may`. */
  readonly may: string
}

const rbac = 'rbac.authorization.k8s.io'
const write = ['create', 'update', 'patch']
const csr = { group: 'certificates.k8s.io', clusterOnly: true }

/** The ways that are known, each by itself enough. */
export const ways: readonly Way[] = [
  way('do everything', { verbs: ['*'], group: '*', resources: ['*'] }),
  // A new ClusterRole alone waits for somebody to bind it.
  way(
    'write any right into ClusterRoles',
    { verbs: ['escalate'], group: rbac, resources: ['clusterroles'] },
    { verbs: ['update', 'patch'], group: rbac, resources: ['clusterroles'] },
  ),
  way(
    'bind cluster-admin to anybody',
    { verbs: ['bind'], group: rbac, resources: ['clusterroles'], names: ['cluster-admin'] },
    { verbs: write, group: rbac, resources: ['clusterrolebindings'] },
  ),
  way(
    'act as a member of system:masters',
    { verbs: ['impersonate'], group: '', resources: ['users'] },
    { verbs: ['impersonate'], group: '', resources: ['groups'], names: ['system:masters'] },
  ),
  way('read every Secret', { verbs: ['get', 'list', 'watch'], group: '', resources: ['secrets'] }),
  way('make tokens of every service account', { verbs: ['create'], group: '', resources: ['serviceaccounts/token'] }),
  ...podMakers.map((ask) => way('create pods in every namespace', ask)),
  way('run commands in every pod', runInPods),
  way('run commands in every pod through the kubelets', {
    verbs: ['get', 'create'],
    group: '',
    resources: ['nodes/proxy'],
  }),
  way('alter every object on admission', {
    verbs: write,
    group: 'admissionregistration.k8s.io',
    resources: ['mutatingwebhookconfigurations'],
  }),
  way(
    'make client certificates for anybody',
    {
      ...csr,
      verbs: ['approve'],
      resources: ['signers'],
      names: ['kubernetes.io/kube-apiserver-client', 'kubernetes.io/*'],
    },
    { ...csr, verbs: ['update', 'patch'], resources: ['certificatesigningrequests/approval'] },
    { ...csr, verbs: ['create'], resources: ['certificatesigningrequests'] },
  ),
]

/** Being held to some objects is too little, but for those that an ask names. */
function way(may: string, ...asks: readonly Ask[]): Way {
  return { may, asks: asks.map((ask) => ({ ...ask, clusterOnly: true, everyName: ask.names === undefined })) }
}

/** How somebody may become cluster-admin without anybody else. */
export interface Takeover {
  readonly may: string
  /** What gives it, for each thing that is needed. */
  readonly by: readonly HeldByBinding[]
}

const known = perCluster(() => new Map<string, Takeover | undefined>())

/** How a user may become cluster-admin by what it has in the whole cluster; undefined when it may not. */
export function takeoverBy(cluster: Cluster, user: Required<User>): Takeover | undefined {
  const key = [user.name, ...user.groups].join('\0')
  const judged = known(cluster)
  if (!judged.has(key)) judged.set(key, find(cluster, user))
  return judged.get(key)
}

function find(cluster: Cluster, user: User): Takeover | undefined {
  if (accessWithDefaults(cluster).rbac.cluster.listsFor(user).length === 0) return undefined
  const holders = holdersOf(cluster)
  for (const { may, asks } of ways) {
    const by = asks.map((ask) => holders.first(user, undefined, ask))
    if (by.every((held) => held !== undefined)) return { may, by }
  }
  return undefined
}

/** A service account that may become cluster-admin. */
export interface PowerfulAccount {
  readonly namespace: string
  readonly name: string
  readonly takeover: Takeover
}

/** The service accounts, by namespace, that a ClusterRoleBinding names and that may become cluster-admin. */
export const powerfulAccounts = perCluster((cluster): ReadonlyMap<string, readonly PowerfulAccount[]> => {
  const accounts = new Map<string, PowerfulAccount>()
  for (const { subjects } of accessWithDefaults(cluster).rbac.cluster.bindings) {
    for (const { kind, name = '', namespace = '' } of subjects) {
      const key = `${namespace}/${name}`
      if (kind !== 'ServiceAccount' || namespace === '' || accounts.has(key)) continue
      const takeover = takeoverBy(cluster, userOfServiceAccount(namespace, name))
      if (takeover) accounts.set(key, { namespace, name, takeover })
    }
  }
  return Map.groupBy(accounts.values(), ({ namespace }) => namespace)
})

/** What a powerful account may do, and by which binding. */
export function takeoverText({ may, by }: Takeover): string {
  const bindings = [...new Set(by.map(({ binding }) => `${binding.kind} ${binding.name}`))]
  return `may ${may}, by ${bindings.join(' and ')}`
}

import type { Fix } from '../../../fixes/index.ts'
import type { Path } from '../../../yaml/index.ts'
import type { Policy } from '../../policy/policy.ts'
import type { DnsContext, Load } from '../context.ts'
import { type Denial, type Denied, denials, sendsAnything } from '../egress-denials.ts'
import { advice, type DnsCause, type Reported } from '../finding.ts'
import { hostsOf } from '../names.ts'
import { enumerate, placeOf } from '../place.ts'
import { headlessTruncation } from './truncation.ts'

function cause(
  kind: Denial['kind'],
  about: Omit<DnsCause, 'find'>,
  report: (denied: Denied, context: DnsContext) => Reported | undefined,
): DnsCause {
  return {
    ...about,
    *find(context) {
      for (const denied of denials(context)) {
        const reported = denied.denial.kind === kind ? report(denied, context) : undefined
        if (reported) yield reported
      }
    },
  }
}

/** Cause D9: answers that do not fit come again over TCP, which a policy refuses. */
export const tcpDenied: DnsCause = cause(
  'tcp',
  {
    number: 'D9',
    id: 'dns-tcp-denied',
    title: 'DNS is allowed over UDP and not over TCP',
    why: 'An answer that does not fit into a datagram is cut short and asked for again over TCP; where that is refused the name does not resolve, though others do.',
  },
  ({ denial, loads }, context) => {
    if (denial.kind !== 'tcp') return undefined
    const { rule, target, port } = denial
    const path = [...rule.rule.path, 'ports']
    const [long] = headlessTruncation.find(context)
    const needed = long ? `; the answer for Service ${long.resource.name} needs it` : ''
    return reportAt(rule.owner, path, loads, {
      severity: long ? 'high' : 'medium',
      message: `${rule.owner.title} lets ${who(loads)} ask ${target} over UDP, and nothing lets ${them(loads)} over TCP${needed}`,
      fix: appendTo(rule.owner, path, { protocol: 'TCP', port }, `allow TCP ${port} where UDP ${port} is allowed`),
    })
  },
)

/** Cause D14: pods ask NodeLocal DNSCache, whose address no selector matches. */
export const cacheDenied: DnsCause = cause(
  'cache',
  {
    number: 'D14',
    id: 'dns-node-local-denied',
    title: 'Policies keep pods from NodeLocal DNSCache',
    why: 'The cache answers in place of the DNS pods, from the network of its node as a rule, where no selector of pods means it: every lookup is refused.',
  },
  ({ denial, loads }) => {
    if (denial.kind !== 'cache') return undefined
    const { policy, address, pod } = denial
    const cidr = `${address}/${address.includes(':') ? 128 : 32}`
    const peer = pod
      ? { namespaceSelector: named(pod.namespace), podSelector: { matchLabels: selectorOf(pod.labels) } }
      : { ipBlock: { cidr } }
    const path = policy.egress?.path ?? ['spec', 'egress']
    return reportAt(policy, path, loads, {
      severity: 'high',
      message: `${refusal(policy, loads)} UDP 53 to ${address}, where NodeLocal DNSCache answers`,
      fix: appendTo(
        policy,
        path,
        { to: [peer], ports: dnsPorts(53) },
        `allow UDP and TCP 53 to ${pod ? 'the pods of the cache' : `the ipBlock ${cidr}`}`,
      ),
    })
  },
)

/** Cause D15: the rule for DNS selects by labels that the Service has and its pods do not. */
export const wrongDnsLabels: DnsCause = cause(
  'labels',
  {
    number: 'D15',
    id: 'dns-selector-wrong',
    title: 'The rule for DNS selects none of its pods',
    why: 'Policies look at the labels of pods. Those of the Service in front of them say nothing: every lookup is refused.',
  },
  ({ denial, loads }, { dns: { setup } }) => {
    if (denial.kind !== 'labels') return undefined
    const { rule, isService } = denial
    const path = [...rule.rule.path, 'to']
    const right = Object.entries(setup.pods[0]?.labels ?? {})
      .filter(([key]) => !/pod-template-hash|controller-revision-hash/.test(key))
      .map(([key, value]) => `${key}=${value}`)
    return reportAt(rule.owner, path, loads, {
      severity: 'high',
      message: `${rule.owner.title} allows DNS for ${who(loads)} by ${isService ? 'labels of the DNS Service that its pods do not have' : 'labels that no DNS pod has'}`,
      fix: advice(`select the pods by their own labels: ${right.join(', ')}`),
    })
  },
)

/** Cause D18: policies see the port that DNS pods listen on, on OpenShift 5353. */
export const dnsPortWrong: DnsCause = cause(
  'port',
  {
    number: 'D18',
    id: 'dns-port-wrong',
    title: 'The rule for DNS allows the port of the Service, not that of its pods',
    why: 'Policies are asked after translation: the Service takes 53 and its pods listen elsewhere (5353 on OpenShift), so that every lookup is refused.',
  },
  ({ denial, loads }) => {
    if (denial.kind !== 'port') return undefined
    const { rule, port } = denial
    const path = [...rule.rule.path, 'ports']
    const fix = appendTo(rule.owner, path, { protocol: 'UDP', port }, `allow UDP and TCP ${port} as well`)
    return reportAt(rule.owner, path, loads, {
      severity: 'high',
      message: `${rule.owner.title} allows ${who(loads)} port 53, and the DNS pods listen on ${port}`,
      fix: {
        ...fix,
        changes: fix.changes.flatMap((change) => [change, { ...change, value: { protocol: 'TCP', port } }]),
      },
    })
  },
)

/** DNS forgotten: a policy isolates pods for what they send, and nothing lets them ask. */
export const dnsDenied: DnsCause = cause(
  'all',
  {
    number: undefined,
    id: 'dns-egress-denied',
    title: 'Policies keep pods from DNS',
    why: 'Without DNS no name resolves, so that rules for what the pods may reach help only where addresses are used.',
  },
  ({ denial, loads }, context) => {
    if (denial.kind !== 'all') return undefined
    const { setup } = context.dns
    const { policy } = denial
    // What may send nothing at all, and is told no names, may be meant so: a database as a rule.
    const needing = loads.filter(
      (load) => sendsAnything(context, load) || hostsOf(load.workload, context.cluster).length > 0,
    )
    const path = policy.egress?.path ?? ['spec', 'egress']
    const [pod] = setup.pods
    const to = {
      namespaceSelector: named(pod?.namespace ?? 'kube-system'),
      podSelector: { matchLabels: selectorOf(pod?.labels ?? {}) },
    }
    return reportAt(policy, path, loads, {
      severity: needing.length > 0 ? 'high' : 'low',
      message: `${refusal(policy, needing.length > 0 ? needing : loads)} UDP ${setup.ports.UDP} to the DNS pods${needing.length > 0 ? '' : '; nothing else is allowed either'}`,
      fix: appendTo(policy, path, { to: [to], ports: dnsPorts(setup.ports.UDP) }, 'allow UDP and TCP to the DNS pods'),
    })
  },
)

function selectorOf(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const usual = Object.entries(labels).filter(([key]) => /^(k8s-app|dns\.operator)/.test(key))
  return Object.fromEntries(usual.length > 0 ? usual : Object.entries(labels).slice(0, 1))
}

function named(namespace: string): object {
  return { matchLabels: { 'kubernetes.io/metadata.name': namespace } }
}

function dnsPorts(port: number): object[] {
  return [
    { protocol: 'UDP', port },
    { protocol: 'TCP', port },
  ]
}

function appendTo(policy: Policy, path: Path, value: object, description: string): Fix {
  const { resource } = policy.source
  const isOurs = policy.kind === 'NetworkPolicy' && resource !== undefined
  return {
    class: 'safe',
    description,
    changes: isOurs ? [{ resource, op: 'append', path: [...resource.base, ...path], value }] : [],
    needs: undefined,
  }
}

function reportAt(
  policy: Policy,
  path: Path,
  loads: readonly Load[],
  rest: Pick<Reported, 'severity' | 'message' | 'fix'>,
): Reported | undefined {
  const { resource } = policy.source
  if (resource === undefined) return undefined
  return {
    resource,
    path: [...resource.base, ...path],
    evidence: loads.map((load) => `${load.title} (${placeOf(load.resource, load.resource.base)})`),
    ...rest,
  }
}

function refusal(policy: Policy, loads: readonly Load[]): string {
  return policy.egress?.isolates === true
    ? `${policy.title} isolates ${who(loads)}, and no rule allows`
    : `${policy.title} refuses ${who(loads)}`
}

function who(loads: readonly Load[]): string {
  return enumerate(
    loads.map(({ title }) => title),
    2,
  )
}

function them(loads: readonly Load[]): string {
  return loads.length === 1 ? 'it' : 'them'
}

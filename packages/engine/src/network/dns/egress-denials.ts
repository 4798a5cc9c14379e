import { selectorMatches } from '../../cluster/index.ts'
import { hasBit } from '../bits.ts'
import { type CompiledRule, meansPeer, portsAt } from '../compile.ts'
import type { Policy, Protocol } from '../policy/policy.ts'
import type { Verdict } from '../verdict.ts'
import type { Endpoint } from '../world/endpoints.ts'
import { parseIp } from '../world/ip.ts'
import type { DnsContext, Load } from './context.ts'
import { answersAt } from './node-local.ts'

/** What is wrong between a workload and its DNS, with the rule or policy to mend. */
export type Denial =
  | { readonly kind: 'tcp'; readonly rule: CompiledRule; readonly target: string; readonly port: number }
  | {
      readonly kind: 'cache'
      readonly policy: Policy
      readonly address: string
      /** The cache's own pod, where it is not on the network of its node (Cilium's local redirect policies). */
      readonly pod: Endpoint | undefined
    }
  | { readonly kind: 'labels'; readonly rule: CompiledRule; readonly isService: boolean }
  | { readonly kind: 'port'; readonly rule: CompiledRule; readonly port: number }
  | { readonly kind: 'all'; readonly policy: Policy }

export interface Denied {
  readonly denial: Denial
  readonly loads: readonly Load[]
}

const known = new WeakMap<DnsContext, readonly Denied[]>()

/** What policies keep workloads from their DNS, by the rule or policy to mend. Decided by the network's verdicts. */
export function denials(context: DnsContext): readonly Denied[] {
  let found = known.get(context)
  if (found === undefined) {
    const all = new Map<string, { denial: Denial; loads: Load[] }>()
    for (const load of context.loads) {
      const denial = denialOf(context, load)
      if (denial === undefined) continue
      const owner =
        'rule' in denial ? `${denial.rule.owner.title} ${denial.rule.rule.path.join('.')}` : denial.policy.title
      const key = `${denial.kind} ${owner}`
      const same = all.get(key)
      if (same) same.loads.push(load)
      else all.set(key, { denial, loads: [load] })
    }
    known.set(context, (found = [...all.values()]))
  }
  return found
}

function denialOf(context: DnsContext, { endpoint, resolver }: Load): Denial | undefined {
  const { setup } = context.dns
  if (endpoint === undefined || endpoint.hostNetwork || resolver.from !== 'cluster') return undefined
  const { network } = context
  const from = { pod: endpoint.id }
  const policies = policiesAt(context, endpoint)
  if (policies.length === 0) return undefined
  const { nodeLocal } = setup
  const nameserver = resolver.nameservers.find((each) => parseIp(each) !== undefined) ?? nodeLocal?.addresses[0]
  const cache =
    nodeLocal && nameserver !== undefined && answersAt(nodeLocal, nameserver, resolver.from) ? nameserver : undefined
  const [pod] = setup.pods
  if (cache !== undefined) {
    const own = nodeLocal?.endpoint?.hostNetwork === false ? nodeLocal.endpoint : undefined
    const to = own ? { pod: own.id } : { ip: cache }
    const ask = (protocol: Protocol) => network.verdict(from, to, { port: 53, protocol })
    const udp = ask('UDP')
    if (udp.egress === 'deny') {
      const policy = culprit(policies, udp)
      return policy && { kind: 'cache', policy, address: cache, pod: own }
    }
    return tcpDenial(context, udp, ask('TCP'), cache, 53)
  }
  if (pod === undefined) return undefined
  const ask = (protocol: Protocol, port: number) => network.verdict(from, { pod: pod.id }, { port, protocol })
  const udp = ask('UDP', setup.ports.UDP)
  if (udp.egress !== 'deny')
    return tcpDenial(context, udp, ask('TCP', setup.ports.TCP), 'the DNS pods', setup.ports.TCP)
  if (setup.ports.UDP !== 53) {
    const usual = ask('UDP', 53)
    const [rule] = allowing(context, usual)
    if (usual.egress === 'allow' && rule) return { kind: 'port', rule, port: setup.ports.UDP }
  }
  const labels = wrongLabels(context, udp)
  if (labels) return labels
  const isSure = context.network.model.hasNamespace(pod.namespace) && !setup.assumed
  if (!isSure && mayMeanDns(context, udp)) return undefined
  const policy = culprit(policies, udp)
  return policy && { kind: 'all', policy }
}

/** Whether some rule lets a workload send anything. */
export function sendsAnything({ network: { model } }: DnsContext, { endpoint }: Load): boolean {
  const own = endpoint && model.classes.of(endpoint)
  if (own === undefined) return false
  return model.selecting('egress', own).some(({ rules }) => rules.some(({ rule }) => rule.action === 'allow'))
}

/** The policy that refuses a connection: the verdict's reasons name it. */
export function culprit(policies: readonly Policy[], { reasons }: Verdict): Policy | undefined {
  const ours = policies.filter(({ source }) => source.resource !== undefined)
  return ours.find(({ title }) => reasons.some((reason) => /refuse|isolate/.test(reason) && names(reason, title)))
}

/** Whether a sentence names a policy, not only one whose name begins the same. */
function names(reason: string, title: string): boolean {
  const at = reason.indexOf(title)
  return at !== -1 && !/[\w./-]/.test(reason.charAt(at + title.length))
}

function policiesAt({ network: { model } }: DnsContext, endpoint: NonNullable<Load['endpoint']>): Policy[] {
  const own = model.classes.of(endpoint)
  return own ? model.selecting('egress', own).map(({ owner }) => owner) : []
}

function tcpDenial(context: DnsContext, udp: Verdict, tcp: Verdict, target: string, port: number): Denial | undefined {
  if (udp.egress !== 'allow' || tcp.egress !== 'deny') return undefined
  const rule = allowing(context, udp).find(({ owner }) => owner.source.resource)
  return rule && { kind: 'tcp', rule, target, port }
}

/** The rules that let a workload send. */
function allowing({ network: { model } }: DnsContext, { connection }: Verdict): CompiledRule[] {
  const { fromClass, toClass, group } = connection
  return model
    .selecting('egress', fromClass)
    .flatMap(({ rules }) => rules)
    .filter(
      (compiled) =>
        compiled.rule.action === 'allow' &&
        meansPeer(compiled, toClass, false) &&
        hasBit(portsAt(compiled.ports, toClass, model.portIndex), group),
    )
}

/** Rules for this port and for other pods. */
function forOthers({ network: { model } }: DnsContext, { connection }: Verdict): CompiledRule[] {
  const { fromClass, toClass, group } = connection
  return model
    .selecting('egress', fromClass)
    .flatMap(({ rules }) => rules)
    .filter(
      ({ rule, ports }) =>
        rule.action === 'allow' && rule.peers !== undefined && hasBit(portsAt(ports, toClass, model.portIndex), group),
    )
}

/** A rule for DNS by a selector that the DNS pods do not match: by labels of their Service, or by others. */
function wrongLabels(context: DnsContext, udp: Verdict): Denial | undefined {
  const { setup } = context.dns
  const { model } = context.network
  const [pod] = setup.pods
  if (pod === undefined) return undefined
  for (const rule of forOthers(context, udp)) {
    if (rule.rule.ports === undefined || !rule.owner.source.resource) continue
    for (const peer of rule.rule.peers ?? []) {
      if (peer.kind !== 'pods') continue
      const matches = (labels: string, own: Readonly<Record<string, string>>) =>
        peer.terms.filter((term) => term.labels === labels).every(({ selector }) => selectorMatches(selector, own))
      if (!peer.terms.some(({ labels }) => labels === 'pod')) continue
      if (!matches('namespace', model.namespaceLabels(pod.namespace)) || matches('pod', pod.labels)) continue
      const isService = matches('pod', setup.serviceLabels)
      if (isService || !setup.assumed) return { kind: 'labels', rule, isService }
    }
  }
  return undefined
}

/** Whether a rule may be meant for DNS pods whose namespace's labels are not known. */
function mayMeanDns(context: DnsContext, udp: Verdict): boolean {
  return forOthers(context, udp).some(({ rule, owner }) =>
    (rule.peers ?? []).some((peer) =>
      peer.kind === 'pods'
        ? peer.terms.some(
            ({ labels, selector }) =>
              labels !== 'pod' && selector.matchLabels?.['kubernetes.io/metadata.name'] !== owner.namespace,
          )
        : peer.kind === 'block',
    ),
  )
}

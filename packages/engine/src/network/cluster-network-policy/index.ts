import type { Path } from '../../yaml/index.ts'
import type {
  Action,
  Direction,
  FamilyContext,
  FlowDirection,
  Peer,
  Policy,
  PolicyFamily,
  Rule,
} from '../policy/policy.ts'
import { fields, list, type Source, text } from '../world/source.ts'
import { checkLimits } from './limits.ts'
import { peersOf, subjectOf } from './peers.ts'
import { portsOf } from './ports.ts'

/**
 * ClusterNetworkPolicy v1alpha2, and what it grew from: AdminNetworkPolicy and BaselineAdminNetworkPolicy v1alpha1. In a
 * tier the policies are walked by priority and their rules in order; the first that matches decides, and Pass leaves the
 * tier. Source: kubernetes-sigs/network-policy-api, apis/v1alpha1 and apis/v1alpha2.
 */
export const clusterNetworkPolicies: PolicyFamily = {
  reads: ({ kind, apiVersion }) =>
    /^policy\.networking\.(?:k8s|x-k8s)\.io\//.test(apiVersion) &&
    ['ClusterNetworkPolicy', 'AdminNetworkPolicy', 'BaselineAdminNetworkPolicy'].includes(kind),
  policiesOf: (source, context) => policyOf(source, context),
}

type Report = (path: Path, message: string) => void

const actions: Readonly<Record<string, Action>> = { Accept: 'allow', Allow: 'allow', Deny: 'deny', Pass: 'pass' }

function policyOf(source: Source, context: FamilyContext): Policy[] {
  const { kind, name, object } = source
  const title = `${kind} ${name}`
  const spec = fields(object['spec'])
  const problem: Report = (path, message) => context.problem({ source, title, path, message })
  const isBaseline =
    kind === 'BaselineAdminNetworkPolicy' || (kind === 'ClusterNetworkPolicy' && spec['tier'] === 'Baseline')
  if (kind === 'ClusterNetworkPolicy' && spec['tier'] !== 'Admin' && spec['tier'] !== 'Baseline') {
    problem(
      ['spec', 'tier'],
      `${JSON.stringify(spec['tier'])} is no tier: Admin or Baseline; the API server refuses it`,
    )
    return []
  }
  if (kind === 'BaselineAdminNetworkPolicy' && name !== 'default')
    problem(['metadata', 'name'], 'the API server takes only one that is called default')
  const { priority } = spec
  const isSingleton = kind === 'BaselineAdminNetworkPolicy'
  if (
    !isSingleton &&
    !(typeof priority === 'number' && Number.isInteger(priority) && priority >= 0 && priority <= 1000)
  ) {
    problem(
      ['spec', 'priority'],
      `${JSON.stringify(priority)} is no priority from 0 to 1000; the API server refuses it`,
    )
    return []
  }
  const subject = subjectOf(fields(spec['subject']))
  if (subject === undefined) {
    problem(['spec', 'subject'], 'a subject is either namespaces or pods; the API server refuses any other')
    return []
  }
  checkLimits(kind, spec, problem)
  return [
    {
      title,
      kind,
      namespace: undefined,
      name,
      source,
      tier: isBaseline ? 'baseline' : 'admin',
      priority: typeof priority === 'number' ? priority : 0,
      subject: { pods: subject },
      ingress: directionOf(spec, 'ingress', problem),
      egress: directionOf(spec, 'egress', problem),
      definesIcmp: true,
    },
  ]
}

/** A policy without rules in a direction says nothing of it. */
function directionOf(
  spec: Readonly<Record<string, unknown>>,
  direction: FlowDirection,
  problem: Report,
): Direction | undefined {
  const path = ['spec', direction]
  const written = list(spec[direction])
  if (written.length === 0) return undefined
  return {
    isolates: false,
    rules: written.flatMap((value, i) => ruleOf(fields(value), direction, [...path, i], problem)),
    path,
  }
}

function ruleOf(
  value: Readonly<Record<string, unknown>>,
  direction: FlowDirection,
  path: Path,
  problem: Report,
): Rule[] {
  const action = actions[text(value['action'])]
  if (action === undefined) {
    problem([...path, 'action'], `${JSON.stringify(value['action'])} is no action: Accept, Deny or Pass`)
    return []
  }
  const field = direction === 'ingress' ? 'from' : 'to'
  const peers = peersOf(list(value[field]), direction, [...path, field], problem)
  const name = text(value['name']) || undefined
  const ports = portsOf(value, path, problem)
  if (list(value[field]).length === 0)
    problem([...path, field], 'a rule without peers means nobody; the API refuses it')
  if (action !== 'allow' && peers.some(({ kind }) => kind === 'names'))
    problem([...path, field], 'domainNames can only be accepted; the API refuses the policy')
  // What is newer than what is read here must not open anything: then a rule that does not accept refuses all.
  const isUnclear = peers.some(({ kind }) => kind === 'unknown') || ports === 'unknown'
  if (isUnclear && action !== 'allow')
    return [{ action: 'deny', peers: undefined, ports: undefined, conditions: [], path, name }]
  const rule: Rule = { action, peers, ports: ports === 'unknown' ? [] : ports, conditions: [], path, name }
  const [ofAddresses, ofPods] = [peers.filter(isOfAddresses), peers.filter((peer) => !isOfAddresses(peer))]
  if (ofAddresses.length === 0 || !rule.ports?.some((port) => 'portName' in port)) return [rule]
  problem(path, 'named ports are those of namespaces and pods: nodes, networks and domainNames have none')
  // Addresses that happen to be those of pods open nothing by a name.
  if (action === 'deny') return [rule]
  const numbered = rule.ports.filter((port) => !('portName' in port))
  return [
    { ...rule, peers: ofPods },
    { ...rule, peers: ofAddresses, ports: numbered },
  ]
}

function isOfAddresses({ kind }: Peer): boolean {
  return kind === 'block' || kind === 'nodes' || kind === 'names'
}

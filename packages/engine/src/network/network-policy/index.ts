import type { Path } from '../../yaml/index.ts'
import type {
  Direction,
  FamilyContext,
  FlowDirection,
  Peer,
  Policy,
  PolicyFamily,
  PortMatch,
  Protocol,
  Rule,
} from '../policy/policy.ts'
import { namespaceCalled, readSelector } from '../policy/selector.ts'
import { parseCidr } from '../world/ip.ts'
import { fields, isGiven, list, type Source, text } from '../world/source.ts'

/**
 * NetworkPolicy. A pod is isolated in a direction once a policy of its namespace selects it and has that direction among
 * its policyTypes; then it may do what any of its policies' rules allows. A rule is any of its peers at any of its ports;
 * a list that is missing or empty is no restriction.
 * Source: k8s.io/api/networking/v1 types.
 */
export const networkPolicies: PolicyFamily = {
  reads: ({ kind, apiVersion }) => kind === 'NetworkPolicy' && /^(networking\.k8s\.io|extensions)\//.test(apiVersion),
  policiesOf: (source, context) => [policyOf(source, context)],
}

function policyOf(source: Source, context: FamilyContext): Policy {
  const { namespace, name, object } = source
  const title = `NetworkPolicy ${namespace}/${name}`
  const spec = fields(object['spec'])
  const given = list(spec['policyTypes']).filter((type) => typeof type === 'string')
  // Without types it is about what comes in, and about what goes out once a rule says something of that.
  const types = given.length > 0 ? given : list(spec['egress']).length > 0 ? ['Ingress', 'Egress'] : ['Ingress']
  const problem = (path: Path, message: string) => context.problem({ source, title, path, message })
  return {
    title,
    kind: 'NetworkPolicy',
    namespace,
    name,
    source,
    tier: 'namespace',
    priority: 0,
    subject: {
      pods: [
        { labels: 'namespace', selector: namespaceCalled(namespace) },
        { labels: 'pod', selector: readSelector(spec['podSelector']) },
      ],
    },
    ingress: types.includes('Ingress') ? directionOf(spec, 'ingress', namespace, problem) : undefined,
    egress: types.includes('Egress') ? directionOf(spec, 'egress', namespace, problem) : undefined,
    definesIcmp: false,
  }
}

type Report = (path: Path, message: string) => void

function directionOf(
  spec: Readonly<Record<string, unknown>>,
  direction: FlowDirection,
  namespace: string,
  problem: Report,
): Direction {
  const path = ['spec', direction]
  const peerField = direction === 'ingress' ? 'from' : 'to'
  const rules = list(spec[direction]).map((value, i): Rule => {
    const rule = fields(value)
    const at = [...path, i]
    const peers = list(rule[peerField]).flatMap((peer, j) => peerOf(peer, namespace, [...at, peerField, j], problem))
    const ports = list(rule['ports']).flatMap((port, j) => portOf(port, [...at, 'ports', j], problem))
    return {
      action: 'allow',
      peers: list(rule[peerField]).length === 0 ? undefined : peers,
      ports: list(rule['ports']).length === 0 ? undefined : ports,
      conditions: [],
      path: at,
      name: undefined,
    }
  })
  return { isolates: true, rules, path }
}

function peerOf(value: unknown, namespace: string, path: Path, problem: Report): Peer[] {
  const { podSelector, namespaceSelector, ipBlock } = fields(value)
  if (isGiven(ipBlock)) {
    if (isGiven(podSelector) || isGiven(namespaceSelector)) {
      problem(path, 'ipBlock stands beside a selector: the API server refuses that')
      return []
    }
    return blockOf(fields(ipBlock), [...path, 'ipBlock'], problem)
  }
  if (!isGiven(podSelector) && !isGiven(namespaceSelector)) {
    problem(path, 'the peer is empty: the API server refuses that')
    return []
  }
  const namespaces = isGiven(namespaceSelector) ? readSelector(namespaceSelector) : namespaceCalled(namespace)
  return [
    {
      kind: 'pods',
      terms: [
        { labels: 'namespace', selector: namespaces },
        ...(isGiven(podSelector) ? [{ labels: 'pod' as const, selector: readSelector(podSelector) }] : []),
      ],
      hostPods: 'undefined',
      path,
    },
  ]
}

function blockOf(block: Readonly<Record<string, unknown>>, path: Path, problem: Report): Peer[] {
  const cidr = text(block['cidr'])
  const range = parseCidr(cidr)
  if (range === undefined) {
    problem([...path, 'cidr'], `${JSON.stringify(cidr)} is no CIDR block: the API server refuses it`)
    return []
  }
  const except = list(block['except']).flatMap((each, i) => {
    const taken = parseCidr(text(each))
    const isInside =
      taken !== undefined && taken.family === range.family && taken.first >= range.first && taken.last <= range.last
    if (!isInside || (taken.first === range.first && taken.last === range.last))
      problem([...path, 'except', i], `${JSON.stringify(each)} does not lie within ${cidr}: the API server refuses it`)
    return isInside ? [text(each)] : []
  })
  return [{ kind: 'block', cidr, except, inCluster: true, path }]
}

const known: readonly Protocol[] = ['TCP', 'UDP', 'SCTP']

function portOf(value: unknown, path: Path, problem: Report): PortMatch[] {
  const { protocol: written, port, endPort } = fields(value)
  const protocol = isGiven(written) ? known.find((each) => each === written) : 'TCP'
  if (protocol === undefined) {
    problem([...path, 'protocol'], `${JSON.stringify(written)} is no protocol of policies: TCP, UDP or SCTP`)
    return []
  }
  if (!isGiven(port)) {
    if (isGiven(endPort)) problem([...path, 'endPort'], 'endPort needs a port to begin with')
    return [{ protocol, first: 0, last: 65_535, path }]
  }
  if (typeof port === 'string') {
    if (isGiven(endPort)) problem([...path, 'endPort'], 'endPort needs a port that is a number')
    return [{ protocol, portName: port, path }]
  }
  if (typeof port !== 'number') {
    problem([...path, 'port'], `${JSON.stringify(port)} is neither a number nor a name`)
    return []
  }
  const last = typeof endPort === 'number' ? endPort : port
  if (last < port) {
    problem([...path, 'endPort'], `endPort ${last} lies before port ${port}`)
    return []
  }
  return [{ protocol, first: port, last, path }]
}

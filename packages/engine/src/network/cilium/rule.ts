import type { Path } from '../../yaml/index.ts'
import type { Peer, PortMatch, Rule } from '../policy/policy.ts'
import { fields, isGiven, list, text } from '../world/source.ts'
import { cidrPeers, cidrSetPeers } from './cidrs.ts'
import { endpointPeers, readCiliumSelector } from './endpoints.ts'
import { entityPeers } from './entities.ts'
import { faultsOf, peerFields } from './faults.ts'
import { conditionsOf, lookupsOf } from './layer7.ts'
import { namePattern } from './names.ts'
import { icmpMatches, portMatches } from './ports.ts'
import type { Fields, Scope } from './scope.ts'
import { servicePeers } from './services.ts'

/**
 * The rules that one rule stands for: one for each item of toPorts, for each has conditions of its own. A rule that names
 * neither peers nor ports means nothing at all; without peers it means any, without ports every port and ICMP.
 * Source: cilium/cilium pkg/policy/rule.go.
 */
export function rulesOf(written: Fields, path: Path, scope: Scope): Rule[] {
  const { denies } = scope
  const faults = faultsOf(written, path, scope)
  for (const { path: at, message } of faults)
    scope.report(
      at,
      `${message}; Cilium refuses the policy, and ${denies ? 'all is taken for denied' : 'the rule is taken to allow nothing'}`,
    )
  const whole: Rule = {
    action: denies ? 'deny' : 'allow',
    peers: undefined,
    ports: undefined,
    conditions: [],
    path,
    name: undefined,
  }
  if (faults.length > 0) return denies ? [whole] : []
  const peers = peersOf(written, path, scope)
  const items = list(written['toPorts']).map(fields)
  if (items.length === 0 && list(written['icmps']).length === 0)
    return peers === undefined ? [] : authenticated({ ...whole, peers }, written)
  const icmp = icmpMatches(written['icmps'], [...path, 'icmps'])
  const ofItem = (item: Fields, i: number): Rule => {
    const at = [...path, 'toPorts', i]
    if (list(item['ports']).length === 0) scope.report(at, 'has no ports, and means none')
    const ports: PortMatch[] = portMatches(item, at)
    if (denies && isGiven(item['rules']))
      scope.report([...at, 'rules'], 'what is denied is denied whole: rules do not count')
    if (denies) return { ...whole, peers, ports }
    const lookups = lookupsOf(item)
    const rule = { ...whole, peers, ports, conditions: conditionsOf(item), path: items.length > 1 ? at : path }
    return lookups.length > 0 ? { ...rule, lookups } : rule
  }
  return [...items.map(ofItem), ...(icmp.length > 0 ? [{ ...whole, peers, ports: icmp }] : [])].flatMap((rule) =>
    authenticated(rule, written),
  )
}

/** Authentication that always fails lets nothing through, whatever else allows it. */
function authenticated(rule: Rule, { authentication }: Fields): Rule[] {
  const mode = text(fields(authentication)['mode'])
  if (mode === 'test-always-fail') return [{ ...rule, action: 'deny', conditions: [] }]
  return [mode === 'required' ? { ...rule, demands: ['mutual authentication of both ends'] } : rule]
}

/** Undefined where no field names peers: then any are meant. A list that is empty means none. */
function peersOf(written: Fields, path: Path, scope: Scope): Peer[] | undefined {
  const given = peerFields[scope.direction].filter((field) => Array.isArray(written[field]))
  if (given.length === 0) return undefined
  if (given.some((field) => list(written[field]).length === 0)) return []
  return given.flatMap((field) =>
    list(written[field]).flatMap((value, i) => peersIn(field, value, [...path, field, i], scope)),
  )
}

type PeerField = (typeof peerFields)[keyof typeof peerFields][number]

function peersIn(field: PeerField, value: unknown, path: Path, scope: Scope): Peer[] {
  switch (field) {
    case 'fromEndpoints':
    case 'toEndpoints':
      return endpointPeers(value, path, scope)
    case 'fromEntities':
    case 'toEntities':
      return entityPeers(text(value), path, scope)
    case 'fromCIDR':
    case 'toCIDR':
      return cidrPeers(value, path, scope)
    case 'fromCIDRSet':
    case 'toCIDRSet':
      return cidrSetPeers(value, path, scope)
    case 'fromNodes':
    case 'toNodes':
      if (scope.config.selectsNodes === undefined)
        scope.report(
          path,
          "nodes can be selected only with Cilium's setting enable-node-selector-labels, which is not in the input",
        )
      return [{ kind: 'nodes', selector: readCiliumSelector(value), path }]
    case 'toServices':
      return servicePeers(value, path, scope)
    case 'toFQDNs':
      return [{ kind: 'names', patterns: [{ ...namePattern(value), learnt: true }], path }]
    case 'fromGroups':
    case 'toGroups':
      scope.report(path, "which addresses a provider's group has is not in the input; it is taken to allow nothing")
      return [{ kind: 'unknown', path }]
  }
}

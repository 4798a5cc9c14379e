import type { Path } from '../../yaml/index.ts'
import { fields, isGiven, list } from '../world/source.ts'
import { cidrFault, cidrSetFault } from './cidrs.ts'
import { entityNames } from './entities.ts'
import { layer7Of } from './layer7.ts'
import { nameFault } from './names.ts'
import { numberOf, portFault, protocolOf } from './ports.ts'
import type { Fields, Scope } from './scope.ts'

/** Something that the API refuses in a rule. */
export interface Fault {
  readonly path: Path
  readonly message: string
}

/** The fields that name peers; a rule has one of them. */
export const peerFields = {
  ingress: ['fromEndpoints', 'fromEntities', 'fromCIDR', 'fromCIDRSet', 'fromNodes', 'fromGroups'],
  egress: ['toEndpoints', 'toEntities', 'toCIDR', 'toCIDRSet', 'toNodes', 'toGroups', 'toServices', 'toFQDNs'],
} as const

const highest = 40

/** All that the API refuses in a rule. Source: cilium/cilium pkg/policy/api/rule_validation.go. */
export function faultsOf(rule: Fields, path: Path, scope: Scope): Fault[] {
  const found: Fault[] = []
  const add = (at: Path, message: string) => found.push({ path: [...path, ...at], message })
  const { direction, denies } = scope
  const known: readonly string[] = peerFields[direction]
  const requires = direction === 'ingress' ? 'fromRequires' : 'toRequires'
  const others = ['toPorts', 'icmps', requires, ...(denies ? [] : ['authentication'])]
  for (const field of Object.keys(rule)) {
    if (!known.includes(field) && !others.includes(field)) add([field], `a rule of ${direction} has no such field`)
    else if (denies && field === 'toFQDNs') add([field], 'names can be allowed, and not denied')
  }
  if (list(rule[requires]).length > 0)
    add([requires], 'has been removed from the API; what it required is no longer asked for')
  const given = known.filter((field) => list(rule[field]).length > 0)
  if (given.length > 1) add([], `${given.join(' and ')} cannot be combined; each needs a rule of its own`)
  for (const field of given)
    for (const [i, value] of list(rule[field]).entries()) {
      const fault = peerFault(field, value)
      if (fault !== undefined) add([field, i], fault)
    }
  if (given.some((field) => field.endsWith('Nodes')) && scope.config.selectsNodes === false)
    add([], "nodes can be selected only with Cilium's setting enable-node-selector-labels")
  const items = list(rule['toPorts'])
  if (items.length > 0 && list(rule['icmps']).length > 0) add(['icmps'], 'cannot stand beside toPorts')
  for (const [i, item] of items.entries())
    for (const { path: at, message } of itemFaults(fields(item), scope)) add(['toPorts', i, ...at], message)
  for (const [i, item] of list(rule['icmps']).entries()) {
    const types = list(fields(item)['fields'])
    if (types.length > highest) add(['icmps', i], `has more than ${highest} types`)
    for (const [j, field] of types.entries()) {
      const { family } = fields(field)
      if (isGiven(family) && family !== '' && family !== 'IPv4' && family !== 'IPv6')
        add(['icmps', i, 'fields', j, 'family'], `is IPv4 or IPv6, not ${JSON.stringify(family)}`)
    }
  }
  const { mode } = fields(rule['authentication'])
  if (isGiven(rule['authentication']) && !['required', 'disabled', 'test-always-fail'].some((each) => each === mode))
    add(['authentication', 'mode'], `is no mode: ${JSON.stringify(mode)}`)
  return found
}

function peerFault(field: string, value: unknown): string | undefined {
  if (field.endsWith('CIDR')) return cidrFault(value)
  if (field.endsWith('CIDRSet')) return cidrSetFault(value)
  if (field === 'toFQDNs') return nameFault(value)
  if (field.endsWith('Entities') && !entityNames.some((each) => each === value))
    return `is no entity: ${JSON.stringify(value)}`
  return undefined
}

function itemFaults(item: Fields, { direction, denies, ofNodes }: Scope): Fault[] {
  const found: Fault[] = []
  const add = (path: Path, message: string) => found.push({ path, message })
  const ports = list(item['ports'])
  if (ports.length > highest) add(['ports'], `has more than ${highest} ports`)
  for (const [i, port] of ports.entries()) {
    const fault = portFault(port)
    if (fault !== undefined) add(['ports', i], fault)
  }
  if (denies) return found
  const layer7 = layer7Of(item)
  const [first] = layer7
  const names = list(item['serverNames'])
  if (names.some((each) => typeof each !== 'string' || each === '')) add(['serverNames'], 'has an empty name')
  if (isGiven(item['listener']) && direction === 'ingress') add(['listener'], 'can be given for egress alone')
  if (isGiven(item['listener']) && first) add(['listener'], 'cannot stand beside rules')
  if (first === undefined) return found
  if (layer7.length > 1) add(['rules'], `has rules for several protocols: ${layer7.join(', ')}`)
  if (layer7.includes('kafka')) add(['rules', 'kafka'], 'has been removed from the API')
  if (ofNodes) add(['rules'], 'a policy about nodes cannot have any')
  if (names.length > 0 && !isGiven(item['terminatingTLS']))
    add(['serverNames'], 'can stand beside rules only where terminatingTLS is given')
  if (layer7.includes('dns')) {
    if (direction === 'ingress') add(['rules', 'dns'], 'can be given for egress alone')
    if (ports.length === 0) add(['rules', 'dns'], 'needs a port, such as 53')
    for (const [i, each] of list(fields(item['rules'])['dns']).entries()) {
      const fault = nameFault(each)
      if (fault !== undefined) add(['rules', 'dns', i], fault)
    }
  }
  for (const [i, each] of ports.entries()) {
    const { port, endPort, protocol } = fields(each)
    const number = numberOf(port)
    if (number === 0) add(['ports', i], 'port 0, which is every port, cannot have rules')
    if (layer7.includes('dns')) {
      if (typeof endPort === 'number' && endPort > (number ?? 0))
        add(['ports', i, 'endPort'], 'DNS rules take no ranges')
    } else if (protocolOf(protocol) !== 'TCP') add(['ports', i, 'protocol'], `rules for ${first} need TCP`)
  }
  return found
}

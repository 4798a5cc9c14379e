import type { Path } from '../../yaml/index.ts'
import type { FlowDirection } from '../policy/policy.ts'
import { fields, isGiven, list, text } from '../world/source.ts'

type Fields = Readonly<Record<string, unknown>>
type Report = (path: Path, message: string) => void

const longestName = 100
const mostAddresses = 25
const highestPort = 65_535
/** One label at least before the last dot, and `*.` before them for all names below. */
const domainName = /^(?:\*\.)?(?:[a-z0-9_](?:[-\w]*[a-z0-9])?\.)+[a-z0-9_](?:[-\w]*[a-z0-9])?\.?$/i
/** The port of one protocol, or a name for that of any. */
const protocolFields = ['tcp', 'udp', 'sctp', 'destinationNamedPort']
const portFields = ['portNumber', 'portRange', 'namedPort']

/**
 * Reports how much, and how long, the API takes no more of; what is written means what it says all the same.
 * Source: the markers of kubernetes-sigs/network-policy-api, apis/v1alpha1 and apis/v1alpha2.
 */
export function checkLimits(kind: string, spec: Fields, report: Report): void {
  const isNew = kind === 'ClusterNetworkPolicy'
  const most = isNew ? 25 : 100
  const refuse = (path: Path, message: string) => report(path, `${message}; the API server refuses the policy`)
  const atMost = (path: Path, count: number, limit: number, what: string) => {
    if (count > limit) refuse(path, `${count} ${what} where ${limit} are the most`)
  }
  const port = (path: Path, value: unknown) => {
    if (typeof value === 'number' && !(Number.isInteger(value) && value >= 1 && value <= highestPort))
      refuse(path, `${value} is no port from 1 to ${highestPort}`)
  }
  const range = (path: Path, { start, end }: Fields) => {
    port([...path, 'start'], start)
    port([...path, 'end'], end)
    if (isNew && isGiven(start) && start === end) refuse(path, 'a range of one port is to be written as its number')
  }

  const checkPorts = (rule: Fields, path: Path) => {
    const [field, known] = isNew ? (['protocols', protocolFields] as const) : (['ports', portFields] as const)
    const items = list(rule[field])
    if (Array.isArray(rule[field]) && items.length === 0)
      refuse([...path, field], `an empty list: without ${field} the rule means all of them`)
    atMost([...path, field], items.length, most, field)
    for (const [i, value] of items.entries()) {
      const item = fields(value)
      const at = [...path, field, i]
      const given = known.filter((name) => isGiven(item[name]))
      if (given.length > 1) refuse(at, `an item is one of ${given.join(' and ')}`)
      port([...at, 'portNumber', 'port'], fields(item['portNumber'])['port'])
      range([...at, 'portRange'], fields(item['portRange']))
      for (const protocol of protocolFields) {
        const destination = fields(fields(item[protocol])['destinationPort'])
        const own = [...at, protocol, 'destinationPort']
        port([...own, 'number'], destination['number'])
        range([...own, 'range'], fields(destination['range']))
        if (isGiven(destination['number']) && isGiven(destination['range']))
          refuse(own, 'a port is a number or a range, and not both')
      }
    }
  }

  const checkPeers = (rule: Fields, field: string, path: Path) => {
    const peers = list(rule[field])
    atMost([...path, field], peers.length, most, 'peers')
    for (const [i, value] of peers.entries()) {
      for (const several of ['networks', 'domainNames']) {
        const written = fields(value)[several]
        const at = [...path, field, i, several]
        if (isGiven(written) && !Array.isArray(written)) refuse(at, 'it is to be a list')
        else if (isGiven(written) && list(written).length === 0) refuse(at, 'an empty list means nobody')
        atMost(at, list(written).length, mostAddresses, several)
        for (const [j, item] of list(written).entries())
          if (list(written).indexOf(item) < j) refuse([...at, j], `${JSON.stringify(item)} is there twice`)
      }
      for (const [j, name] of list(fields(value)['domainNames']).entries())
        if (!domainName.test(text(name)))
          refuse(
            [...path, field, i, 'domainNames', j],
            `${JSON.stringify(name)} is no domain name, as api.example.com or *.example.com`,
          )
    }
  }

  const checkRules = (direction: FlowDirection) => {
    const rules = list(spec[direction])
    const path = ['spec', direction]
    atMost(path, rules.length, most, 'rules')
    for (const [i, value] of rules.entries()) {
      const rule = fields(value)
      if (text(rule['name']).length > longestName)
        refuse([...path, i, 'name'], `a name of more than ${longestName} characters`)
      checkPeers(rule, direction === 'ingress' ? 'from' : 'to', [...path, i])
      checkPorts(rule, [...path, i])
    }
  }
  checkRules('ingress')
  checkRules('egress')
}

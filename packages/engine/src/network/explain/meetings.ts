import { valueAt } from '../../yaml/index.ts'
import type { Model } from '../network.ts'
import type { Service } from '../services/index.ts'
import type { Side, Sides } from '../sides.ts'
import { type Connection, connectionOf, Verdict } from '../verdict.ts'
import { list } from '../world/source.ts'
import type { Goal } from './goal.ts'
import type { Start } from './sides.ts'

/** A connection at addresses of one family. */
export interface Meeting {
  readonly connection: Connection
  /** Told where it makes a difference. */
  readonly family: 4 | 6 | undefined
}

/** The ways in which two sides can connect: one, or one for each family of addresses where policies tell them apart. */
export function meetingsOf(model: Model, sides: Sides, start: Start, goal: Goal): readonly Meeting[] {
  const connect = (from: Side, to: Side) => {
    const [fromClass, toClass] = sides.classesOf(from, to)
    return connectionOf(model, [from, fromClass], [to, toClass], goal)
  }
  const [first, ...others] = familiesBetween(start.side, goal)
  if (first === undefined) return [{ connection: connect(start.side, goal.side), family: undefined }]
  const at = (family: 4 | 6) => connect(addressed(start.side, family), addressed(goal.side, family))
  const [connection, ...rest] = [first, ...others].map(at)
  if (connection === undefined) return []
  const text = ({ egress, ingress }: Verdict) => `${egress} ${ingress}`
  const told = text(new Verdict(model, connection))
  if (rest.every((each) => text(new Verdict(model, each)) === told)) return [{ connection, family: undefined }]
  return [first, ...others].map((family) => ({ connection: at(family), family }))
}

/** The families at which endpoints meet, that of the destination's primary address first; empty where addresses are given. */
function familiesBetween({ endpoint: from, ip: own }: Side, { side: { endpoint: to, ip }, via }: Goal): (4 | 6)[] {
  if (from === undefined || to === undefined || own !== undefined || ip !== undefined) return []
  const common = new Set(to.ips.map(({ family }) => family))
  for (const family of common) if (!from.ips.some((each) => each.family === family)) common.delete(family)
  const offered = via && familiesOffered(via.service)
  if (offered === 'one') return [...common].slice(0, 1)
  return [...common].filter((family) => offered === undefined || offered === 'all' || offered.has(family))
}

/**
 * The families that a Service is reached by: those of its addresses, else as it asks for them. One that asks for nothing
 * has the cluster's primary family alone.
 * Source: kubernetes/api core/v1 types.go, IPFamilyPolicy.
 */
function familiesOffered({ clusterIPs, source: { object } }: Service): ReadonlySet<4 | 6> | 'one' | 'all' {
  if (clusterIPs.length > 0) return new Set(clusterIPs.map(({ family }) => family))
  const written = list(valueAt(object, ['spec', 'ipFamilies']))
  if (written.length > 0) return new Set(written.map((family) => (family === 'IPv6' ? 6 : 4)))
  const policy = valueAt(object, ['spec', 'ipFamilyPolicy'])
  return policy === 'PreferDualStack' || policy === 'RequireDualStack' ? 'all' : 'one'
}

function addressed(side: Side, family: 4 | 6): Side {
  return { ...side, ip: side.endpoint?.ips.find((each) => each.family === family) }
}

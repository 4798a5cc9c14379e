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
  const common = commonFamilies(start.side, goal.side)
  const [first, ...others] = offeredOf(common, goal)
  if (first === undefined) {
    const connection = connect(start.side, goal.side)
    const apart = common.length === 0 || connection.exempt !== undefined ? connection.apart : noneOffered(start, goal)
    return [{ connection: { ...connection, apart }, family: undefined }]
  }
  const at = (family: 4 | 6) => connect(addressed(start.side, family), addressed(goal.side, family))
  const [connection, ...rest] = [first, ...others].map(at)
  if (connection === undefined) return []
  const text = ({ egress, ingress }: Verdict) => `${egress} ${ingress}`
  const told = text(new Verdict(model, connection))
  if (rest.every((each) => text(new Verdict(model, each)) === told)) return [{ connection, family: undefined }]
  return [first, ...others].map((family) => ({ connection: at(family), family }))
}

/** The families that endpoints have in common, that of the destination's primary address first; none where addresses are given. */
function commonFamilies({ endpoint: from, ip: own }: Side, { endpoint: to, ip }: Side): (4 | 6)[] {
  if (from === undefined || to === undefined || own !== undefined || ip !== undefined) return []
  const families = new Set(to.ips.map(({ family }) => family))
  return [...families].filter((family) => from.ips.some((each) => each.family === family))
}

/** Of the common families, those that the Service on the way has too. */
function offeredOf(common: readonly (4 | 6)[], { via }: Goal): readonly (4 | 6)[] {
  const offered = via && familiesOffered(via.service)
  if (offered === 'one') return common.slice(0, 1)
  return common.filter((family) => offered === undefined || offered === 'all' || offered.has(family))
}

function noneOffered({ side }: Start, { via }: Goal): string {
  const families = new Set(side.endpoint?.ips.map(({ family }) => `IPv${family}`))
  return `${side.title} has only ${[...families].join(' and ')}, of which ${via?.service.title} has no address`
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

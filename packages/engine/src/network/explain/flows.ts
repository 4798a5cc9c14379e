import { Asked } from '../asked.ts'
import type { Model } from '../network.ts'
import type { Policy, Rule } from '../policy/policy.ts'
import { type Sides } from '../sides.ts'
import { walkTiers } from '../tiers.ts'
import { type Connection, Verdict } from '../verdict.ts'
import type { EndpointClass } from '../world/classes.ts'
import type { Endpoint } from '../world/endpoints.ts'
import type { DeadEnd, Goal, Search, Via } from './goal.ts'
import { goalsOf } from './goals.ts'
import { type Meeting, meetingsOf } from './meetings.ts'
import type { Resolver } from './resolve.ts'
import { joinedParts, type Start } from './sides.ts'
import { startsOf } from './starts.ts'

/** Connections that policies judge alike. */
export interface Flow {
  readonly connection: Connection
  /** Those that connect, and those that are connected to; empty where the side is no endpoint. */
  readonly from: readonly Endpoint[]
  readonly to: readonly Endpoint[]
  readonly fromTitle: string
  readonly toTitle: string
  /** The name outside that is connected to. */
  readonly name: string | undefined
  /** The Service's port that led here. */
  readonly via: Via | undefined
}

export interface Flows {
  readonly flows: readonly Flow[]
  readonly deadEnds: readonly DeadEnd[]
  readonly notes: readonly string[]
}

/** The connections that a question is about, gathered by what policies tell apart. */
export function flowsOf(model: Model, sides: Sides, resolver: Resolver, asked: Search): Flows {
  const notes: string[] = []
  const deadEnds: DeadEnd[] = []
  const allStarts = startsOf(model, resolver, asked.from, asked.to, notes)
  const allGoals = goalsOf(model, resolver, asked, notes, deadEnds)
  const decided = new Map<string, string>()
  const between = (start: Start, goal: Goal) =>
    meetingsOf(model, sides, start, goal).map(({ connection }) => {
      const key = connectionKey(connection)
      let known = decided.get(key)
      if (known === undefined) decided.set(key, (known = decisionOf(model, connection)))
      return known
    })
  const goals = joinedParts(allGoals, (goal) => allStarts.flatMap((start) => between(start, goal)).join())
  const starts = joinedParts(allStarts, (start) => goals.flatMap((goal) => between(start, goal)).join())
  const flows = new Map<string, Flow & { from: Endpoint[]; to: Endpoint[] }>()
  for (const start of starts) {
    for (const { goal, connection, family } of waysTo(goals, (each) => meetingsOf(model, sides, start, each))) {
      const title = (of: string) => (family === undefined ? of : `${of} (IPv${family})`)
      const [fromTitle, toTitle] = [title(start.title), title(goal.title)]
      const key = [connectionKey(connection), fromTitle, toTitle].join()
      let flow = flows.get(key)
      if (flow === undefined) {
        flow = { connection, from: [], to: [], fromTitle, toTitle, name: goal.side.name, via: goal.via }
        flows.set(key, flow)
      }
      if (start.endpoint && !flow.from.includes(start.endpoint)) flow.from.push(start.endpoint)
      if (goal.endpoint && !flow.to.includes(goal.endpoint)) flow.to.push(goal.endpoint)
    }
  }
  // A workload's pods to themselves: one that is not exempt is between two of its pods.
  const found = [...flows.values()]
  const isApart = ({ from, to }: Flow) => from.length > 1 || to.length > 1 || from[0] !== to[0]
  const met = found.filter((flow) => flow.connection.exempt === undefined || isApart(flow))
  return { flows: met.length > 0 ? met : found, deadEnds, notes }
}

/** Connections with the same are judged by the same rules. */
function connectionKey({ fromClass, toClass, group, port, exempt, apart }: Connection): string {
  return [fromClass.id, toClass.id, group, port, exempt, apart !== undefined].join()
}

/** What is to be said of a connection, in short: what becomes of it, and which rules are met on the way. */
function decisionOf(model: Model, connection: Connection): string {
  const { egress, ingress } = new Verdict(model, connection)
  const met = (['egress', 'ingress'] as const).flatMap((direction) => {
    const asked = new Asked(model, connection, direction)
    const { by, rule, others, walk } = walkTiers(asked.policies, (each) => asked.matches(each))
    const cited = [...(rule ? [rule] : []), ...others].map(({ policy, rule: own }) => ruleKey(policy, own))
    return [by, ...cited, ...walk.map(({ policy, rule: own }) => ruleKey(policy, own))]
  })
  return [egress, ingress, ...met].join()
}

function ruleKey({ title }: Policy, rule: Rule | undefined): string {
  return `${title} ${rule?.path.join('.') ?? ''}`
}

interface Way extends Meeting {
  readonly goal: Goal
}

/** All meetings with goals. A pod that is reached at one of its addresses need not be at others. */
function waysTo(goals: readonly Goal[], meetings: (goal: Goal) => readonly Meeting[]): readonly Way[] {
  const ways = goals.flatMap((goal) => meetings(goal).map((meeting): Way => ({ ...meeting, goal })))
  const keyOf = ({ goal: { endpoint, port, protocol } }: Way) => endpoint && `${endpoint.id} ${port} ${protocol}`
  const isMet = ({ connection }: Way) => connection.apart === undefined
  const met = new Set(ways.filter(isMet).map(keyOf))
  return ways.filter((way) => isMet(way) || way.goal.endpoint === undefined || !met.has(keyOf(way)))
}

/** The classes of a flow, subject first. */
export function classesIn({ connection }: Flow, isEgress: boolean): readonly [EndpointClass, EndpointClass] {
  const { fromClass, toClass } = connection
  return isEgress ? [fromClass, toClass] : [toClass, fromClass]
}

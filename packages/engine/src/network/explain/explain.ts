import { WarrantError } from '../../errors/index.ts'
import type { Walk } from '../dns/index.ts'
import type { Model } from '../network.ts'
import type { Protocol } from '../policy/policy.ts'
import { Sides } from '../sides.ts'
import type { VerdictKind } from '../verdict.ts'
import type { Endpoint } from '../world/endpoints.ts'
import { caveatsOf } from './caveats.ts'
import { type Direction, explainDirection } from './direction.ts'
import { factsOf } from './facts.ts'
import { type FixOutcome, fixFor } from './fix.ts'
import { type Flow, flowsOf } from './flows.ts'
import type { DeadEnd } from './goal.ts'
import { asksAnywhere, dnsPort, type Lookup, serverOf } from './lookup.ts'
import { asProtocol, parseSide } from './parse.ts'
import { Resolver } from './resolve.ts'
import type { Target } from './target.ts'

export interface Question {
  /** A workload, pod, node, Service, address, or `internet`. */
  readonly from: string
  /** The same, or a DNS name; with `:PORT` and `/PROTOCOL`. */
  readonly to: string
  readonly protocol?: string | undefined
  /** The namespace for names without one. */
  readonly namespace?: string | undefined
}

/** Why connections that policies judge alike are allowed or not. */
export interface ExplainedFlow {
  readonly flow: Flow
  readonly verdict: VerdictKind
  readonly egress: Direction
  readonly ingress: Direction
  readonly caveats: readonly string[]
  /** What would allow it: worked out when it is asked for, by trying it on the whole model. */
  readonly fix: () => FixOutcome
}

export interface Explanation {
  readonly question: Question
  readonly from: Target
  readonly to: Target
  /** `mixed` where some of the connections are allowed; `unserved` where no pod answers at all. */
  readonly verdict: VerdictKind | 'mixed' | 'unserved'
  /** How names were understood. */
  readonly notes: readonly string[]
  readonly flows: readonly ExplainedFlow[]
  readonly deadEnds: readonly DeadEnd[]
  /** How the name is found out that is connected to, where a pod asks for one. */
  readonly lookup: Lookup | undefined
}

/** Explains connections of a model; what names stand for is looked up once. */
export class Explainer {
  readonly #model: Model
  readonly #sides: Sides
  readonly #resolver: Resolver

  constructor(model: Model) {
    this.#model = model
    this.#sides = new Sides(model)
    this.#resolver = new Resolver(model)
  }

  /** @throws WarrantError `usage` for a question that names nothing, or several things. */
  explain(question: Question): Explanation {
    const { namespace } = question
    const typedFrom = parseSide(question.from)
    if (typedFrom.port !== undefined)
      throw new WarrantError('usage', `a port is asked for where the connection goes to, not at ${question.from}`)
    const typedTo = parseSide(question.to)
    const protocol = protocolOf(question.protocol) ?? typedTo.protocol
    const from = this.#resolver.find(typedFrom.name, { side: 'from', namespace })
    const near = namespaceOf(from.target)
    const asker = from.target.kind === 'endpoints' ? from.target.endpoints[0] : undefined
    const to = this.#resolver.find(typedTo.name, { side: 'to', namespace, near, asker })
    const { flows, deadEnds, notes } = flowsOf(this.#model, this.#sides, this.#resolver, {
      from: from.target,
      to: to.target,
      port: typedTo.port,
      protocol,
    })
    const explained = flows.map((flow) => this.#explainFlow(flow))
    const lookup = asker?.kind === 'pod' && to.walk ? this.#lookUp(from.target, asker, to.walk) : undefined
    return {
      question,
      from: from.target,
      to: to.target,
      verdict: withLookup(verdictOver(explained, deadEnds), lookup),
      notes: [...new Set([...from.notes, ...to.notes, ...notes])],
      flows: explained,
      deadEnds,
      lookup,
    }
  }

  #lookUp(from: Target, asker: Endpoint, walk: Walk): Lookup {
    const server = serverOf(this.#resolver.dns, walk, this.#resolver)
    if (server === undefined) {
      const verdict = walk.local === undefined ? asksAnywhere(this.#model, asker) : undefined
      return { walk, server, flows: [], verdict }
    }
    const { flows } = flowsOf(this.#model, this.#sides, this.#resolver, { from, to: server, ...dnsPort })
    const explained = flows.map((flow) => this.#explainFlow(flow))
    const verdict = explained.length === 0 ? undefined : verdictOfFlows(explained)
    return { walk, server, flows: explained, verdict }
  }

  #explainFlow(flow: Flow): ExplainedFlow {
    const model = this.#model
    const resolver = this.#resolver
    const egress = explainDirection(model, flow, 'egress', () => factsOf(resolver, flow, 'egress'))
    const ingress = explainDirection(model, flow, 'ingress', () => factsOf(resolver, flow, 'ingress'))
    const verdict = both(egress.verdict, ingress.verdict)
    let fix: FixOutcome | undefined
    return {
      flow,
      verdict,
      egress,
      ingress,
      caveats: caveatsOf(model, resolver, flow, [egress, ingress]),
      fix: () => (fix ??= fixFor(model, flow, [egress, ingress])),
    }
  }
}

function both(egress: VerdictKind, ingress: VerdictKind): VerdictKind {
  if (egress === 'deny' || ingress === 'deny') return 'deny'
  return egress === 'allow' && ingress === 'allow' ? 'allow' : 'implementation-defined'
}

function verdictOver(flows: readonly ExplainedFlow[], deadEnds: readonly DeadEnd[]): Explanation['verdict'] {
  if (flows.length === 0) return 'unserved'
  const verdict = verdictOfFlows(flows)
  return deadEnds.length > 0 && verdict !== 'deny' ? 'mixed' : verdict
}

function verdictOfFlows(flows: readonly ExplainedFlow[]): VerdictKind | 'mixed' {
  const [only = 'mixed', ...more] = new Set(flows.map(({ verdict }) => verdict))
  return more.length > 0 ? 'mixed' : only
}

/** A name that cannot be asked for leads nowhere, whatever policies let through behind it. */
function withLookup(verdict: Explanation['verdict'], lookup: Lookup | undefined): Explanation['verdict'] {
  if (lookup?.verdict === undefined || lookup.verdict === 'allow' || verdict === 'unserved') return verdict
  return lookup.verdict === 'deny' || verdict === 'deny' ? 'deny' : verdict === 'allow' ? lookup.verdict : verdict
}

function namespaceOf(target: Target): string | undefined {
  if (target.kind === 'endpoints') return target.endpoints[0]?.namespace || undefined
  return target.kind === 'service' ? target.service.namespace : undefined
}

function protocolOf(text: string | undefined): Protocol | undefined {
  if (text === undefined) return undefined
  const protocol = asProtocol(text)
  if (protocol === undefined) throw new WarrantError('usage', `${JSON.stringify(text)} is none of TCP, UDP, SCTP, ICMP`)
  return protocol
}

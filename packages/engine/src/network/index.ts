/** What can connect: policies of every family, services and names, judged together. */
import { Explainer, type Explanation, type Question } from './explain/index.ts'
import { policyFamilies } from './families.ts'
import { buildModel, type Model } from './network.ts'
import { isOpen, outsideOf } from './questions/index.ts'
import { type PeerRef, Sides } from './sides.ts'
import { connectionOf, type PortRef, Verdict } from './verdict.ts'
import { type Reach, type ReachOptions, reachOf } from './reach/index.ts'
import { type NetworkInput, sourcesOf } from './world/source.ts'

export * from './dns/index.ts'
export type { Policy, PolicyProblem, Protocol } from './policy/policy.ts'
export type { NetworkInput } from './world/source.ts'
export type { PeerRef } from './sides.ts'
export {
  type CitedRule,
  type DeadEnd,
  type Direction,
  type ExplainedFlow,
  type Explanation,
  type Fix,
  type FixChange,
  type FixOutcome,
  type Flow,
  type Lookup,
  type Miss,
  type MissCause,
  type NearMiss,
  type Pair,
  patchOf,
  type Question,
  Resolver,
  type Step,
  type Target,
  withChanges,
} from './explain/index.ts'
export { type Comparison, type ComparedPassage, compareNetworks } from './compare/index.ts'
export {
  type Exposure,
  exposuresOf,
  type Group,
  type Grouped,
  type Party,
  type Passage,
  type Picture,
  pictureOf,
  type PortSet,
} from './picture/index.ts'
export { type IpRange, rangeText } from './world/ip.ts'
export { type WorkloadName, Workloads } from './world/workloads.ts'
export {
  entriesByService,
  type Entry,
  isInternal,
  type RouteBackend,
  routeBackends,
  type Service,
  type ServicePort,
  type Serving,
  servingOf,
} from './services/index.ts'
export { type Source, sourcesOf } from './world/source.ts'
export type { Answer, PortRange, Reach, ReachEdge, ReachGroup, ReachOptions } from './reach/index.ts'
export type { PortRef, Verdict, VerdictKind } from './verdict.ts'
export type { Model } from './network.ts'
export type { CompiledPolicy, CompiledDirection, CompiledRule } from './compile.ts'
export type { FlowDirection, Peer, Term } from './policy/policy.ts'
export type { Endpoint } from './world/endpoints.ts'
export type { EndpointClass } from './world/classes.ts'
export {
  admitsForwarder,
  allowsAll,
  egressTo,
  isGivenByController,
  isIsolated,
  meansNamespace,
  type Opening,
  openingsOf,
  picksPods,
  podsOf,
  type Selection,
  selectionOf,
  unguardedIn,
} from './questions/index.ts'

/** A cluster's network, built once and asked often. */
export interface Network {
  readonly model: Model
  /**
   * Whether one side can connect to the other at a port of the destination itself, as a Service has been translated.
   *
   * @throws WarrantError `usage` for sides that are not in the input, and for what is no port.
   */
  verdict(from: PeerRef, to: PeerRef, port: PortRef): Verdict
  /**
   * Why one side can or cannot connect to another, as people call them: the Service and its endpoints, what decides in
   * each direction, what comes nearest to allowing it, and a fix.
   *
   * @throws WarrantError `usage` for names that are not in the input, or could be several.
   */
  explain(question: Question): Explanation
  /**
   * Whether addresses outside the cluster can connect to one side, by each part of them that policies tell apart.
   *
   * @throws WarrantError `usage` as `verdict` does.
   */
  fromOutside(to: PeerRef, port: PortRef): Verdict[]
  /**
   * Whether anything at all can connect to one side, as far as policies go; its own node always can.
   *
   * @throws WarrantError `usage` as `verdict` does.
   */
  isOpen(to: PeerRef, port: PortRef): boolean
  /** Whether one side can connect to addresses outside, likewise. */
  toOutside(from: PeerRef, port: PortRef): Verdict[]
  /** What gets from where to where, in groups that are judged alike, or by workload. */
  reach(options?: ReachOptions): Reach
}

/** Builds a network from resources, or from objects as the API gives them. */
export function buildNetwork(inputs: Iterable<NetworkInput>): Network {
  const model = buildModel(inputs)
  const sides = new Sides(model)
  let explainer: Explainer | undefined
  return {
    model,
    explain: (question) => (explainer ??= new Explainer(model)).explain(question),
    verdict: (fromRef, toRef, port) => {
      const from = sides.find(fromRef)
      const to = sides.find(toRef)
      const [fromClass, toClass] = sides.classesOf(from, to)
      return new Verdict(model, connectionOf(model, [from, fromClass], [to, toClass], port))
    },
    fromOutside: (toRef, port) => {
      const to = sides.find(toRef)
      return outsideOf(model, to).map(
        ([outside, own]) => new Verdict(model, connectionOf(model, outside, [to, own], port)),
      )
    },
    toOutside: (fromRef, port) => {
      const from = sides.find(fromRef)
      return outsideOf(model, from).map(
        ([outside, own]) => new Verdict(model, connectionOf(model, [from, own], outside, port)),
      )
    },
    isOpen: (toRef, { port = 0, protocol = 'TCP' }) =>
      isOpen(model, sides.find(toRef), model.portIndex.groupOf(protocol, port)),
    reach: (options) => reachOf(model, options),
  }
}

/** Whether any policy stands among resources, of whichever family: without one everything can connect. */
export function hasPolicies(inputs: Iterable<NetworkInput>): boolean {
  return sourcesOf(inputs).some((source) => policyFamilies.some((family) => family.reads(source)))
}

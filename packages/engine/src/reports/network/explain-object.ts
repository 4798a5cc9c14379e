import { dump } from 'js-yaml'
import { locatePath } from '../../findings/index.ts'
import {
  type CitedRule,
  type DeadEnd,
  type Direction,
  type ExplainedFlow,
  type FixChange,
  type Lookup,
  type Miss,
  type NearMiss,
  patchOf,
  type Policy,
  type Source,
  type Step,
  type Target,
} from '../../network/index.ts'
import { formatPath, type Path } from '../../yaml/index.ts'
import { text } from '../json.ts'
import { apiVersion, errorObject, notAuditedObject } from '../report-object.ts'
import type { ShownExplanation } from './explain.ts'
import { decisionText, pairTexts } from './words.ts'

export function* explanationJson(shown: ShownExplanation): Generator<string> {
  yield `${text(explanationObject(shown))}\n`
}

export function* explanationYaml(shown: ShownExplanation): Generator<string> {
  yield dump(explanationObject(shown), { lineWidth: -1, noRefs: true })
}

function explanationObject(shown: ShownExplanation) {
  const { explanation, errors, notAudited } = shown
  const { from, to, verdict, notes, flows, deadEnds, lookup } = explanation
  return {
    apiVersion,
    kind: 'NetworkExplanation',
    from: targetObject(from),
    to: targetObject(to),
    verdict,
    notes,
    ...(lookup && { lookup: lookupObject(shown, lookup) }),
    connections: flows.map((each) => flowObject(shown, each)),
    unserved: deadEnds.map(deadEndObject),
    errors: errors.map(errorObject),
    notAudited: notAudited.map(notAuditedObject),
  }
}

function lookupObject(shown: ShownExplanation, { walk, server, flows, verdict }: Lookup) {
  const { name, libc, resolver, local, steps, queries } = walk
  const { from, nameservers, search, ndots } = resolver
  return {
    name,
    libc,
    resolver: { from, nameservers, search, ndots },
    ...(local && { local }),
    steps: steps.map(({ attempt, outcome, answer: { by, because, presumed, addresses } }) => ({
      name: attempt.name,
      outcome,
      by,
      ...(because !== undefined && { because }),
      presumed,
      ...(addresses.length > 0 && { addresses }),
    })),
    queries: queries.length,
    ...(server && { server: targetObject(server) }),
    ...(verdict !== undefined && { verdict }),
    connections: flows.map((each) => flowObject(shown, each)),
  }
}

function targetObject(target: Target) {
  return { kind: target.kind, title: target.title }
}

function deadEndObject({ service, port, protocol, message }: DeadEnd) {
  return { service: `${service.namespace}/${service.name}`, port, protocol, message }
}

function flowObject(shown: ShownExplanation, each: ExplainedFlow) {
  const { flow, verdict, egress, ingress, caveats } = each
  const { connection, via, from, to, name } = flow
  return {
    from: flow.fromTitle,
    to: flow.toTitle,
    fromPods: from.map(({ id }) => id),
    toPods: to.map(({ id }) => id),
    ...(name !== undefined && { name }),
    ...(via && {
      service: {
        namespace: via.service.namespace,
        name: via.service.name,
        port: via.port.port,
        targetPort: via.port.targetPort,
      },
    }),
    ...(connection.protocol !== 'ICMP' && { port: connection.port }),
    protocol: connection.protocol,
    verdict,
    egress: directionObject(each, egress),
    ingress: directionObject(each, ingress),
    caveats,
    ...(verdict !== 'allow' && { fix: fixObject(shown, each) }),
  }
}

function directionObject({ flow }: ExplainedFlow, direction: Direction) {
  const { verdict, by, tier, rule, others, isolating, misses, walk, direction: name } = direction
  return {
    verdict,
    by,
    ...(tier !== undefined && { tier }),
    reason: decisionText(flow, direction),
    ...(rule && { rule: ruleObject(rule), otherRules: others.map(ruleObject) }),
    ...(isolating.length > 0 && {
      isolatedBy: isolating.map((policy) => partObject(policy, policy[name]?.path ?? [])),
    }),
    ...(by === 'isolation' && { nearMisses: misses.map(nearObject) }),
    ...(walk.length > 0 && { walk: walk.map(stepObject) }),
  }
}

function ruleObject({ policy, rule }: CitedRule) {
  return {
    ...partObject(policy, rule.path),
    action: rule.action,
    ...(rule.name !== undefined && { name: rule.name }),
    ...(rule.conditions.length > 0 && { conditions: rule.conditions }),
  }
}

function nearObject({ policy, rule, misses }: NearMiss) {
  return { ...partObject(policy, rule.path), misses: misses.map((miss) => missObject(policy, miss)) }
}

function missObject({ source }: Policy, { cause, message, path }: Miss) {
  return { cause, message, ...placeObject(source, path) }
}

function stepObject({ tier, policy, rule, skipped }: Step) {
  return {
    tier,
    policy: policy.title,
    priority: policy.priority,
    ...(rule && { action: rule.action, ...placeObject(policy.source, rule.path) }),
    ...(skipped !== undefined && { skipped }),
  }
}

function partObject({ title, source }: Policy, path: Path) {
  return { policy: title, ...placeObject(source, path) }
}

function placeObject({ resource }: Source, path: Path) {
  return {
    path: formatPath(path),
    ...(resource && { location: locatePath(resource.document, [...resource.base, ...path]) }),
  }
}

function fixObject({ workloads }: ShownExplanation, each: ExplainedFlow) {
  const outcome = each.fix()
  if ('reason' in outcome) return { none: outcome.reason }
  const { changes, opens } = outcome.fix
  return {
    changes: changes.map(changeObject),
    opensAlso: pairTexts(opens, (endpoint) => workloads.of(endpoint).title),
  }
}

function changeObject(change: FixChange) {
  if (change.kind === 'create') return { create: change.object }
  const { source, path } = change
  return {
    apiVersion: source.apiVersion,
    kind: source.kind,
    ...(source.namespace !== '' && { namespace: source.namespace }),
    name: source.name,
    ...placeObject(source, path),
    patch: patchOf(change),
  }
}

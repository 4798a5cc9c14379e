import { Asked } from './asked.ts'
import type { CompiledRule } from './compile.ts'
import { conditionsIn } from './conditions.ts'
import type { Model } from './network.ts'
import type { FlowDirection } from './policy/policy.ts'
import { formatPath } from '../yaml/index.ts'
import type { Side } from './sides.ts'
import { type CitedRule, disagreeing, walkTiers } from './tiers.ts'
import type { Verdict, VerdictKind } from './verdict.ts'

/** What decides a connection, in sentences. */
export function reasonsFor(model: Model, verdict: Verdict): string[] {
  const { connection } = verdict
  const unasked = connection.exempt ?? connection.apart
  if (unasked !== undefined) return [sentence(unasked)]
  return [...oneWay(model, verdict, 'egress'), ...oneWay(model, verdict, 'ingress')]
}

function oneWay(model: Model, verdict: Verdict, direction: FlowDirection): string[] {
  const { connection } = verdict
  const isEgress = direction === 'egress'
  const subject: Side = isEgress ? connection.from : connection.to
  const subjectClass = isEgress ? connection.fromClass : connection.toClass
  const outcome: VerdictKind = verdict[direction]
  const does = isEgress ? 'sends' : 'receives'
  if (subjectClass.kind === 'external') return []
  const asked = new Asked(model, connection, direction)
  const { policies } = asked
  const peer = isEgress ? connection.to : connection.from
  if (policies.length === 0) return [`No policy is about what ${subject.title} ${does}.`]
  if (outcome === 'implementation-defined')
    return [sentence(undefinedBecause(verdict, asked, peer)), ...namesNote(asked, subject, peer)]
  const { rule: deciding, others, isolating } = walkTiers(policies, (rule) => asked.matches(rule))
  if (outcome === 'allow') {
    if (deciding === undefined) return [`No policy that is about what ${subject.title} ${does} refuses it.`]
    const rest = others.length > 0 ? `, as ${others.length} more do` : ''
    const conditions = conditionsIn(model, connection, direction)
    return [
      `${citedText(deciding)} lets ${subject.title} ${isEgress ? 'send' : 'receive'} it${rest}.`,
      ...(conditions.length > 0 ? [`It lets through only ${conditions.join('; and ')}.`] : []),
    ]
  }
  if (deciding !== undefined) return [`${citedText(deciding)} refuses it.`]
  const titles = [...new Set(isolating.map(({ title }) => title))]
  return [
    `${titles.join(', ')} ${titles.length === 1 ? 'isolates' : 'isolate'} ${subject.title}, and no rule allows it.`,
    ...namesNote(asked, subject, peer),
  ]
}

/** What rules on names could open, and do not for an address that is not known to belong to one. */
function namesNote(asked: Asked, subject: Side, peer: Side): string[] {
  if (peer.endpoint !== undefined) return []
  const { name } = peer
  const rules = asked.policies.flatMap(({ rules: own }) =>
    own.filter((rule) => rule.rule.action === 'allow' && rule.names.length > 0 && asked.atPort(rule)),
  )
  return rules.flatMap((rule) => {
    if (name === undefined) {
      const names = rule.names.map(({ text }) => text).join(' or ')
      return [`${ruleText(rule)} opens it while it is known as an address of ${names}, which only look-ups tell.`]
    }
    if (asked.meansName(rule) || !rule.names.some(({ matches }) => matches(name))) return []
    return [
      `${ruleText(rule)} means ${name}, but no DNS rule lets ${subject.title} look it up through Cilium's proxy, so its address is never learnt.`,
    ]
  })
}

function undefinedBecause({ connection }: Verdict, asked: Asked, peer: Side): string {
  if (asked.dependsOnNode) return 'it depends on whether both are on the same node, which the input does not tell'
  if (peer.name !== undefined && peer.ip === undefined) {
    const rules = asked.matching.filter((rule) => rule.rule.peers?.some(({ kind }) => kind === 'block'))
    const some = rules.length > 0 ? `, as only some of them are meant by ${rules.map(ruleText).join(' and ')}` : ''
    return `it depends on which address ${peer.name} has${some}`
  }
  if (connection.protocol === 'ICMP') return 'NetworkPolicy does not say what becomes of ICMP to and from isolated pods'
  if (connection.fromClass.kind === 'host pod' || connection.toClass.kind === 'host pod')
    return 'whether a pod on the network of its node counts as itself or as the node is left to the implementation'
  return disagreementText(disagreeing(asked.policies, (rule) => asked.matches(rule)))
}

export function disagreementText(rules: readonly CitedRule[]): string {
  const which = rules.map(citedText).join(' and ')
  return `policies of the same priority disagree, and which comes first is not defined: ${which}`
}

/** A rule as people find it: `NetworkPolicy shop/web, spec.ingress[0]`. */
export function ruleText({ owner, rule }: CompiledRule): string {
  return citedText({ policy: owner, rule })
}

function citedText({ policy, rule }: CitedRule): string {
  return `${policy.title}, ${formatPath(rule.path)}`
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

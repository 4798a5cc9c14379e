import type { Direction, ExplainedFlow, Explanation, FixChange, Flow } from '../../network/index.ts'
import { formatPath } from '../../yaml/index.ts'
import type { ReportOptions } from '../options.ts'
import { lookupLines } from './lookup-lines.ts'
import { Lines } from './lines.ts'
import { type Paint, painter } from '../paint.ts'
import { count, enumerate } from '../text.ts'
import { layoutWidth } from '../width.ts'
import { inputProblems } from './problems.ts'
import type { ShownExplanation } from './explain.ts'
import { answers, decisionText, pairTexts, partText, placeIn, portWords, verdictWords } from './words.ts'

/** The answer, then for each direction what decides it, what comes nearest, and what to change. */
export function* explanationTable(shown: ShownExplanation, options: ReportOptions): Generator<string> {
  const paint = painter(options.color)
  const lines = new Lines(layoutWidth(options), paint)
  const { explanation } = shown
  yield* inputProblems(shown, layoutWidth(options))
  yield* lines.hanging('', answer(explanation, paint), headline(explanation))
  for (const note of explanation.notes) yield* lines.text('  ', note)
  for (const { message } of explanation.deadEnds) yield* lines.text('  ', message)
  if (explanation.lookup) yield* lookupLines(lines, explanation.lookup, paint)
  const refused = explanation.lookup?.flows.filter(({ verdict }) => verdict !== 'allow') ?? []
  const isOne = explanation.flows.length + refused.length === 1
  // Many are about a policy, and so about each connection that it judges.
  const noted = new Set<string>()
  for (const each of [...refused, ...explanation.flows]) {
    yield '\n'
    yield* lines.text('', flowTitle(each, isOne), paint.bold)
    const { flow, egress, ingress, caveats } = each
    // What is outside the cluster has no policies of its own.
    for (const direction of [egress, ingress].filter(({ by }) => by !== 'outside'))
      yield* directionLines(lines, flow, direction)
    if (each.verdict !== 'allow') yield* fixLines(lines, shown, each)
    for (const caveat of caveats.filter((text) => !noted.has(text))) yield* lines.hanging('  ', 'note   ', caveat)
    for (const caveat of caveats) noted.add(caveat)
  }
}

function answer({ verdict }: Explanation, paint: Paint): string {
  const word = answers[verdict]
  return verdict === 'allow'
    ? paint.good(word)
    : paint.severity(verdict === 'deny' || verdict === 'unserved' ? 'high' : 'medium', word)
}

function headline({ verdict, from, to, question, flows }: Explanation): string {
  const who = `${from.title.charAt(0).toUpperCase()}${from.title.slice(1)}`
  const goal = goalText(to.title, question.to, flows)
  switch (verdict) {
    case 'allow':
      return `${who} can connect to ${goal}`
    case 'deny':
      return `${who} cannot connect to ${goal}`
    case 'unserved':
      return `${who} finds nothing that answers at ${goal}`
    case 'mixed':
      return `${who} can connect to a part only of ${goal}`
    case 'implementation-defined':
      return `Whether ${who} can connect to ${goal} depends on what enforces the policies`
  }
}

/** What was asked for, with its port where there is one. */
function goalText(title: string, asked: string, flows: readonly ExplainedFlow[]): string {
  const ports = new Set(flows.map(({ flow }) => (flow.via ? `port ${flow.via.port.port}` : portName(flow))))
  const [only] = ports
  if (ports.size === 1 && only !== undefined) return `${title}, ${only}`
  const typed = /:([^:\]]+)$/.exec(asked)?.[1]
  return typed === undefined ? title : `${title}, port ${typed}`
}

function portName(flow: Flow): string {
  return flow.connection.protocol === 'ICMP' ? 'by ICMP' : `port ${portWords(flow)}`
}

function flowTitle({ flow, verdict }: ExplainedFlow, isOne: boolean): string {
  const { via, fromTitle, toTitle } = flow
  const path = via
    ? `${fromTitle} → ${via.service.title}:${via.port.port} → ${toTitle} ${portWords(flow)}`
    : `${fromTitle} → ${toTitle} ${portWords(flow)}`
  return isOne ? path : `${path}: ${verdictWords[verdict]}`
}

const mostMisses = 5

function* directionLines(lines: Lines, flow: Flow, direction: Direction): Generator<string> {
  const { direction: name, verdict, rule, isolating, misses, by } = direction
  yield* lines.hanging('  ', name.padEnd(7), `${verdictWords[verdict]}: ${decisionText(flow, direction)}`)
  if (rule) yield* lines.place(indent, placeIn(rule.policy.source, rule.rule.path))
  if (by === 'isolation')
    for (const policy of isolating.slice(0, 4))
      yield* lines.place(indent, placeIn(policy.source, policy[name]?.path ?? []))
  yield* walkLines(lines, direction)
  for (const { policy, rule: near, misses: why } of misses.slice(0, mostMisses)) {
    yield* lines.text(indent, `${partText(policy, near.path)} would, but:`)
    for (const miss of why) {
      yield* lines.text(`${indent}  `, miss.message)
      yield* lines.place(`${indent}  `, placeIn(policy.source, miss.path))
    }
  }
  if (misses.length > mostMisses)
    yield* lines.text(indent, `and ${count(misses.length - mostMisses, 'rule')} further off; -o json has them`)
  if (misses.length === 0 && by === 'isolation')
    yield* lines.text(indent, 'none of them has a rule that allows anything')
}

function* walkLines(lines: Lines, { walk, by }: Direction): Generator<string> {
  // A single policy that decides has been told already.
  if (walk.length < 2 && by === 'rule') return
  for (const { tier, policy, rule, skipped } of walk) {
    const met = rule ? `${actions[rule.action]} by ${formatPath(rule.path)}` : 'no rule matches'
    const place = policy.kind === 'BaselineAdminNetworkPolicy' ? tier : `${tier} ${policy.priority}`
    yield* lines.hanging(indent, place, `${policy.title}: ${skipped === undefined ? met : `not asked, as ${skipped}`}`)
  }
}

const actions = { allow: 'accepted', deny: 'refused', pass: 'passed on' } as const
const indent = ' '.repeat(11)
const mostPairs = 6

function* fixLines(lines: Lines, { workloads }: ShownExplanation, each: ExplainedFlow): Generator<string> {
  const outcome = each.fix()
  if ('reason' in outcome) {
    yield* lines.hanging('  ', 'fix    ', `none: ${outcome.reason}`)
    return
  }
  const { changes, opens } = outcome.fix
  for (const [i, change] of changes.entries()) yield* changeLines(lines, change, i === 0)
  const pairs = pairTexts(opens, (endpoint) => workloads.of(endpoint).title)
  const what = `${portWords(each.flow)} for ${enumerate(pairs, mostPairs)}`
  yield* lines.text(indent, pairs.length === 0 ? 'It opens nothing else.' : `It opens also ${what}.`)
}

function* changeLines(lines: Lines, change: FixChange, isFirst: boolean): Generator<string> {
  const label = isFirst ? 'fix    ' : '       '
  if (change.kind === 'create') {
    yield* lines.hanging('  ', label, 'a new policy:')
    yield* lines.yaml(indent, change.object)
    return
  }
  const { source, path, index, value } = change
  const title = `${source.kind} ${source.namespace === '' ? '' : `${source.namespace}/`}${source.name}`
  const where = index === undefined ? formatPath(path) : formatPath([...path, index])
  yield* lines.hanging('  ', label, `add to ${title}, as ${where}:`)
  yield* lines.place(indent, placeIn(source, path))
  yield* lines.yaml(indent, [value])
}

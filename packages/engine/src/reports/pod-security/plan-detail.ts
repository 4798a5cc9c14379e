import { locatePath } from '../../findings/index.ts'
import {
  type BlockedLevel,
  type Blocker,
  formatPolicy,
  formatVersion,
  isSystem,
  type NamespacePlan,
  type Subject,
} from '../../pod-security/index.ts'
import { wrapCommand } from '../commands.ts'
import { placeText, resourceTitle } from '../names.ts'
import type { ReportOptions } from '../options.ts'
import { type Paint, painter } from '../paint.ts'
import { layoutWidth } from '../width.ts'
import { count, enumerate, visible, widthOf, wrap } from '../text.ts'
import { splitText } from './plan-split.ts'
import { couldEnforce, holdingText, labelCommand } from './plan-report.ts'

/** Blockers that are shown with all that is wrong; the rest are named. */
const mostBlockers = 12

/** All about one namespace, for a terminal. */
export function* planDetail(plan: NamespacePlan, options: ReportOptions): Generator<string> {
  const paint = painter(options.color)
  const width = layoutWidth(options)
  const body = (text: string, indent = 2) =>
    wrap(visible(text), width - indent).map((part) => `${' '.repeat(indent)}${part}\n`)
  yield `${paint.bold(visible(plan.namespace))}\n`
  yield* body(standing(plan))
  for (const { label, value, message } of plan.labelErrors)
    yield* body(`label ${label}: ${JSON.stringify(value)} ${message}`)
  if (plan.exempt)
    yield* body('The configuration of the API server exempts it: its labels do nothing, whatever they say.')
  else if (isSystem(plan.namespace)) yield* body('Kubernetes keeps it for itself: no stage is proposed.')
  const holding = holdingText(plan)
  if (holding !== undefined) yield* body(`${holding}.`)
  yield* blockerSection(plan, 'baseline', paint, width)
  yield* blockerSection(plan, 'restricted', paint, width)
  if (plan.blockers.baseline.length + plan.blockers.restricted.length > 0) {
    yield '\n'
    yield* body(classLegend)
  }
  yield* section('Refused by what it enforces', plan.refused.length > 0)
  for (const { subject, message, trigger } of plan.refused) {
    const fate = subject.kind === 'pod' ? `runs, and is refused at ${trigger}` : 'is refused when it is made'
    yield* body(`${titleOf(subject)} ${fate}: ${message}`, 4)
  }
  const injected = plan.subjects.filter(({ injected: each }) => each !== undefined)
  yield* section('Changed after their template', injected.length > 0)
  for (const subject of injected) yield* body(injectionText(subject), 4)
  yield* section('Policy versions to come', plan.forecast.length > 0 || plan.advice !== undefined)
  for (const { level, minor, refused, allowed } of plan.forecast) {
    const parts = [
      ...(refused.length > 0 ? [`refuses ${changesText(refused)}`] : []),
      ...(allowed.length > 0 ? [`takes ${changesText(allowed)}`] : []),
    ]
    yield* body(`${level}:v1.${minor} ${parts.join('; ')}`, 4)
  }
  if (plan.advice) {
    const { choice, version, reason } = plan.advice
    yield* body(
      `${choice === 'pin' ? `Pin ${plan.enforceable} at ${formatVersion(version)}` : `Let ${plan.enforceable} follow latest`}: ${reason}.`,
      4,
    )
  }
  yield* section('Root in the pod, not on the node', plan.alternatives.length > 0)
  for (const text of alternativeTexts(plan)) yield* body(text, 4)
  yield* section('A namespace of their own', plan.splits.length > 0)
  for (const split of plan.splits) yield* splitText(split, body)
  yield* section('Roll-out', plan.stages.length > 0)
  for (const [i, stage] of plan.stages.entries()) {
    yield* body(
      `${i + 1}. ${stage.after === undefined ? 'Now' : `When ${stage.after}`}: ${stage.labels[enforce] === undefined ? 'warn and audit' : `enforce ${stage.enforces}`}`,
      4,
    )
    for (const part of wrapCommand(labelCommand(plan.namespace, stage), width - 7))
      yield `       ${paint.command(part)}\n`
  }
  if (!plan.subjects.some(({ kind }) => kind === 'pod') && plan.subjects.length > 0) {
    yield '\n'
    yield* body('No running pods were given: what webhooks put into pods after these manifests was not judged.')
  }
  yield '\n'

  function* section(title: string, shown: boolean): Generator<string> {
    if (shown) yield `\n  ${paint.bold(title)}\n`
  }
}

const classLegend =
  '[evidence]: right only if the privilege is not used. [value]: needs one from you. [none]: no edit is right for everyone.'

const enforce = 'pod-security.kubernetes.io/enforce'

function standing(plan: NamespacePlan): string {
  const { policy, subjects, enforceable } = plan
  const now = `Enforces ${formatPolicy(policy.enforce)}`
  if (subjects.length === 0) return `${now}; it has no pods here.`
  const could = couldEnforce(plan)
  if (enforceable === policy.enforce.level && !plan.pinned) return `${now}, the strictest that all its pods pass.`
  return `${now}; all its pods pass ${could}.`
}

/** The workloads that keep the namespace from a level, each with what it violates and what lifts that. */
function* blockerSection(plan: NamespacePlan, level: BlockedLevel, paint: Paint, width: number): Generator<string> {
  const blockers = plan.blockers[level]
  if (blockers.length === 0) return
  yield `\n  ${paint.bold(`In the way of ${level}`)}\n`
  for (const blocker of blockers.slice(0, mostBlockers))
    yield* blockerText(blocker, toldBefore(plan, blocker), paint, width)
  const rest = blockers.slice(mostBlockers)
  if (rest.length === 0) return
  const names = enumerate(
    rest.map(({ subject }) => titleOf(subject)),
    6,
  )
  yield* wrap(`and ${rest.length} more, which -o json has: ${visible(names)}`, width - 4).map((part) => `    ${part}\n`)
}

/** What stands under baseline already is not told again under restricted. */
function toldBefore({ blockers }: NamespacePlan, { level, subject }: Blocker): ReadonlySet<string> {
  if (level === 'baseline') return new Set()
  const before = blockers.baseline.find((blocker) => blocker.subject === subject)
  return new Set(before?.violations.map(({ detail }) => detail))
}

function* blockerText(
  { subject, alike, fields, lifts, violations }: Blocker,
  told: ReadonlySet<string>,
  paint: Paint,
  width: number,
): Generator<string> {
  const title = visible(titleOf(subject)) + (alike.length > 0 ? ` and ${count(alike.length, 'pod')} alike` : '')
  const [first] = fields
  const place = first ? visible(placeText(locatePath(subject.workload.resource.document, first.path))) : ''
  const room = width - 4 - widthOf(title) - widthOf(place)
  yield room >= 2
    ? `    ${paint.bold(title)}${' '.repeat(room)}${paint.dim(place)}\n`
    : `    ${paint.bold(title)}\n      ${paint.dim(place)}\n`
  if (subject.embedded) yield `      ${paint.dim('in a custom resource: admission sees its pods only')}\n`
  const untold = violations.filter(({ detail }) => !told.has(detail))
  for (const { check, reason, detail } of untold) {
    yield* wrap(visible(`${reason} (${detail})`), width - 6).map((part) => `      ${part}\n`)
    const own = lifts.filter((lift) => lift.check === check)
    for (const [text, of] of Map.groupBy(own, ({ description, class: each }) => `${description} [${each}]`)) {
      const times = of.length > 1 ? ` (${count(of.length, 'place')})` : ''
      yield* wrap(visible(`→ ${text}${times}`), width - 8).map((part) => `        ${paint.dim(part)}\n`)
    }
  }
  if (untold.length < violations.length) yield `      ${paint.dim('and what keeps it from baseline')}\n`
}

function alternativeTexts({ alternatives }: NamespacePlan): string[] {
  if (alternatives.length === 0) return []
  const spared = alternatives.map(
    ({ subject, userNamespace }) => `${titleOf(subject)} (${enumerate(userNamespace.lifts)})`,
  )
  const conditions = [...new Set(alternatives.flatMap(({ userNamespace }) => userNamespace.conditions))]
  return [
    `hostUsers: false spares these a user other than root, from v1.35 on: ${enumerate(spared, 6)}.`,
    `It takes ${enumerate(conditions)}.`,
  ]
}

function titleOf({ workload, owner, kind }: Subject): string {
  const title = resourceTitle(workload.resource)
  return kind === 'pod' && owner !== workload.resource ? `${title} of ${owner.kind} ${owner.name}` : title
}

function injectionText(subject: Subject): string {
  const { containers = [], violations = [] } = subject.injected ?? {}
  const what = containers.length > 0 ? `has ${enumerate(containers)} beside its template` : 'differs from its template'
  const more =
    violations.length > 0 ? `, and so violates ${enumerate([...new Set(violations.map(({ reason }) => reason))])}` : ''
  return `${titleOf(subject)} ${what}${more}`
}

function changesText(changes: readonly { readonly subject: Subject; readonly reason: string }[]): string {
  return enumerate(
    changes.map(({ subject, reason }) => `${titleOf(subject)} (${reason})`),
    4,
  )
}

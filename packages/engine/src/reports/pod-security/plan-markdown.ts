import { formatPolicy, formatVersion, type NamespacePlan } from '../../pod-security/index.ts'
import { code, prose } from '../markdown-text.ts'
import { resourceTitle } from '../names.ts'
import { errorPlace } from '../words.ts'
import {
  couldEnforce,
  gapText,
  holdingText,
  labelCommand,
  type PlanReport,
  versionText,
  wayText,
  workloadCount,
} from './plan-report.ts'

/** The plan for a pull request or a page: a table, then a section for each namespace with something to say. */
export function* planMarkdown({ version, goal, namespaces, errors, notAudited }: PlanReport): Generator<string> {
  yield `## Pod Security at ${versionText(version)}, on the way to ${goal}\n\n`
  for (const error of errors) yield `- could not be read: ${code(errorPlace(error))}: ${prose(error.message)}\n`
  for (const { path, reason } of notAudited) yield `- not judged: ${code(path)}: ${prose(reason)}\n`
  if (errors.length + notAudited.length > 0) yield '\n'
  yield '| namespace | enforces | could enforce | gap | workloads | in the way |\n| --- | --- | --- | --- | --- | --- |\n'
  for (const plan of namespaces) {
    const could = plan.subjects.length === 0 ? '-' : couldEnforce(plan)
    yield `| ${code(plan.namespace)} | ${formatPolicy(plan.policy.enforce)} | ${could} | ${gapText(plan)} | ${workloadCount(plan)} | ${wayText(plan)} |\n`
  }
  for (const plan of namespaces) {
    if (plan.stages.length + plan.refused.length > 0) yield* section(plan)
  }
}

function* section(plan: NamespacePlan): Generator<string> {
  yield `\n### ${prose(plan.namespace)}\n\n`
  const holding = holdingText(plan)
  if (holding !== undefined) yield `${holding}.\n\n`
  const blockers = [...plan.blockers.baseline, ...plan.blockers.restricted]
  if (blockers.length > 0)
    yield '| workload | fails | fields | violations | what lifts it |\n| --- | --- | --- | --- | --- |\n'
  for (const { subject, level, violations, fields, lifts } of blockers) {
    const words = violations.map(({ reason }) => prose(reason)).join(', ')
    const edits = [...new Set(lifts.map((lift) => `${prose(lift.description)} (${lift.class})`))].join('<br>')
    yield `| ${code(resourceTitle(subject.workload.resource))} | ${level} | ${fields.length} | ${words} | ${edits} |\n`
  }
  for (const { subject, message, trigger } of plan.refused)
    yield `\n**Refused**: ${code(resourceTitle(subject.workload.resource))}, at ${prose(trigger)}: ${prose(message)}\n`
  for (const { level, minor, refused, allowed } of plan.forecast) {
    const names = (changes: typeof refused) => changes.map(({ subject }) => code(subject.owner.name)).join(', ')
    if (refused.length > 0) yield `\n${level}:v1.${minor} refuses ${names(refused)}.\n`
    if (allowed.length > 0) yield `\n${level}:v1.${minor} takes ${names(allowed)}.\n`
  }
  if (plan.advice)
    yield `\n${plan.advice.choice === 'pin' ? `Pin at ${formatVersion(plan.advice.version)}` : 'Follow latest'}: ${prose(plan.advice.reason)}.\n`
  for (const { level, proposal } of plan.splits) {
    const moved = [...new Set(proposal.moved.map(({ resource }) => code(resourceTitle(resource))))].join(', ')
    yield `\n**Or** move ${moved} to a namespace ${code(proposal.target)}, and enforce ${level} for the rest:\n\n`
    for (const { action, message, remedy } of proposal.consequences)
      yield `- ${action}: ${prose(message)}. ${prose(remedy)}.\n`
  }
  if (plan.stages.length > 0) yield '\n```sh\n'
  for (const stage of plan.stages) {
    yield `# ${stage.after === undefined ? 'now' : `when ${stage.after}`}\n${labelCommand(plan.namespace, stage).join(' ')}\n`
  }
  if (plan.stages.length > 0) yield '```\n'
}

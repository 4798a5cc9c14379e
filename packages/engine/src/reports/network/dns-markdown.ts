import { code, prose } from '../markdown-text.ts'
import { placeText, resourceTitle } from '../names.ts'
import { count } from '../text.ts'
import { setupLines, type ShownDns } from './dns-report.ts'

/** Places of one cause that are written out before the rest is counted. */
const mostPlaces = 25

/** The report for a pull request or a wiki. */
export function* dnsMarkdown(report: ShownDns): Generator<string> {
  const { findings, workloads, assumptions, errors, notAudited } = report
  yield '# DNS\n\n'
  for (const [label, text] of setupLines(report)) yield `- **${label}**: ${prose(text)}\n`
  yield '\n'
  const counted = findings.filter(({ exemption }) => exemption === null)
  if (counted.length === 0) yield `Nothing is wrong that configuration shows, in ${count(workloads, 'workload')}.\n\n`
  for (const group of Map.groupBy(counted, ({ severity, rule }) => `${severity} ${rule}`).values()) {
    const [first] = group
    if (first === undefined) continue
    yield `## ${prose(first.title)} (${first.severity})\n\n${prose(first.why)}\n\n| where | what | mend |\n| --- | --- | --- |\n`
    for (const { resource, location, message, fix } of group.slice(0, mostPlaces))
      yield `| ${prose(resourceTitle(resource))}<br>${code(placeText(location))} | ${prose(message)} | ${prose(fix.description)} |\n`
    if (group.length > mostPlaces) yield `\n${count(group.length - mostPlaces, 'more place')} in the JSON report.\n`
    yield '\n'
  }
  for (const { file, line, message } of errors) yield `${prose(`${file}:${line ?? 1}: ${message}`)}\n\n`
  for (const { path, reason } of notAudited) yield `${prose(`${path} is missing: ${reason}`)}\n\n`
  for (const text of assumptions) yield `${prose(text)}\n\n`
}

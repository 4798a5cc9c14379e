import { type Checked, formatPolicy } from '../../pod-security/index.ts'
import { defaultMaxLength } from '../markdown.ts'
import { code, fileLink, prose } from '../markdown-text.ts'
import { resourceTitle } from '../names.ts'
import type { ReportOptions } from '../options.ts'
import { enumerate } from '../text.ts'
import { errorPlace } from '../words.ts'
import {
  askedText,
  byNamespace,
  type CheckReport,
  judgedText,
  outcomeWords,
  placesOf,
  remarks,
  violationText,
} from './check-report.ts'

/** As a comment on a pull request: counts, then a table for each namespace. What does not fit is counted. */
export function* checkMarkdown(report: CheckReport, options: ReportOptions): Generator<string> {
  const most = (options.maxLength ?? defaultMaxLength) - 400
  const { by, results } = report
  const words = outcomeWords(results).map(({ text }) => text)
  const policy = by.kind === 'level' ? formatPolicy(by.policy) : "the namespaces' labels"
  const head = `### Pod Security: ${words.length > 0 ? enumerate(words) : 'no workload'}\n\n${judgedText(report)} held against ${policy}.\n\n`
  yield head
  let length = head.length
  let left = results.filter(({ outcome }) => outcome !== 'allowed').length
  for (const text of problemLines(report)) {
    if (length + text.length > most * 0.3) break
    length += text.length
    yield text
  }
  for (const [name, all] of byNamespace(report)) {
    const told = all.filter(({ outcome }) => outcome !== 'allowed')
    const opening = `${namespaceText(name, report)}${told.length > 0 ? '| outcome | workload | why | where |\n| --- | --- | --- | --- |\n' : 'All allowed.\n'}`
    if (length + opening.length > most) break
    length += opening.length
    yield opening
    for (const result of told) {
      const text = rowOf(result, report.by, options)
      if (length + text.length > most) break
      length += text.length
      left--
      yield text
    }
    yield '\n'
  }
  if (left > 0) yield `**And ${left} more** that did not fit here.\n`
}

function* problemLines({ errors, notAudited }: CheckReport): Generator<string> {
  for (const error of errors) yield `- **could not be read:** ${code(errorPlace(error))}: ${prose(error.message)}\n`
  for (const { path, kind, reason } of notAudited)
    yield `- **not looked at:** ${code(path)} (${kind}): ${prose(reason)}\n`
  if (errors.length + notAudited.length > 0) yield '\n'
}

function namespaceText(name: string, { namespaces }: CheckReport): string {
  const namespace = namespaces.find((each) => each.name === name)
  const answer = namespace?.answer.message ?? namespace?.answer.warnings.join('; ') ?? ''
  const texts = [
    ...(namespace && !namespace.resource ? ['No Namespace in the input, so taken for one without labels.'] : []),
    ...(namespace ? [`It ${askedText(namespace)}${namespace.exempt ? '; it is exempt' : ''}.`] : []),
    ...(answer === '' ? [] : [prose(answer)]),
  ]
  return `#### ${code(name)}\n\n${texts.length > 0 ? `${texts.join(' ')}\n\n` : ''}`
}

function rowOf(result: Checked, by: CheckReport['by'], options: ReportOptions): string {
  const { outcome, workload, verdict } = result
  const why = [
    ...verdict.violations.map((violation) => prose(violationText(violation))),
    ...remarks(result, by).map((text) => `*${prose(text)}*`),
  ]
  const where = verdict.violations.map((violation) => {
    const line = placesOf(result, violation)[0]?.location.line ?? 1
    return fileLink(workload.resource, line, options.linkBase)
  })
  const cells = [outcome, code(resourceTitle(workload.resource)), why.join('<br>'), [...new Set(where)].join('<br>')]
  return `| ${cells.join(' | ')} |\n`
}

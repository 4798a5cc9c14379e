import { type CutPoint, startTitle, stepsOfPath, targetWords } from '../../takeover/index.ts'
import { locatePath } from '../../findings/index.ts'
import { prose } from '../markdown-text.ts'
import { placeText } from '../names.ts'
import { count } from '../text.ts'
import type { ShownTakeover } from './formats.ts'
import { exposedText, reachText, stepText } from './words.ts'

/** Starts that are written out before the rest is counted. */
const mostStarts = 50

/** The report for a pull request or a wiki. */
export function* takeoverMarkdown(report: ShownTakeover): Generator<string> {
  const { reach, starts, takeover, cut, assumptions, notAudited } = report
  const workloads = takeover.starts.filter(({ kind }) => kind === 'workload').length
  yield '# Takeover paths\n\n| target | workloads | exposed | identities | shortest |\n| --- | --- | --- | --- | --- |\n'
  for (const each of reach)
    yield `| ${targetWords[each.target]} | ${each.workloads} of ${workloads} | ${each.exposed} | ${each.identities} | ${each.shortest === undefined ? '-' : count(each.shortest, 'step')} |\n`
  yield '\n'
  for (const each of starts.slice(0, mostStarts)) {
    yield `## ${prose(startTitle(each.start))} (${each.severity})\n\n`
    const exposed = exposedText(each)
    if (exposed !== '') yield `${prose(exposed)}\n\n`
    for (const path of each.paths) {
      yield `${prose(reachText(path))}:\n\n`
      for (const [i, step] of stepsOfPath(report, path).entries()) {
        yield `${i + 1}. ${prose(stepText(step))} (${step.technique.id})\n`
        for (const grant of step.grants) yield `   - ${placed(grant)}\n`
      }
      yield '\n'
    }
  }
  if (starts.length > mostStarts) yield `${count(starts.length - mostStarts, 'more start')} in the JSON report.\n\n`
  if (cut.grants.length > 0) {
    yield `## The cut\n\n${count(cut.grants.length, 'grant')} to take back; ${cut.optimal ? 'nothing cheaper ends all paths' : `cost ${cut.cost}, at least ${cut.lowerBound}`}.\n\n`
    for (const { point, paths } of cut.grants)
      yield `1. ${prose(point.fix.description || point.title)}: ${placed(point)}, on ${count(paths, 'path')}\n`
    yield '\n'
  }
  for (const text of [...assumptions, ...notAudited.map(({ path, reason }) => `${path} is missing: ${reason}`)])
    yield `${prose(text)}\n\n`
}

function placed({ title, resource, path }: CutPoint): string {
  const place = resource && placeText(locatePath(resource.document, path))
  return `${prose(title)}${place === undefined ? '' : ` (${prose(place)})`}`
}

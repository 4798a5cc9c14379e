import type { ReportOptions } from '../options.ts'
import { type Paint, painter } from '../paint.ts'
import { enumerate, visible, wrap } from '../text.ts'
import { layoutWidth } from '../width.ts'
import { type Change, changesOf } from './diff-parts.ts'
import type { ShownComparison } from './diff.ts'
import { PartyWords } from './party-words.ts'
import { inputProblems } from './problems.ts'
import { rowLines } from './rows.ts'

/** What can newly connect, then what no longer can. */
export function* diffTable(shown: ShownComparison, options: ReportOptions): Generator<string> {
  const { comparison } = shown
  const paint = painter(options.color)
  const width = layoutWidth(options)
  yield* inputProblems(shown, width)
  const words = new PartyWords(comparison.parties)
  const opened = changesOf(comparison, 'opened')
  const closed = changesOf(comparison, 'closed')
  if (opened.length > 0) yield* changeLines(paint.severity('high', 'OPENED'), opened, words, width, paint)
  if (closed.length > 0) yield* changeLines(paint.good('CLOSED'), closed, words, width, paint)
  for (const text of remarks(shown, opened.length, closed.length))
    yield* wrap(visible(text), width).map((part) => `${part}\n`)
}

function* changeLines(
  title: string,
  changes: readonly Change[],
  words: PartyWords,
  width: number,
  paint: Paint,
): Generator<string> {
  yield `${title}\n`
  const rows = changes.map(({ to, from, ports }) => ({
    to: words.of(to),
    from: words.of(from, to),
    ports: ports.text,
  }))
  for (const line of rowLines(rows, width - 2, paint)) yield `  ${line}`
  yield '\n'
}

const mostNames = 5

/** The outcome in a sentence, and what was not compared. */
export function remarks({ comparison }: ShownComparison, opened: number, closed: number): string[] {
  const { added, removed } = comparison
  const outcome =
    opened > 0
      ? closed > 0
        ? 'It opens something, and closes something.'
        : 'It opens something, and closes nothing.'
      : closed > 0
        ? 'It opens nothing, and closes something.'
        : 'It changes nothing of what can connect.'
  return [
    outcome,
    ...(added.length > 0 ? [`New, so that nothing is compared: ${enumerate(added, mostNames)}.`] : []),
    ...(removed.length > 0 ? [`No longer there: ${enumerate(removed, mostNames)}.`] : []),
  ]
}

import { prose } from '../markdown-text.ts'
import { changesOf } from './diff-parts.ts'
import { remarks } from './diff-table.ts'
import type { ShownComparison } from './diff.ts'
import { PartyWords } from './party-words.ts'
import { inputProblems } from './problems.ts'

/** For the comment of a pull request. */
export function* diffMarkdown(shown: ShownComparison): Generator<string> {
  const { comparison } = shown
  const words = new PartyWords(comparison.parties)
  const [opened, closed] = [changesOf(comparison, 'opened'), changesOf(comparison, 'closed')]
  yield '## What this changes of what can connect\n\n'
  for (const problem of inputProblems(shown, 10_000)) if (problem !== '\n') yield `> ${prose(problem.trimEnd())}\n`
  for (const [title, changes] of [
    ['Opened', opened],
    ['Closed', closed],
  ] as const) {
    if (changes.length === 0) continue
    yield `### ${title}\n\n| to | from | ports |\n| --- | --- | --- |\n`
    for (const { to, from, ports } of changes)
      yield `| ${[words.of(to), words.of(from, to), ports.text].map((cell) => prose(cell)).join(' | ')} |\n`
    yield '\n'
  }
  for (const text of remarks(shown, opened.length, closed.length)) yield `${prose(text)}\n`
}

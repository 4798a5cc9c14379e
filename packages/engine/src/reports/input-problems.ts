import type { InputError, NotAudited } from '../audit/index.ts'
import type { ReportOptions } from './options.ts'
import { painter } from './paint.ts'
import { count, visible, wrap } from './text.ts'
import { layoutWidth } from './width.ts'
import { errorPlace } from './words.ts'

interface Problem {
  readonly place: string
  readonly message: string
}

/** Documents and sources that are named; one broken generator may write thousands. */
const mostProblems = 20

/** What could not be read, and what was not looked at, each with the reason. */
export function* inputProblems(
  { errors, notAudited }: { readonly errors: readonly InputError[]; readonly notAudited: readonly NotAudited[] },
  options: ReportOptions,
): Generator<string> {
  const paint = painter(options.color)
  const width = layoutWidth(options)
  if (errors.length > 0) {
    yield `${paint.severity('high', `Could not be read: ${count(errors.length, 'document or file', 'documents or files')}`)}\n`
    yield* problems(errors.map((error) => ({ place: errorPlace(error), message: error.message })))
  }
  if (notAudited.length > 0) {
    yield `${paint.severity('high', `Not audited: ${count(notAudited.length, 'source')}`)}\n`
    yield* problems(notAudited.map(({ kind, path, reason }) => ({ place: `${path} (${kind})`, message: reason })))
  }

  /** Places with what is wrong there; those with the same trouble together. */
  function* problems(all: readonly Problem[]): Generator<string> {
    const shown = all.length > mostProblems + 1 ? all.slice(0, mostProblems) : all
    for (const [message, alike] of Map.groupBy(shown, (problem) => problem.message)) {
      for (const { place } of alike) yield `  ${paint.bold(visible(place))}\n`
      for (const line of wrap(visible(message), width - 4)) yield `    ${line}\n`
    }
    if (all.length > shown.length)
      yield `  and ${(all.length - shown.length).toLocaleString('en')} more; -o json has them all\n`
    yield '\n'
  }
}

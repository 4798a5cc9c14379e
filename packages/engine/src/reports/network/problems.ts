import type { InputError, NotAudited } from '../../audit/index.ts'
import { visible, wrap } from '../text.ts'
import { errorPlace } from '../words.ts'

const most = 20

/** What of the input is missing from an answer, before the answer. */
export function* inputProblems(
  { errors, notAudited }: { readonly errors: readonly InputError[]; readonly notAudited: readonly NotAudited[] },
  width: number,
): Generator<string> {
  const all = [
    ...errors.map((error) => `${errorPlace(error)}: ${error.message}`),
    ...notAudited.map(({ kind, path, reason }) => `${path} (${kind}) is missing from this answer: ${reason}`),
  ]
  for (const text of all.slice(0, most)) yield* wrap(visible(text), width).map((part) => `${part}\n`)
  if (all.length > most) yield `and ${all.length - most} more; -o json has them all\n`
  if (all.length > 0) yield '\n'
}

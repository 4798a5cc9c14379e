import { locatePath } from '../../findings/index.ts'
import type { MoveConsequence, Split } from '../../pod-security/index.ts'
import { placeText, resourceTitle } from '../names.ts'
import { count, enumerate } from '../text.ts'

/** What each action asks of the reader, the gravest first. */
const headings: readonly (readonly [MoveConsequence['action'], string])[] = [
  ['lost', 'Cannot be had there'],
  ['change', 'Has to be changed'],
  ['copy', 'Is needed in both'],
  ['check', 'Look at'],
  ['moves', 'Goes along'],
]

/** Consequences of one kind that are told in full. */
const mostTold = 6

/** A split for a terminal: who moves, what it gains, and what it takes. */
export function* splitText(
  { level, proposal: { target, moved, consequences, obstacles } }: Split,
  body: (text: string, indent?: number) => Iterable<string>,
): Generator<string> {
  const names = enumerate([...new Set(moved.map(({ resource }) => resourceTitle(resource)))], 5)
  const unwise =
    obstacles.length === 0
      ? ''
      : ` ${count(obstacles.length, 'thing')} below ${obstacles.length === 1 ? 'speaks' : 'speak'} against it: data does not move.`
  yield* body(`In a namespace ${target}, ${names} would leave the others to ${level}.${unwise}`, 4)
  for (const [action, heading] of headings) {
    const own = consequences.filter((each) => each.action === action)
    if (own.length === 0) continue
    if (action === 'moves') {
      yield* body(`${heading}: ${enumerate([...new Set(own.map(({ resource }) => resourceTitle(resource)))], 8)}`, 4)
      continue
    }
    yield* body(`${heading}:`, 4)
    for (const { message, remedy, resource, path } of own.slice(0, mostTold)) {
      const place = placeText(locatePath(resource.document, path ?? resource.base))
      yield* body(`- ${message}. ${remedy} (${place})`, 6)
    }
    if (own.length > mostTold) yield* body(`and ${own.length - mostTold} more, which -o json has`, 6)
  }
}

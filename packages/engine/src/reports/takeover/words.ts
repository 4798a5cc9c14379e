import { locatePath } from '../../findings/index.ts'
import type { CutPoint, PathStep, ReachingStart, Start, TakeoverPath } from '../../takeover/index.ts'
import { targetWords, whoText } from '../../takeover/index.ts'
import { placeText } from '../names.ts'
import { count, enumerate } from '../text.ts'

/** What is done at a step, and as whom. */
export function stepText({ text, as }: PathStep): string {
  return as.length === 0 ? text : `${text}, as ${enumerate(as.map(whoText))}`
}

/** A declaration with where it stands. */
export function grantText(point: CutPoint): string {
  const { resource, path, title } = point
  return resource === undefined ? title : `${title} (${placeText(locatePath(resource.document, path))})`
}

export function reachText({ target, length }: TakeoverPath): string {
  return length === 0 ? `${targetWords[target]} as it is` : `${targetWords[target]} in ${count(length, 'step')}`
}

/** How a start is reached from outside: ` from outside by Service shop/cart`. */
export function exposedText({ exposed }: ReachingStart): string {
  return exposed.length === 0 ? '' : `reachable from outside: ${enumerate(exposed, 2)}`
}

/** Starts whose steps are the same word for word are told once. */
export function startKind(start: Start): string {
  return start.kind === 'workload' ? 'workload' : 'identity'
}

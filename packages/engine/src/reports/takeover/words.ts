import { type PathStep, type ReachingStart, type TakeoverPath, targetWords, whoText } from '../../takeover/index.ts'
import { count, enumerate } from '../text.ts'

/** What is done at a step, and as whom. */
export function stepText({ text, as }: PathStep): string {
  return as.length === 0 ? text : `${text}, as ${enumerate(as.map(whoText))}`
}

export function reachText({ target, length }: TakeoverPath): string {
  return length === 0 ? `${targetWords[target]} as it is` : `${targetWords[target]} in ${count(length, 'step')}`
}

/** How a start is reached from outside: `reachable from outside: LoadBalancer Service shop/cart`; empty when it is not. */
export function exposedText({ exposed }: ReachingStart): string {
  return exposed.length === 0 ? '' : `reachable from outside: ${enumerate(exposed, 2)}`
}

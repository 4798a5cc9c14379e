import type { LabelSelector } from '../../cluster/index.ts'
import { fields, list, text, textsIn } from '../world/source.ts'

/** Reads a label selector as it is written; fields of another type count as not written. */
export function readSelector(value: unknown): LabelSelector {
  const { matchLabels, matchExpressions } = fields(value)
  return {
    matchLabels: textsIn(matchLabels),
    matchExpressions: list(matchExpressions).map((each) => {
      const { key, operator, values } = fields(each)
      return {
        key: text(key),
        operator: text(operator),
        values: list(values).filter((one): one is string => typeof one === 'string'),
      }
    }),
  }
}

/** The selector that every namespace of this name, and no other, matches. */
export function namespaceCalled(name: string): LabelSelector {
  return { matchLabels: { 'kubernetes.io/metadata.name': name } }
}

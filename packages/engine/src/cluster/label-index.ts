import type { LabelSelector } from './pod-shape.ts'
import { labelsMatch, selectorMatches } from './selector.ts'

type Labels = Readonly<Record<string, string>>

/** Things with labels, by namespace; a selector looks only at those that hold the rarest label it needs. */
export interface LabelIndex<T> {
  inNamespace(namespace: string): readonly T[]
  selected(namespace: string, selector: LabelSelector | undefined): readonly T[]
  selectedByLabels(namespace: string, labels: Labels | undefined): readonly T[]
}

/** A label that a selector cannot do without, and the values that it takes. */
type NeededLabel = readonly [key: string, values: readonly string[]]

/** Builds the index; the part by label is filled on first use. */
export function indexByLabel<T>(
  items: readonly T[],
  namespaceOf: (item: T) => string,
  labelsOf: (item: T) => Labels | undefined,
): LabelIndex<T> {
  const byNamespace = Map.groupBy(items, namespaceOf)
  const inNamespace = (namespace: string) => byNamespace.get(namespace) ?? []
  let byLabel: ReadonlyMap<string, readonly T[]> | undefined
  const candidates = (namespace: string, needed: readonly NeededLabel[]): readonly T[] => {
    let fewest: readonly (readonly T[])[] = [inNamespace(namespace)]
    for (const [key, values] of needed) {
      byLabel ??= groupByLabel(items, namespaceOf, labelsOf)
      const index = byLabel
      const found = values.map((value) => index.get(labelKey(namespace, key, value)) ?? [])
      if (countIn(found) < countIn(fewest)) fewest = found
    }
    return fewest.length === 1 ? (fewest[0] ?? []) : fewest.flat()
  }
  return {
    inNamespace,
    selected: (namespace, selector) =>
      candidates(namespace, neededBy(selector)).filter((item) => selectorMatches(selector, labelsOf(item))),
    selectedByLabels: (namespace, labels) =>
      candidates(namespace, neededBy({ matchLabels: labels })).filter((item) => labelsMatch(labels, labelsOf(item))),
  }
}

function neededBy(selector: LabelSelector | undefined): NeededLabel[] {
  const expressions = selector?.matchExpressions ?? []
  return [
    ...Object.entries(selector?.matchLabels ?? {}).map(([key, value]): NeededLabel => [key, [value]]),
    ...expressions.flatMap(({ key = '', operator, values = [] }): NeededLabel[] =>
      operator === 'In' ? [[key, [...new Set(values)]]] : [],
    ),
  ]
}

function groupByLabel<T>(
  items: readonly T[],
  namespaceOf: (item: T) => string,
  labelsOf: (item: T) => Labels | undefined,
): ReadonlyMap<string, readonly T[]> {
  const index = new Map<string, T[]>()
  for (const item of items) {
    for (const [key, value] of Object.entries(labelsOf(item) ?? {})) {
      const name = labelKey(namespaceOf(item), key, value)
      const found = index.get(name)
      if (found) found.push(item)
      else index.set(name, [item])
    }
  }
  return index
}

function labelKey(namespace: string, key: string, value: string): string {
  return `${namespace}\0${key}\0${value}`
}

function countIn(lists: readonly (readonly unknown[])[]): number {
  return lists.reduce((count, list) => count + list.length, 0)
}

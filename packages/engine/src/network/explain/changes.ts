import { type Path, valueAt } from '../../yaml/index.ts'
import type { NetworkInput, Source } from '../world/source.ts'
import { isGiven } from '../world/source.ts'

type Fields = Readonly<Record<string, unknown>>

/** One step of a fix. */
export type FixChange =
  | {
      readonly kind: 'add'
      readonly source: Source
      /** The list, or the field where there is no list yet. */
      readonly path: Path
      /** Where in the list; undefined for a list that there is not yet. */
      readonly index: number | undefined
      readonly value: unknown
    }
  | { readonly kind: 'create'; readonly object: Fields }

/** The change of an object that is there, as JSON Patch. Source: RFC 6902. */
export function patchOf({ path, index, source, value }: Extract<FixChange, { kind: 'add' }>) {
  const length = Array.isArray(valueAt(source.object, path)) ? (valueAt(source.object, path) as unknown[]).length : 0
  const pointer = `/${path.join('/')}`
  if (index === undefined) return [{ op: 'add', path: pointer, value: [value] }]
  return [{ op: 'add', path: `${pointer}/${index >= length ? '-' : index}`, value }]
}

/** Objects with changes made to them. */
export function withChanges(sources: readonly Source[], changes: readonly FixChange[]): NetworkInput[] {
  const changed = new Map<Source, Fields>()
  for (const change of changes)
    if (change.kind === 'add')
      changed.set(change.source, added(changed.get(change.source) ?? change.source.object, change))
  return [
    ...sources.map((source) => changed.get(source) ?? source.object),
    ...changes.flatMap((change) => (change.kind === 'create' ? [change.object] : [])),
  ]
}

function added(object: Fields, { path, index, value }: Extract<FixChange, { kind: 'add' }>): Fields {
  return at(object, path, (list) => {
    const items: readonly unknown[] = Array.isArray(list) ? (list as unknown[]) : []
    return items.toSpliced(index ?? 0, isGiven(list) ? 0 : items.length, value)
  }) as Fields
}

function at(value: unknown, path: Path, change: (value: unknown) => unknown): unknown {
  const [first, ...rest] = path
  if (first === undefined) return change(value)
  if (Array.isArray(value)) return (value as unknown[]).map((each, i) => (i === first ? at(each, rest, change) : each))
  const own = value !== null && typeof value === 'object' ? (value as Fields) : {}
  return { ...own, [first]: at(own[String(first)], rest, change) }
}

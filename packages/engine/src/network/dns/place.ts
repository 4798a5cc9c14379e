import type { Resource } from '../../cluster/index.ts'
import { locatePath } from '../../findings/index.ts'
import type { Path } from '../../yaml/index.ts'

/** Where something is declared, as editors take it. */
export function placeOf(resource: Resource, path: Path): string {
  const { file, line, column } = locatePath(resource.document, path)
  return `${file}:${line}:${column}`
}

/** A list as people say it, its end counted where it is long. */
export function enumerate(items: readonly string[], most = 3): string {
  const shown = items.length > most + 1 ? [...items.slice(0, most), `${items.length - most} more`] : items
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

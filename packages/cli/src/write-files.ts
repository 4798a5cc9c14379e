import { type LoadedInput, writeWhole } from '@warrant/adapters/files'
import { WarrantError } from '@warrant/engine/errors'
import type { SourceText } from '@warrant/engine/yaml'
import { createTwoFilesPatch } from 'diff'

/** A file as it was read and as it is to be. */
export interface ChangedFile {
  readonly source: SourceText
  readonly after: string
}

/**
 * Writes each file whole, and returns the names of those that were written. What did not come from a file, such as
 * standard input, is passed over. Ctrl-C takes effect between two files, never within one.
 *
 * @throws WarrantError `write-failed` or `interrupted`, with a tally of what had been written.
 */
export async function writeFiles(
  changed: readonly ChangedFile[],
  input: Pick<LoadedInput, 'sources' | 'roots'>,
): Promise<Set<string>> {
  const files = new Map(input.sources.map((file) => [file.source.name, file]))
  const toWrite = changed.filter(({ source }) => files.has(source.name))
  const written = new Set<string>()
  let interrupted = false
  const onInterrupt = () => (interrupted = true)
  process.on('SIGINT', onInterrupt).on('SIGTERM', onInterrupt)
  try {
    for (const { source, after } of toWrite) {
      const file = files.get(source.name)
      if (!file) continue
      if (interrupted) throw new WarrantError('interrupted', `interrupted; ${tally(written, toWrite.length)}`)
      try {
        await writeWhole(file.path, after, {
          allowedRoots: input.roots,
          expected: source.text,
          encoding: file.encoding,
        })
      } catch (error) {
        if (!(error instanceof WarrantError)) throw error
        throw new WarrantError(error.code, `${error.message}; ${tally(written, toWrite.length)}`, {
          cause: error,
          place: error.place,
        })
      }
      written.add(source.name)
    }
  } finally {
    process.off('SIGINT', onInterrupt).off('SIGTERM', onInterrupt)
  }
  return written
}

function tally(written: ReadonlySet<string>, total: number): string {
  if (written.size === 0) return 'no file was written'
  return `${written.size} of ${total} files had been written: ${[...written].join(', ')}`
}

/** The changes as unified diffs, as `git apply` takes them. */
export function* unifiedDiffs(changed: readonly ChangedFile[]): Generator<string> {
  for (const { source, after } of changed) {
    const [before, now] = [`a/${source.name}`, `b/${source.name}`]
    const patch = createTwoFilesPatch(before, now, source.text, after, undefined, undefined, { context: 3 })
    yield patch.replace(/^=+\n/, '')
  }
}

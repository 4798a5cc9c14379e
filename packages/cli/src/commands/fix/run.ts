import { createTwoFilesPatch } from 'diff'
import { writeWhole } from '@warrant/adapters/files'
import { type Mended, mend } from '@warrant/engine/audit'
import { WarrantError } from '@warrant/engine/errors'
import { formatMended } from '@warrant/engine/reports'
import { exitCodes, printInputErrors } from '../../errors.ts'
import { inNamespaces } from '../../namespaces.ts'
import { terminalOf, writeOut } from '../../output.ts'
import { nothingToJudge, type Prepared, prepare } from '../../prepare.ts'
import { exitCodeOfFindings } from '../../verdict.ts'
import { captured, type Captured } from './capture.ts'
import type { FixCommandOptions } from './command.ts'
import { proposalsFor } from './proposals.ts'

/** Mends, writes what was proven, prints what was done and returns the exit status. */
export async function runFix(paths: readonly string[], options: FixCommandOptions): Promise<number> {
  const fromStdin = [...paths, ...(options.filename ?? [])].includes('-')
  const textOut = fromStdin && !options.dryRun && !options.diff
  if (textOut && options.output !== 'table') {
    throw new WarrantError(
      'usage',
      `the mended text of standard input goes to standard output; give --dry-run to have the report as ${options.output} there`,
    )
  }
  const stdin = captured(process.stdin)
  const prepared = await prepare(paths, options, { wholeProfile: true, stdin: stdin.stream })
  const wanted = inNamespaces(prepared.configuration, options.namespace ?? [])
  const mended = mend(prepared.cluster, {
    ...prepared.audit,
    include: new Set(options.include ?? []),
    selects: (finding) => prepared.selected.has(finding.rule) && wanted(finding),
  })
  printInputErrors(prepared.input.errors)
  const dryRun = options.dryRun === true
  const written = dryRun ? new Set<string>() : await writeFiles(mended, prepared)
  if (textOut) await writeOut([textOfStdin(mended, prepared, stdin)])
  if (options.diff) await writeOut(diffs(mended))
  if (!options.diff || options.output !== 'table')
    await report(mended, prepared, options, { dryRun, written, toStderr: textOut })
  const left = mended.remaining.filter((finding) => prepared.selected.has(finding.rule) && wanted(finding))
  if (nothingToJudge(prepared)) return exitCodes.wrongInput
  return exitCodeOfFindings(left, prepared.input, prepared.failOn, options.exitCode)
}

interface Writing {
  readonly dryRun: boolean
  readonly written: ReadonlySet<string>
  readonly toStderr: boolean
}

async function report(
  mended: Mended,
  prepared: Prepared,
  options: FixCommandOptions,
  { dryRun, written, toStderr }: Writing,
): Promise<void> {
  const stream = toStderr ? process.stderr : process.stdout
  const chunks = formatMended(
    options.output,
    mended,
    { dryRun, files: written, proposals: proposalsFor(mended.outcomes, process.cwd()) },
    { ...terminalOf(stream, options.color), paths: prepared.targets },
  )
  if (!toStderr) return writeOut(chunks)
  for (const chunk of chunks) process.stderr.write(chunk)
}

/** Writes each file whole. Ctrl-C takes effect between two files, never within one. */
async function writeFiles(mended: Mended, { input }: Prepared): Promise<Set<string>> {
  const files = new Map(input.sources.map((file) => [file.source.name, file]))
  const toWrite = mended.files.filter(({ source }) => files.has(source.name))
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

function textOfStdin(mended: Mended, { input }: Prepared, stdin: Captured): string {
  const onDisk = new Set(input.sources.map((file) => file.source.name))
  const changed = mended.files.find(({ source }) => !onDisk.has(source.name))
  return changed?.after ?? stdin.text()
}

function* diffs(mended: Mended): Generator<string> {
  for (const { source, after } of mended.files) {
    const patch = createTwoFilesPatch(
      `a/${source.name}`,
      `b/${source.name}`,
      source.text,
      after,
      undefined,
      undefined,
      { context: 3 },
    )
    yield patch.replace(/^=+\n/, '')
  }
}

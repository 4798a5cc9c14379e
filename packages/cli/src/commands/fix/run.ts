import { type Mended, mend } from '@warrant/engine/audit'
import { WarrantError } from '@warrant/engine/errors'
import { formatMended } from '@warrant/engine/reports'
import { exitCodes, printInputErrors } from '../../errors.ts'
import { inNamespaces } from '../../namespaces.ts'
import { terminalOf, writeOut } from '../../output.ts'
import { nothingToJudge, targetsOf } from '../../load.ts'
import { type Prepared, prepare } from '../../prepare.ts'
import { exitCodeOfFindings } from '../../verdict.ts'
import { unifiedDiffs, writeFiles } from '../../write-files.ts'
import { captured, type Captured } from './capture.ts'
import type { FixCommandOptions } from './command.ts'
import { proposalsFor } from './proposals.ts'

/** Mends, writes what was proven, prints what was done and returns the exit status. */
export async function runFix(paths: readonly string[], options: FixCommandOptions): Promise<number> {
  const targets = targetsOf(paths, options)
  if (targets.length === 0) throw new WarrantError('usage', 'give files or folders to mend, or - for standard input')
  const fromStdin = targets.includes('-')
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
  const written = dryRun ? new Set<string>() : await writeFiles(mended.files, prepared.input)
  if (textOut) await writeOut([textOfStdin(mended, prepared, stdin)])
  if (options.diff) await writeOut(unifiedDiffs(mended.files))
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

function textOfStdin(mended: Mended, { input }: Prepared, stdin: Captured): string {
  const onDisk = new Set(input.sources.map((file) => file.source.name))
  const changed = mended.files.find(({ source }) => !onDisk.has(source.name))
  return changed?.after ?? stdin.text()
}

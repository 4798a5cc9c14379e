import type { Finding } from '../findings/index.ts'
import type { Resource } from '../cluster/index.ts'
import { fileOf } from './names.ts'
import type { ReportOptions } from './options.ts'
import { shellWord, widthOf } from './text.ts'

/** A command line for a shell, in parts that stay together when it is broken: a word, or a flag with its value. */
export function command(
  options: ReportOptions,
  subcommand: string,
  paths: readonly string[],
  flags: readonly string[] = [],
): string[] {
  return [`${options.program ?? 'warrant'} ${subcommand}`, ...paths.map(shellWord), ...flags]
}

/** The command that applies one rule's fix where a finding is; undefined when no command can. */
export function fixCommand(finding: Finding, options: ReportOptions): string[] | undefined {
  const { fix, resource, rule } = finding
  const path = fixablePath(resource)
  if (path === undefined || fix.changes.length === 0 || isOfCluster(options)) return undefined
  if (fix.class !== 'safe' && fix.class !== 'evidence') return undefined
  const flags = [`--rule ${shellWord(rule)}`, ...(fix.class === 'evidence' ? ['--include evidence'] : [])]
  return command(options, 'fix', [path], flags)
}

/** Whether a live cluster is reported, of which there are no files to mend. */
export function isOfCluster({ paths }: ReportOptions): boolean {
  return paths?.length === 0
}

/** The path that `fix` takes for a resource: its file, or the chart or overlay that it was rendered from. */
export function fixablePath(resource: Resource): string | undefined {
  if (resource.provenance) return resource.provenance.root
  const file = fileOf(resource)
  return isStandardInput(file) ? undefined : file
}

function isStandardInput(name: string): boolean {
  return name === '-' || name === '<stdin>' || name === ''
}

/** A command line in lines of a width, broken between its parts so that it can still be copied. */
export function wrapCommand(parts: readonly string[], width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const part of parts) {
    if (line !== '' && widthOf(line) + 1 + widthOf(part) > width - 2) {
      lines.push(`${line} \\`)
      line = `  ${part}`
    } else line = line === '' ? part : `${line} ${part}`
  }
  return [...lines, line]
}

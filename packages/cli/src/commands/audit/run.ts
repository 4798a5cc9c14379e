import { readFile } from 'node:fs/promises'
import { audit, type AuditReport, isSilent, newSince, readBaseline } from '@warrant/engine/audit'
import { WarrantError } from '@warrant/engine/errors'
import { formatReport } from '@warrant/engine/reports'
import { exitCodes, printInputErrors } from '../../errors.ts'
import { inNamespaces } from '../../namespaces.ts'
import { terminalOf, writeOut } from '../../output.ts'
import { nothingToJudge } from '../../load.ts'
import { prepare } from '../../prepare.ts'
import { exitCodeOfFindings } from '../../verdict.ts'
import { version } from '../../version.ts'
import type { AuditCommandOptions } from './command.ts'

/** Audits, prints the report and returns the exit status. */
export async function runAudit(paths: readonly string[], options: AuditCommandOptions): Promise<number> {
  const baseline =
    options.baseline === undefined ? undefined : readBaseline(options.baseline, await readText(options.baseline))
  const prepared = await prepare(paths, options)
  const { cluster, input } = prepared
  const inScope = audit(cluster, prepared.audit).filter(inNamespaces(prepared.configuration, options.namespace ?? []))
  const findings = baseline ? newSince(inScope, baseline) : inScope
  const report: AuditReport = {
    resources: cluster.resources.length,
    workloads: cluster.workloads.length,
    files: input.files,
    foreign: input.foreign,
    findings,
    errors: input.errors,
    notAudited: input.notAudited,
    known: inScope.length - findings.length,
    framework: options.framework && {
      name: options.framework,
      rules: prepared.audit.rules.map(({ rule }) => rule),
      silent: new Set(prepared.audit.rules.filter(isSilent).map(({ rule }) => rule.id)),
    },
  }
  if (options.output === 'name') printInputErrors(input.errors)
  const terminal = terminalOf(process.stdout, options.color)
  await writeOut(
    formatReport(options.output, report, {
      ...terminal,
      failOn: prepared.failOn,
      paths: prepared.targets,
      version,
      showExempted: options.showExempted ?? false,
      ...(options.limit === undefined ? {} : { limit: parseLimit(options.limit) }),
    }),
  )
  if (nothingToJudge(prepared)) return exitCodes.wrongInput
  return exitCodeOfFindings(findings, input, prepared.failOn, options.exitCode)
}

function parseLimit(text: string): number {
  const limit = Number(text)
  if (!Number.isInteger(limit) || limit < 0)
    throw new WarrantError('usage', '--limit takes a whole number; 0 shows everything')
  return limit === 0 ? Number.POSITIVE_INFINITY : limit
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new WarrantError('input-unreadable', `cannot read the baseline ${path}: ${(cause as Error).message}`, {
      cause,
    })
  }
}

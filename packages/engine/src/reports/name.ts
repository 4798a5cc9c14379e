import type { AuditReport } from '../audit/index.ts'
import { kubectlName, placeOf } from './names.ts'
import type { ReportOptions } from './options.ts'
import { visible } from './text.ts'

/**
 * One line per finding for `grep`, `cut` and `awk`, in four columns parted by one space: the resource as kubectl names it
 * with the container behind it, the namespace (`-` when none is declared), the rule, the place. The place comes last: a
 * file's name may hold spaces. Errors have no line here; the caller tells them apart from the output.
 */
export function* name(report: AuditReport, options: ReportOptions): Generator<string> {
  for (const finding of report.findings) {
    if (finding.exemption && !options.showExempted) continue
    const { resource, container } = finding
    const named = container ? `${kubectlName(resource)}/${container}` : kubectlName(resource)
    const columns = [named, resource.namespace ?? '-', finding.rule].map((column) => column.replace(/\s/g, '_'))
    yield `${visible(`${columns.join(' ')} ${placeOf(finding)}`)}\n`
  }
}

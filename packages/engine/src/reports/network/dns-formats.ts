import type { ReportOptions } from '../options.ts'
import { dnsMarkdown } from './dns-markdown.ts'
import { dnsJson, dnsYaml } from './dns-object.ts'
import type { ShownDns } from './dns-report.ts'
import { dnsTable } from './dns-table.ts'

export const dnsFormats = ['table', 'wide', 'json', 'yaml', 'markdown'] as const

export type DnsFormat = (typeof dnsFormats)[number]

/** Writes what configuration shows of DNS; wide is the table with every place and all evidence. */
export function formatDns(format: DnsFormat, report: ShownDns, options: ReportOptions): Iterable<string> {
  switch (format) {
    case 'json':
      return dnsJson(report)
    case 'yaml':
      return dnsYaml(report)
    case 'markdown':
      return dnsMarkdown(report)
    default:
      return dnsTable(report, { ...options, all: format === 'wide' })
  }
}

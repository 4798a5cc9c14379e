import type { ShownReach } from './reach.ts'
import { passageText, selectedGroups } from './reach-parts.ts'

/** A line for each pair that can connect. */
export function* reachCsv({ picture, isFrom, isTo }: ShownReach): Generator<string> {
  yield 'from,to,ports,undefined\n'
  const targets = selectedGroups(picture, isTo)
  for (const source of selectedGroups(picture, isFrom)) {
    for (const target of targets) {
      const { allowed, unclear } = picture.between(source.group, target.group)
      if (passageText({ allowed, unclear }) === undefined) continue
      const ports = [allowed, unclear].map(({ ranges, text }) => field(ranges.length === 0 ? '' : text)).join(',')
      for (const from of source.parties)
        for (const to of target.parties)
          if (from !== to && (from.kind === 'workload' || to.kind === 'workload'))
            yield `${field(from.title)},${field(to.title)},${ports}\n`
    }
  }
}

/** RFC 4180; what a spreadsheet would take for a formula is made text. */
function field(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

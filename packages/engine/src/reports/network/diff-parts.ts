import type { Comparison, Party, PortSet } from '../../network/index.ts'

/** Who can newly connect to whom, or no longer. */
export interface Change {
  readonly to: readonly Party[]
  readonly from: readonly Party[]
  readonly ports: PortSet
  /** Whether nothing, or everything, is left of what could connect. */
  readonly before: PortSet
  readonly after: PortSet
}

/** Changes one way, each with all that it holds for. */
export function changesOf(comparison: Comparison, way: 'opened' | 'closed'): Change[] {
  const found: Change[] = []
  for (const target of comparison.groups) {
    const byPorts = new Map<string, Change & { from: Party[] }>()
    for (const source of comparison.groups) {
      const compared = comparison.between(source, target)
      const ports = compared[way]
      const isOutside = source.parties[0]?.kind === 'outside' && target.parties[0]?.kind === 'outside'
      // What becomes of ICMP between isolated pods is never defined, and says nothing of a change.
      if (isOutside || ports.ranges.every(({ protocol }) => protocol === 'ICMP')) continue
      const from = source.parties.filter((each) => target.parties.length > 1 || each.title !== target.parties[0]?.title)
      if (from.length === 0) continue
      const key = `${ports.text} ${compared.before.text} ${compared.after.text}`
      const known = byPorts.get(key)
      if (known) known.from.push(...from)
      else
        byPorts.set(key, { to: target.parties, from: [...from], ports, before: compared.before, after: compared.after })
    }
    found.push(...byPorts.values())
  }
  return found
}

/** Whether a change opens anything. */
export function opensAnything(comparison: Comparison): boolean {
  return changesOf(comparison, 'opened').length > 0
}

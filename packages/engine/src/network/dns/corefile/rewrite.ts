import type { ServerBlock } from './parse.ts'
import { zoneName } from './parse.ts'

/**
 * A name as `rewrite` leaves it: `rewrite [continue|stop] name [exact|prefix|suffix|substring|regex] FROM TO`, or with the
 * rule in braces. The first rule that matches ends it, unless it says to continue.
 * Source: coredns/coredns plugin/rewrite/README.md.
 */
export function rewritten(block: ServerBlock, asked: string): string {
  let name = asked
  for (const { name: called, args, block: lines } of block.plugins) {
    if (called !== 'rewrite') continue
    const goesOn = args[0] === 'continue'
    const head = goesOn || args[0] === 'stop' ? args.slice(1) : args
    const inBraces = lines.find((line) => line.name === 'name')
    const rule = head[0] === 'name' ? head.slice(1) : head.length === 0 ? inBraces?.args : undefined
    if (rule === undefined) continue
    const next = byRule(name, rule)
    if (next === undefined) continue
    name = next
    if (!goesOn) return name
  }
  return name
}

const kinds = new Set(['exact', 'prefix', 'suffix', 'substring', 'regex'])

function byRule(name: string, rule: readonly string[]): string | undefined {
  const kind = kinds.has(rule[0] ?? '') ? (rule[0] ?? '') : 'exact'
  const [from, to] = kinds.has(rule[0] ?? '') ? rule.slice(1) : rule
  if (from === undefined || to === undefined) return undefined
  // Names have their trailing dot while they are rewritten.
  const dotted = `${name}.`
  switch (kind) {
    case 'prefix':
      return dotted.startsWith(from) ? zoneName(`${to}${dotted.slice(from.length)}`) : undefined
    case 'suffix': {
      const end = from.endsWith('.') ? from : `${from}.`
      return dotted.endsWith(end)
        ? zoneName(`${dotted.slice(0, -end.length)}${to.endsWith('.') ? to : `${to}.`}`)
        : undefined
    }
    case 'substring':
      return dotted.includes(from) ? zoneName(dotted.replaceAll(from, to)) : undefined
    case 'regex': {
      const match = expression(from)?.exec(dotted)
      return match ? zoneName(to.replace(/\{(\d+)\}/g, (_, index: string) => match[Number(index)] ?? '')) : undefined
    }
    default:
      return zoneName(from) === name ? zoneName(to) : undefined
  }
}

/** A pattern as Go reads it, where that is a pattern here too. */
export function expression(text: string): RegExp | undefined {
  try {
    return new RegExp(text.replaceAll('(?P<', '(?<').replace(/^\(\?i\)/, ''), text.startsWith('(?i)') ? 'i' : '')
  } catch {
    return undefined
  }
}

import { PartyWords } from './party-words.ts'
import { passageText, selectedGroups } from './reach-parts.ts'
import type { ShownReach } from './reach.ts'

/** Groups of workloads as nodes, what passes between them as edges. */
export function* reachGraph(format: 'dot' | 'mermaid', { picture, isFrom, isTo }: ShownReach): Generator<string> {
  const words = new PartyWords(picture.parties)
  const isDot = format === 'dot'
  yield isDot ? 'digraph network {\n  rankdir=LR\n  node [shape=box]\n' : 'flowchart LR\n'
  for (const { group, parties } of selectedGroups(picture, (party) => isFrom(party) || isTo(party))) {
    const label = words.of(parties, [], 6)
    yield isDot ? `  n${group.id} [label=${quoted(label)}]\n` : `  n${group.id}["${escaped(label)}"]\n`
  }
  const targets = selectedGroups(picture, isTo)
  for (const source of selectedGroups(picture, isFrom)) {
    for (const target of targets) {
      if (source.group === target.group && source.group.parties.length === 1) continue
      if (source.parties[0]?.kind === 'outside' && target.parties[0]?.kind === 'outside') continue
      const ports = passageText(picture.between(source.group, target.group))
      if (ports === undefined) continue
      const label = ports === 'all' ? '' : ports
      if (isDot)
        yield `  n${source.group.id} -> n${target.group.id}${label === '' ? '' : ` [label=${quoted(label)}]`}\n`
      else yield `  n${source.group.id} -->${label === '' ? '' : `|"${escaped(label)}"|`} n${target.group.id}\n`
    }
  }
  if (isDot) yield '}\n'
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', ' ')}"`
}

/** Mermaid takes entities for what it would read as its own. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '#amp;')
    .replaceAll('"', '#quot;')
    .replaceAll('<', '#lt;')
    .replaceAll('>', '#gt;')
    .replaceAll('\n', ' ')
}

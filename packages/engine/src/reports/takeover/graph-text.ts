import { startTitle, stepsOfPath, targetWords } from '../../takeover/index.ts'
import { visible } from '../text.ts'
import type { ShownTakeover } from './formats.ts'
import { stepText } from './words.ts'

interface Edge {
  readonly from: string
  readonly to: string
  readonly label: string
}

/** The shortest paths as a graph: what is done in the boxes, one after the other, to the targets. */
export function takeoverGraphText(format: 'dot' | 'mermaid', report: ShownTakeover): Iterable<string> {
  const nodes = new Map<
    string,
    { readonly id: string; readonly text: string; readonly kind: 'start' | 'step' | 'target' }
  >()
  const edges = new Map<string, Edge>()
  const node = (key: string, text: string, kind: 'start' | 'step' | 'target') => {
    let known = nodes.get(key)
    if (known === undefined) nodes.set(key, (known = { id: `n${nodes.size}`, text: visible(text), kind }))
    return known.id
  }
  for (const { start, paths } of report.starts) {
    const title = startTitle(start)
    for (const path of paths) {
      let at = node(`start ${title}`, title, 'start')
      for (const step of stepsOfPath(report, path)) {
        const next = node(`step ${step.technique.id} ${stepText(step)}`, stepText(step), 'step')
        edges.set(`${at} ${next}`, { from: at, to: next, label: step.technique.id })
        at = next
      }
      const target = node(`target ${path.target}`, targetWords[path.target], 'target')
      edges.set(`${at} ${target}`, { from: at, to: target, label: '' })
    }
  }
  return format === 'dot'
    ? dot([...nodes.values()], [...edges.values()])
    : mermaid([...nodes.values()], [...edges.values()])
}

type Nodes = readonly { readonly id: string; readonly text: string; readonly kind: 'start' | 'step' | 'target' }[]

const shapes = { start: 'box3d', step: 'box', target: 'doubleoctagon' } as const

/** For Graphviz. */
function* dot(nodes: Nodes, edges: readonly Edge[]): Generator<string> {
  yield 'digraph takeover {\n  rankdir=LR;\n  node [fontname="sans-serif"];\n'
  for (const { id, text, kind } of nodes) yield `  ${id} [shape=${shapes[kind]}, label=${dotText(text)}];\n`
  for (const { from, to, label } of edges)
    yield `  ${from} -> ${to}${label === '' ? '' : ` [label=${dotText(label)}]`};\n`
  yield '}\n'
}

function dotText(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

const brackets = { start: ['[/', '/]'], step: ['[', ']'], target: ['([', '])'] } as const

/** For Mermaid, as GitHub and GitLab draw it in Markdown. */
function* mermaid(nodes: Nodes, edges: readonly Edge[]): Generator<string> {
  yield 'flowchart LR\n'
  for (const { id, text, kind } of nodes)
    yield `  ${id}${brackets[kind][0]}"${mermaidText(text)}"${brackets[kind][1]}\n`
  for (const { from, to, label } of edges) yield `  ${from} -->${label === '' ? '' : `|${label}|`} ${to}\n`
}

/** Quotes and what Mermaid would take for markup, as its entity codes. */
function mermaidText(text: string): string {
  return text.replace(/["#<>&`]/g, (character) => `#${character.charCodeAt(0)};`)
}

import { type Path, tape as tapes, type YamlDocument } from '../yaml/index.ts'

/** A document as a tree of ranges; made only for documents that are edited. */
export type Node = ScalarNode | MappingNode | SequenceNode | AliasNode

interface NodeBase {
  readonly start: number
  readonly end: number
  readonly parent: MappingNode | SequenceNode | undefined
  readonly tapeIndex: number
  /** Offset of the node's anchor or tag, when it has one. */
  readonly propertyStart: number | undefined
}

export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar'
  readonly style: 'plain' | 'quoted' | 'block' | 'unwritten'
}

export interface AliasNode extends NodeBase {
  readonly kind: 'alias'
}

export interface Pair {
  readonly key: Node
  readonly name: string
  readonly value: Node
}

export interface MappingNode extends NodeBase {
  readonly kind: 'mapping'
  readonly flow: boolean
  readonly pairs: readonly Pair[]
}

export interface SequenceNode extends NodeBase {
  readonly kind: 'sequence'
  readonly flow: boolean
  readonly items: readonly Node[]
}

/** Builds the tree of a document. */
export function treeOf(document: YamlDocument): Node {
  return build(document, 0, undefined)
}

function build(document: YamlDocument, index: number, parent: NodeBase['parent']): Node {
  const { tape } = document
  const flags = tape[index] ?? 0
  const base = {
    start: tape[index + 1] ?? 0,
    end: tape[index + 2] ?? 0,
    parent,
    tapeIndex: index,
    propertyStart: document.properties.get(index)?.start,
  }
  const end = tape[index + 3] ?? 0
  const flow = (flags & tapes.FLAG_FLOW) !== 0
  switch (flags & tapes.KIND_MASK) {
    case tapes.NODE_MAPPING: {
      const pairs: Pair[] = []
      const node: MappingNode = { ...base, kind: 'mapping', flow, pairs }
      for (let at = index + tapes.TAPE_WIDTH; at < end; ) {
        const valueAt = tape[at + 3] ?? end
        pairs.push({
          key: build(document, at, node),
          name: document.keyText(at),
          value: build(document, valueAt, node),
        })
        at = tape[valueAt + 3] ?? end
      }
      return node
    }
    case tapes.NODE_SEQUENCE: {
      const items: Node[] = []
      const node: SequenceNode = { ...base, kind: 'sequence', flow, items }
      for (let at = index + tapes.TAPE_WIDTH; at < end; at = tape[at + 3] ?? end) items.push(build(document, at, node))
      return node
    }
    case tapes.NODE_ALIAS:
      return { ...base, kind: 'alias' }
    default:
      return { ...base, kind: 'scalar', style: scalarStyle(flags) }
  }
}

function scalarStyle(flags: number): ScalarNode['style'] {
  if (flags & tapes.FLAG_EMPTY) return 'unwritten'
  if (flags & tapes.FLAG_BLOCK_SCALAR) return 'block'
  return flags & tapes.FLAG_QUOTED ? 'quoted' : 'plain'
}

/** The pair that counts for a key: the last one, as for Kubernetes. */
export function pairOf(node: MappingNode, name: string | number): Pair | undefined {
  return node.pairs.findLast((pair) => pair.name === String(name))
}

/** How far a path exists in the tree, without following aliases or merge keys. */
export interface Reached {
  readonly node: Node
  readonly depth: number
}

export function reach(root: Node, path: Path): Reached {
  let node = root
  let depth = 0
  for (const part of path) {
    let next: Node | undefined
    if (node.kind === 'mapping') next = pairOf(node, part)?.value
    else if (node.kind === 'sequence' && typeof part === 'number') next = node.items[part]
    if (!next) break
    node = next
    depth++
  }
  return { node, depth }
}

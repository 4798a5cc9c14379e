import { WarrantError } from '../errors/index.ts'
import { formatPath, type Path, type YamlDocument } from '../yaml/index.ts'
import type { Change } from './edit.ts'
import { type AliasNode, type MappingNode, type Node, type Pair, reach, type SequenceNode, treeOf } from './tree.ts'
import { sameValue } from './plain-data.ts'
import { withoutRepeats } from './repeats.ts'
import { applyToValue } from './values.ts'

/** What is to happen to one node of a document. */
export interface NodePlan {
  readonly node: Node
  /** Changes of what the node holds, with paths from the node. */
  readonly inserts: Change[]
  /** Appended items of an existing sequence. */
  readonly appends: unknown[]
  readonly removedPairs: Set<Pair>
  readonly removedItems: Set<Node>
  replace: { readonly value: unknown } | undefined
}

/** Sorts changes onto the nodes of a document that they touch; refuses what cannot be written without side effects. */
export function planDocument(document: YamlDocument, changes: readonly Change[]): NodePlan[] {
  const root = treeOf(document)
  const shared = sharedAnchors(document, root)
  const plans = new Map<Node, NodePlan>()
  for (const change of withoutRepeats(changes)) planChange(document, root, change, shared, plans)
  const all = [...plans.values()]
  refuseOverlaps(all)
  refuseOrphans(document, all, shared)
  return all
}

function planChange(
  document: YamlDocument,
  root: Node,
  change: Change,
  shared: Shared,
  plans: Map<Node, NodePlan>,
): void {
  const { node, depth } = reach(root, change.path)
  const rest = change.path.slice(depth)
  refuseShared(node, shared, change.path)
  if (rest.length === 0) return planExisting(document, node, change, plans)
  if (node.kind === 'alias') return planOverride(document, node, change, rest, plans)
  if (document.locate(change.path).depth > depth && (change.op !== 'set' || rest.length > 1)) {
    throw refuse(change.path, 'comes from a merge key; change it where the merged mapping is declared')
  }
  if (change.op === 'delete') throw refuse(change.path, 'does not exist')
  if (node.kind === 'sequence' && node.items.length > 0) {
    if (rest.length === 1 && change.op === 'set' && rest[0] === node.items.length)
      planOf(plans, node).appends.push(change.value)
    else throw refuse(change.path, 'has no such item')
    return
  }
  if (node.kind === 'mapping' || isUnfilled(document, node)) {
    planOf(plans, node).inserts.push({ ...change, path: rest })
    return
  }
  throw refuse(change.path, `${formatPath(change.path.slice(0, depth)) || 'the document'} is not a mapping`)
}

function planExisting(document: YamlDocument, node: Node, change: Change, plans: Map<Node, NodePlan>): void {
  if (change.op === 'append') {
    if (node.kind === 'sequence' && node.items.length > 0) planOf(plans, node).appends.push(change.value)
    else if (node.kind !== 'mapping' && isUnfilled(document, node))
      planOf(plans, node).inserts.push({ ...change, path: [] })
    else throw refuse(change.path, 'is not a list')
    return
  }
  if (change.op === 'set') {
    const plan = planOf(plans, node)
    if (plan.replace && !sameValue(plan.replace.value, change.value))
      throw refuse(change.path, 'is set to two different values')
    plan.replace = { value: change.value }
    return
  }
  const parent = node.parent
  if (!parent) throw refuse(change.path, 'is the whole document')
  const plan = planOf(plans, parent)
  if (parent.kind === 'sequence') plan.removedItems.add(node)
  else {
    const name = String(change.path.at(-1))
    for (const pair of parent.pairs) if (pair.name === name) plan.removedPairs.add(pair)
  }
}

/** A key below an alias becomes a key of its own beside a merge of what the alias stands for. */
function planOverride(
  document: YamlDocument,
  node: AliasNode,
  change: Change,
  rest: Path,
  plans: Map<Node, NodePlan>,
): void {
  const target = document.aliasTarget(node.tapeIndex)
  const kind = target === undefined ? undefined : (document.tape[target] ?? 0) & 3
  if (change.op !== 'set' || rest.length > 1 || typeof rest[0] !== 'string' || kind !== 1) {
    throw refuse(change.path, 'lies below an alias; change it where the anchor is declared, or write the value out')
  }
  planOf(plans, node).inserts.push({ ...change, path: rest })
}

function planOf(plans: Map<Node, NodePlan>, node: Node): NodePlan {
  let plan = plans.get(node)
  if (!plan) {
    plan = { node, inserts: [], appends: [], removedPairs: new Set(), removedItems: new Set(), replace: undefined }
    plans.set(node, plan)
  }
  return plan
}

/** Whether a node stands for nothing: not written, null, `{}` or `[]`. */
export function isUnfilled(document: YamlDocument, node: Node): boolean {
  if (node.kind === 'mapping') return node.pairs.length === 0
  if (node.kind === 'sequence') return node.items.length === 0
  if (node.kind !== 'scalar' || node.style === 'quoted' || node.style === 'block') return false
  return ['', '~', 'null', 'Null', 'NULL'].includes(document.source.text.slice(node.start, node.end))
}

/** The data that an unfilled node, or new keys of a mapping, will hold. */
export function insertedValue(plan: NodePlan): unknown {
  const empty = plan.node.kind === 'mapping' || plan.node.kind === 'alias' ? {} : null
  return applyToValue(empty, plan.inserts)
}

interface Shared {
  /** Tape indexes of nodes that aliases refer to. */
  readonly targets: ReadonlySet<number>
  readonly aliases: readonly AliasNode[]
}

function sharedAnchors(document: YamlDocument, root: Node): Shared {
  const aliases: AliasNode[] = []
  collect(root)
  const targets = new Set(
    aliases.map((alias) => document.aliasTarget(alias.tapeIndex)).filter((index) => index !== undefined),
  )
  return { targets, aliases }

  function collect(node: Node): void {
    if (node.kind === 'alias') aliases.push(node)
    else if (node.kind === 'sequence') node.items.forEach(collect)
    else if (node.kind === 'mapping') for (const pair of node.pairs) [pair.key, pair.value].forEach(collect)
  }
}

function refuseShared(node: Node, shared: Shared, path: Path): void {
  for (let at: Node | undefined = node; at; at = at.parent) {
    if (shared.targets.has(at.tapeIndex)) {
      throw refuse(path, 'stands below an anchor that aliases use too; the change would reach all of them')
    }
  }
}

/** Refuses to remove or replace an anchor that is used elsewhere. */
function refuseOrphans(document: YamlDocument, plans: readonly NodePlan[], shared: Shared): void {
  for (const alias of shared.aliases) {
    const target = document.aliasTarget(alias.tapeIndex)
    if (target === undefined) continue
    const at = document.tape[target + 1] ?? 0
    for (const node of goneNodes(plans)) {
      const holdsTarget = node.start <= at && at < node.end
      if (holdsTarget && !(node.start <= alias.start && alias.end <= node.end)) {
        throw new WarrantError('edit-refused', 'the change removes an anchor that is used elsewhere in the document')
      }
    }
  }
}

function goneNodes(plans: readonly NodePlan[]): Node[] {
  return plans.flatMap((plan) => [
    ...(plan.replace ? [plan.node] : []),
    ...[...plan.removedPairs].map((pair) => pair.value),
    ...plan.removedItems,
  ])
}

function refuseOverlaps(plans: readonly NodePlan[]): void {
  const gone = new Set(goneNodes(plans))
  for (const { node, inserts, appends, replace } of plans) {
    if (replace && (inserts.length > 0 || appends.length > 0)) throw overlap()
    let below: MappingNode | SequenceNode | undefined = node.parent
    if (gone.has(node) && !replace) throw overlap()
    while (below) {
      if (gone.has(below)) throw overlap()
      below = below.parent
    }
  }
}

function overlap(): WarrantError {
  return new WarrantError('edit-refused', 'one edit changes what another one removes or replaces')
}

function refuse(path: Path, why: string): WarrantError {
  return new WarrantError('edit-refused', `${formatPath(path) || 'the document'}: ${why}`)
}

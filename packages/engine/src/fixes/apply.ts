import { WarrantError } from '../errors/index.ts'
import { readYaml, type YamlDocument, type YamlStream } from '../yaml/index.ts'
import { compileLines, type LineChanges, spliceBlock } from './block.ts'
import type { Edit } from './edit.ts'
import { spliceFlow } from './flow.ts'
import { sameValue } from './plain-data.ts'
import { planDocument } from './plan.ts'
import { applySplices, orderSplices, type Splice } from './splice.ts'
import { TextLines } from './text.ts'
import type { Node } from './tree.ts'
import { applyToValue } from './values.ts'

/**
 * Applies edits to a YAML or JSON text and returns the new text. Only the stretches that an edit concerns change:
 * comments, order, quotes, indentation, line ends, byte order mark and the final newline (or its absence) stay.
 * Paths refer to the text as given; documents count from 0, empty ones included.
 *
 * @throws WarrantError `edit-refused` when an edit cannot be written without touching something else (a shared anchor,
 *   a missing place, edits that contradict each other), `yaml-syntax` when the document cannot be read.
 */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return source
  const before = readYaml('', source)
  const result = applySplices(source, spliceStream(before, edits))
  checkResult(before, result, edits)
  return result
}

/** The replacements of text that edits come to, in the order of the text. */
export function planSplices(source: string, edits: readonly Edit[]): Splice[] {
  return spliceStream(readYaml('', source), edits)
}

function spliceStream(stream: YamlStream, edits: readonly Edit[]): Splice[] {
  const lines = new TextLines(stream.source.text)
  const splices = [...Map.groupBy(edits, (edit) => edit.document)].flatMap(([index, changes]) => {
    try {
      return orderSplices(spliceDocument(documentAt(stream, index), changes, lines))
    } catch (error) {
      throw withDocument(error, index)
    }
  })
  const { text } = stream.source
  return orderSplices(splices).filter(
    ({ offset, length, text: inserted }) => text.slice(offset, offset + length) !== inserted,
  )
}

function spliceDocument(document: YamlDocument, changes: readonly Edit[], lines: TextLines): Splice[] {
  const out: LineChanges = { splices: [], removed: [], added: [] }
  for (const plan of planDocument(document, changes)) {
    if (inFlow(plan.node)) out.splices.push(...spliceFlow(plan, lines))
    else spliceBlock(plan, lines, out)
  }
  return compileLines(out, lines)
}

/** A refusal that also says which document it is about. */
function withDocument(error: unknown, document: number): unknown {
  if (!(error instanceof WarrantError) || error.code !== 'edit-refused') return error
  return new WarrantError(error.code, error.message, { place: { ...error.place, document }, cause: error })
}

function documentAt(stream: YamlStream, index: number): YamlDocument {
  const document = stream.documents.find((each) => each.index === index)
  if (document) return document
  const error = stream.errors.find((each) => each.place.document === index)
  throw error ?? new WarrantError('edit-refused', `there is no document ${index}`)
}

/** Whether a node is written inside a flow collection, or is one with entries of its own. */
function inFlow(node: Node): boolean {
  if (node.kind === 'mapping' && node.flow && node.pairs.length > 0) return true
  if (node.kind === 'sequence' && node.flow && node.items.length > 0) return true
  for (let at = node.parent; at; at = at.parent) if (at.flow) return true
  return false
}

/** The new text, read again, must hold exactly what the edits say, and all else as it was. */
function checkResult(before: YamlStream, text: string, edits: readonly Edit[]): void {
  const after = readYaml('', text)
  const changes = Map.groupBy(edits, (edit) => edit.document)
  const wrong = before.documents.find((document, i) => {
    const wanted = changes.get(document.index)
    const value = wanted ? plannedValue(document, wanted) : document.value
    return !sameValue(value, after.documents[i]?.value)
  })
  if (wrong || after.documents.length !== before.documents.length) {
    throw new WarrantError(
      'edit-refused',
      'the edit cannot be written into this text without changing more than it says',
      {
        place: { document: wrong?.index ?? edits[0]?.document ?? 0 },
      },
    )
  }
}

function plannedValue(document: YamlDocument, edits: readonly Edit[]): unknown {
  try {
    return applyToValue(document.value, edits)
  } catch (error) {
    throw withDocument(error, document.index)
  }
}

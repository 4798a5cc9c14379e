import { WarrantError } from '../errors/index.ts'
import type { Finding } from '../findings/index.ts'
import { planSplices, type ResourceChange, type Splice } from '../fixes/index.ts'
import { readYaml, type YamlDocument } from '../yaml/index.ts'
import { artifactUri, type SarifRegion } from './sarif-values.ts'

export interface SarifFix {
  readonly description: { readonly text: string }
  readonly artifactChanges: readonly {
    readonly artifactLocation: { readonly uri: string }
    readonly replacements: readonly SarifReplacement[]
  }[]
}

export interface SarifReplacement {
  readonly deletedRegion: SarifRegion
  readonly insertedContent?: { readonly text: string }
}

/**
 * Characters of documents that are read again to place edits, for a whole report. A document with many findings is read
 * once for each, so that a list of 10,000 objects in one document would take hours; the worst findings come first.
 */
const budget = 64 * 1024 * 1024

/** Computes what a finding's fix would replace in its files. */
export class FixPlanner {
  #left = budget
  readonly #alone = new WeakMap<YamlDocument, boolean>()
  /** Findings whose edits were not computed because the budget was spent. */
  skipped = 0

  /** The fix as SARIF has it; undefined when there are no edits, or none that can be placed in a file. */
  plan({ fix }: Finding): SarifFix | undefined {
    if (fix.changes.length === 0 || fix.changes.some(({ resource }) => resource.provenance)) return undefined
    const perDocument = Map.groupBy(fix.changes, ({ resource }) => resource.document)
    const cost = [...perDocument.keys()].reduce((sum, { range }) => sum + range.end - range.start, 0)
    if (cost > this.#left) {
      this.skipped++
      return undefined
    }
    this.#left -= cost
    try {
      const planned = [...perDocument].map(([document, changes]) => ({
        document,
        splices: this.#splices(document, changes),
      }))
      const perFile = Map.groupBy(planned, ({ document }) => document.source.name)
      return {
        description: { text: fix.needs === undefined ? fix.description : `${fix.description}; needs ${fix.needs}` },
        artifactChanges: [...perFile].map(([file, parts]) => ({
          artifactLocation: { uri: artifactUri(file) },
          replacements: parts.flatMap(({ document, splices }) =>
            splices.map((splice) => replacement(document, splice)),
          ),
        })),
      }
    } catch (error) {
      if (error instanceof WarrantError) return undefined
      throw error
    }
  }

  /** Reads only the document's own stretch of its file again, where nothing else stands in it. */
  #splices(document: YamlDocument, changes: readonly ResourceChange[]): readonly Splice[] {
    const { text } = document.source
    const { start, end } = document.range
    const stretch = text.slice(start, end)
    let alone = this.#alone.get(document)
    if (alone === undefined) {
      alone = readYaml('', stretch).documents.length === 1
      this.#alone.set(document, alone)
    }
    if (!alone)
      return planSplices(
        text,
        changes.map((change) => ({ ...change, document: document.index })),
      )
    const edits = changes.map((change) => ({ ...change, document: 0 }))
    return planSplices(stretch, edits).map((splice) => ({ ...splice, offset: splice.offset + start }))
  }
}

function replacement(document: YamlDocument, { offset, length, text }: Splice): SarifReplacement {
  const start = document.position(offset)
  const end = document.position(offset + length)
  return {
    deletedRegion: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
    ...(text === '' ? {} : { insertedContent: { text } }),
  }
}

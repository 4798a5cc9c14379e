import type { Mended, OutcomeKind } from '../audit/index.ts'
import { type Proposal, type ProposalObject, proposalObject } from './proposal.ts'
import { apiVersion, type FindingObject, findingObject } from './report-object.ts'

/** What a run of `fix` did, as programs read it. */
export interface MendedObject {
  readonly apiVersion: typeof apiVersion
  readonly kind: 'FixReport'
  readonly dryRun: boolean
  readonly summary: Readonly<Record<OutcomeKind, number>> & { readonly files: number }
  readonly files: readonly { readonly file: string; readonly written: boolean }[]
  readonly outcomes: readonly {
    readonly outcome: OutcomeKind
    readonly reason: string
    readonly finding: FindingObject
  }[]
  /** What to change in charts and overlays; nothing of it was written. */
  readonly proposals: readonly ProposalObject[]
}

export const outcomeKinds: readonly OutcomeKind[] = [
  'fixed',
  'covered',
  'partial',
  'needs-evidence',
  'needs-value',
  'at-source',
  'refused',
  'no-fix',
  'exempt',
]

/** What was written of a run of `fix`. */
export interface Written {
  readonly dryRun: boolean
  /** Names of the files that were written. */
  readonly files: ReadonlySet<string>
  /** What to change at the source of rendered objects. */
  readonly proposals: readonly Proposal[]
}

export function mendedObject({ files, outcomes }: Mended, written: Written): MendedObject {
  return {
    apiVersion,
    kind: 'FixReport',
    dryRun: written.dryRun,
    summary: { ...countOutcomes(outcomes), files: files.length },
    files: files.map(({ source }) => ({ file: source.name, written: written.files.has(source.name) })),
    outcomes: outcomes.map(({ finding, kind, reason }) => ({ outcome: kind, reason, finding: findingObject(finding) })),
    proposals: written.proposals.map(proposalObject),
  }
}

/** How many findings ended in which way. */
export function countOutcomes(outcomes: Mended['outcomes']): Record<OutcomeKind, number> {
  const counts = Object.fromEntries(outcomeKinds.map((kind) => [kind, 0])) as Record<OutcomeKind, number>
  for (const { kind } of outcomes) counts[kind]++
  return counts
}

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  helmHints,
  kustomizePatch,
  type Outcome,
  type SourceEdit,
  sourceEdits,
  type TemplateHint,
} from '@warrant/engine/audit'
import { maintainedFile, type Proposal } from '@warrant/engine/reports'

/** What to change in charts and overlays so that they render to the mended objects. Nothing of it is written. */
export function proposalsFor(outcomes: readonly Outcome[], cwd: string): Proposal[] {
  return sourceEdits(outcomes).map((edit) => proposalFor(edit, cwd))
}

function proposalFor(edit: SourceEdit, cwd: string): Proposal {
  const { resource, findings } = edit
  const shared = { resource, rules: [...new Set(findings.map(({ rule }) => rule))], file: maintainedFile(resource) }
  if (resource.provenance?.kind === 'kustomize') {
    return { ...shared, file: resource.provenance.root, kind: 'kustomize', patch: kustomizePatch(edit), hints: [] }
  }
  return { ...shared, kind: 'helm', patch: undefined, hints: hintsIn(resolve(cwd, shared.file), edit) }
}

/** A packed chart, or a template that has gone since, has no lines to point at. */
function hintsIn(template: string, edit: SourceEdit): TemplateHint[] {
  let text = ''
  try {
    text = readFileSync(template, 'utf8')
  } catch {}
  return helmHints(text, edit)
}

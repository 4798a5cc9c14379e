import type { TemplateHint } from '../audit/index.ts'
import type { Resource } from '../cluster/index.ts'
import { resourceTitle } from './names.ts'
import type { Paint } from './paint.ts'
import { resourceObject, type ResourceObject } from './report-object.ts'
import { enumerate, visible, wrap } from './text.ts'

/** What to change where an object is rendered from. */
export interface Proposal {
  readonly kind: 'helm' | 'kustomize'
  readonly resource: Resource
  readonly rules: readonly string[]
  /** The template of a chart, or the folder of an overlay. */
  readonly file: string
  /** YAML to add to the kustomization. */
  readonly patch: string | undefined
  readonly hints: readonly TemplateHint[]
}

export interface ProposalObject {
  readonly kind: 'helm' | 'kustomize'
  readonly file: string
  readonly resource: ResourceObject
  readonly rules: readonly string[]
  readonly patch?: string
  readonly hints?: readonly TemplateHint[]
}

export function proposalObject({ kind, resource, rules, file, patch, hints }: Proposal): ProposalObject {
  const shared = { kind, file, resource: resourceObject(resource), rules }
  return patch === undefined ? { ...shared, hints } : { ...shared, patch }
}

/** A proposal for a person: the patch to paste, or the lines of the template to look at. */
export function* proposalText(proposal: Proposal, paint: Paint, width: number): Generator<string> {
  const { kind, resource, rules, file, patch, hints } = proposal
  const where = kind === 'kustomize' ? `add to the kustomization in ${file}` : `change in ${file}`
  yield* lines(`${resourceTitle(resource)}: ${where}`, 2, paint.bold)
  yield* lines(`for ${enumerate(rules)}`, 4, paint.dim)
  for (const line of patch?.trimEnd().split('\n') ?? []) yield `    ${visible(line)}\n`
  for (const { path, line, text, values } of hints) {
    yield* lines(path, 4)
    yield* lines(line === undefined ? 'not in the template yet: add it there' : `line ${line}: ${text}`, 6)
    if (values.length > 0) yield* lines(`fed by the value ${values.join(', ')}`, 6)
  }

  function* lines(shown: string, indent: number, look = (part: string) => part): Generator<string> {
    for (const part of wrap(visible(shown), width - indent)) yield `${' '.repeat(indent)}${look(part)}\n`
  }
}

import type { TemplateHint } from '../audit/index.ts'
import type { Resource } from '../cluster/index.ts'
import { resourceTitle } from './names.ts'
import type { Paint } from './paint.ts'
import { resourceObject, type ResourceObject } from './report-object.ts'
import { visible } from './text.ts'

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
export function* proposalText(proposal: Proposal, paint: Paint): Generator<string> {
  const { kind, resource, rules, file, patch, hints } = proposal
  const where = kind === 'kustomize' ? `add to the kustomization in ${file}` : `change in ${file}`
  yield `  ${paint.bold(visible(resourceTitle(resource)))}: ${visible(where)}\n`
  yield `${paint.dim(`    for ${rules.join(', ')}`)}\n`
  if (patch !== undefined) yield `${patch.trimEnd().replaceAll(/^/gm, '    ')}\n`
  for (const { path, line, text, values } of hints) {
    yield `    ${visible(path)}\n`
    if (line === undefined) yield '      not in the template yet: add it there\n'
    else yield `      line ${line}: ${visible(text)}\n`
    if (values.length > 0) yield `      fed by the value ${visible(values.join(', '))}\n`
  }
}

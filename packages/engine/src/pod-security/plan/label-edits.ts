import { type Resource, resourcesOf } from '../../cluster/index.ts'
import { WarrantError } from '../../errors/index.ts'
import { applyEdits, type Edit } from '../../fixes/index.ts'
import { readYaml, type SourceText } from '../../yaml/index.ts'
import { type NamespacePolicy, policyOf } from '../admission/labels.ts'
import { formatPolicy } from '../levels.ts'
import type { NamespacePlan } from './plan.ts'

/** A file with the labels of the first stages of its namespaces set. */
export interface LabelledFile {
  readonly source: SourceText
  readonly after: string
  /** The namespaces whose labels are set in it. */
  readonly namespaces: readonly string[]
}

/** A namespace whose labels could not be set in a file, and why. */
export interface NotLabelled {
  readonly namespace: string
  readonly reason: string
}

export interface LabelEdits {
  readonly files: readonly LabelledFile[]
  readonly refused: readonly NotLabelled[]
}

/**
 * The labels of each namespace's first stage, set in its manifest. What is edited is read again: the labels must stand for
 * the policies that were planned, and be the only thing that changed.
 */
export function labelEdits(plans: readonly NamespacePlan[], defaults?: NamespacePolicy): LabelEdits {
  const refused: NotLabelled[] = []
  const bySource = new Map<SourceText, NamespacePlan[]>()
  for (const plan of plans) {
    const { namespace, resource, stages } = plan
    if (stages[0]?.after !== undefined || stages[0] === undefined) continue
    if (resource === undefined) refused.push({ namespace, reason: 'its manifest is not among the files' })
    else if (resource.provenance !== undefined)
      refused.push({ namespace, reason: `${resource.provenance.kind} renders it from ${resource.provenance.root}` })
    else bySource.set(resource.document.source, [...(bySource.get(resource.document.source) ?? []), plan])
  }
  const files: LabelledFile[] = []
  for (const [source, inFile] of bySource) {
    try {
      const after = applyEdits(source.text, inFile.flatMap(editsOf))
      const problem = problemIn(source.name, after, inFile, defaults)
      if (problem === undefined) files.push({ source, after, namespaces: inFile.map(({ namespace }) => namespace) })
      else refused.push(problem)
    } catch (error) {
      if (!(error instanceof WarrantError) || error.code !== 'edit-refused') throw error
      refused.push(...inFile.map(({ namespace }) => ({ namespace, reason: error.message })))
    }
  }
  return { files, refused }
}

function editsOf({ resource, stages: [first] }: NamespacePlan): Edit[] {
  if (resource === undefined || first === undefined) return []
  return Object.entries(first.labels).map(([label, value]) => ({
    op: 'set',
    document: resource.document.index,
    path: [...resource.base, 'metadata', 'labels', label],
    value,
  }))
}

/** `applyEdits` proves the edits against the data; here, that the labels mean what was planned. */
function problemIn(
  name: string,
  text: string,
  plans: readonly NamespacePlan[],
  defaults: NamespacePolicy | undefined,
): NotLabelled | undefined {
  const resources = readYaml(name, text).documents.flatMap((document) => resourcesOf(document).resources)
  for (const { namespace, resource, stages } of plans) {
    const now = resources.find((each) => isSame(each, resource))
    const wanted = { ...resource?.metadata.labels, ...stages[0]?.labels }
    const policy = policyOf(now?.metadata.labels, defaults).policy
    const planned = policyOf(wanted, defaults).policy
    for (const mode of ['enforce', 'audit', 'warn'] as const) {
      if (formatPolicy(policy[mode]) !== formatPolicy(planned[mode]))
        return { namespace, reason: `its labels would stand for ${formatPolicy(policy[mode])} after the edit` }
    }
  }
  return undefined
}

function isSame(a: Resource, b: Resource | undefined): boolean {
  return b !== undefined && a.document.index === b.document.index && a.base.join() === b.base.join()
}

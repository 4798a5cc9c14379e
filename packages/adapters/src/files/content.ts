import type { InputError } from '@warrant/engine/audit'
import { isObject, type Provenance, type Resource, resourcesOf } from '@warrant/engine/cluster'
import { readYaml, type SourceText, type YamlDocument, type YamlLimits } from '@warrant/engine/yaml'
import { asInputError, inputError } from './problem.ts'

/** What a text holds. */
export interface Content {
  readonly source: SourceText | undefined
  readonly resources: readonly Resource[]
  readonly errors: readonly InputError[]
  /** Documents that are nothing of Kubernetes. */
  readonly foreign: number
}

/** How a text came here, which decides what is said of text that is nothing of Kubernetes. */
export interface Origin {
  /**
   * `named` by the user, so that whatever is wrong is told, also that there is nothing of Kubernetes in it; `met` in a
   * folder, where files of any purpose lie; or `rendered`, where everything should be right and nothing is fine too.
   */
  readonly how: 'named' | 'met' | 'rendered'
  readonly provenanceOf?: (document: YamlDocument) => Provenance
}

/** Takes the Kubernetes objects out of a text. Broken documents become errors and hide nothing else. */
export function contentOf(name: string, text: string, limits: YamlLimits | undefined, origin: Origin): Content {
  if (origin.how === 'met' && !mayHoldResources(text)) {
    return { source: undefined, resources: [], errors: [], foreign: countDocuments(text) }
  }
  const { source, documents, errors } = readYaml(name, text, limits)
  const resources: Resource[] = []
  const problems = errors.map((error) => asInputError(name, error))
  let foreign = 0
  let ours = 0
  for (const document of documents) {
    const content = resourcesOf(document, origin.provenanceOf?.(document))
    const isForeign = content.foreign || (origin.how === 'met' && isOfOtherPurpose(document.value))
    if (isForeign) foreign++
    else if (document.value !== null && document.value !== undefined) ours++
    resources.push(...content.resources)
    if (!isForeign) problems.push(...content.errors.map((error) => asInputError(name, error)))
  }
  if (origin.how === 'met' && problems.length > 0 && !/\bapiVersion["']?\s*:/.test(text)) {
    return { source, resources, errors: [], foreign: foreign + problems.length }
  }
  if (origin.how === 'named' && ours === 0 && problems.length === 0) problems.push(withoutObjects(name, foreign))
  return { source, resources, errors: problems.sort(byDocument).map((each) => hinted(each, text)), foreign }
}

/** Formats that know an `apiVersion` or a `kind` of their own: Grafana's provisioning, the index of a Helm repository. */
function isOfOtherPurpose(value: unknown): boolean {
  if (!isObject(value) || ('apiVersion' in value && 'kind' in value)) return false
  return !('metadata' in value) && !('spec' in value)
}

function withoutObjects(name: string, foreign: number): InputError {
  const message =
    foreign === 0
      ? 'there is nothing in it: no document, or only empty ones'
      : 'it holds no Kubernetes object: no document in it has apiVersion and kind'
  return inputError(name, message, { code: 'resource-invalid' })
}

/** Whether a text met in a folder has to be parsed: a key may be written with escapes, so that a backslash is enough. */
function mayHoldResources(text: string): boolean {
  return text.includes('apiVersion') || text.includes('\\')
}

/** Counts the documents of a text that is not parsed, empty ones left out. */
function countDocuments(text: string): number {
  return text.split(/^---(?=\s|$)/m).filter((part) => /^\s*[^\s#]/m.test(part)).length
}

function byDocument(a: InputError, b: InputError): number {
  return (a.document ?? -1) - (b.document ?? -1)
}

/** Braces of a Go template explain most texts that are no YAML. */
function hinted(error: InputError, text: string): InputError {
  if (!error.code.startsWith('yaml-') || !/\{\{-?\s*[.$\w(/"`]/.test(text)) return error
  const hint = 'this looks like a Helm template, which has to be rendered: give the chart folder instead'
  return { ...error, message: `${error.message}; ${hint}` }
}

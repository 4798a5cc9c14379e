import type { InputError } from '@warrant/engine/audit'
import { type Provenance, type Resource, resourcesOf } from '@warrant/engine/cluster'
import { readYaml, type SourceText, type YamlDocument, type YamlLimits } from '@warrant/engine/yaml'
import { asInputError } from './problem.ts'

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
  /** The user named it, so that whatever is wrong is told. */
  readonly named: boolean
  readonly provenanceOf?: (document: YamlDocument) => Provenance
}

/** Takes the Kubernetes objects out of a text. Broken documents become errors and hide nothing else. */
export function contentOf(name: string, text: string, limits: YamlLimits | undefined, origin: Origin): Content {
  if (!origin.named && !mayHoldResources(text)) {
    return { source: undefined, resources: [], errors: [], foreign: countDocuments(text) }
  }
  const { source, documents, errors } = readYaml(name, text, limits)
  const resources: Resource[] = []
  const problems = errors.map((error) => asInputError(name, error))
  let foreign = 0
  for (const document of documents) {
    const content = resourcesOf(document, origin.provenanceOf?.(document))
    resources.push(...content.resources)
    problems.push(...content.errors.map((error) => asInputError(name, error)))
    if (content.foreign) foreign++
  }
  if (!origin.named && problems.length > 0 && !/\bapiVersion["']?\s*:/.test(text)) {
    return { source, resources, errors: [], foreign: foreign + problems.length }
  }
  return { source, resources, errors: problems.sort(byDocument).map((each) => hinted(each, text)), foreign }
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

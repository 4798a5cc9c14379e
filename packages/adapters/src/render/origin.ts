import { type DocumentContent, resourcesOf } from '@warrant/engine/cluster'
import { readYaml, valueAt, type YamlDocument } from '@warrant/engine/yaml'
import { relative, sep } from 'node:path'
import { decode, readBytes } from '../text/index.ts'
import type { Kustomization } from './kustomization.ts'

interface Declared {
  readonly kind: string
  readonly name: string
  readonly file: string
}

const maxBytes = 32 * 1024 * 1024

/**
 * Finds the manifest that an object of a built kustomization was declared in, relative to the kustomization's folder.
 * kustomize says so itself when asked to (buildMetadata: [originAnnotations]); else the object is looked for by kind and
 * name, less the prefixes and suffixes that the kustomizations add. Undefined when more than one manifest could be meant,
 * and for what was generated or renamed by a patch.
 */
export function originsOf(
  root: string,
  parts: readonly Kustomization[],
): (document: YamlDocument) => string | undefined {
  let declared: Declared[] | undefined
  return (document) => {
    const annotated = valueAt(document.value, ['metadata', 'annotations', 'config.kubernetes.io/origin'])
    const path = typeof annotated === 'string' ? /^path: (.+)$/m.exec(annotated)?.[1] : undefined
    if (path !== undefined) return path
    declared ??= declaredIn(root, parts)
    const name = valueAt(document.value, ['metadata', 'name'])
    return typeof name === 'string' ? bestMatch(declared, valueAt(document.value, ['kind']), name, parts) : undefined
  }
}

function bestMatch(
  declared: readonly Declared[],
  kind: unknown,
  name: string,
  parts: readonly Kustomization[],
): string | undefined {
  const prefixes = parts.map((part) => part.namePrefix).filter((prefix) => prefix !== '')
  const suffixes = parts.map((part) => part.nameSuffix).filter((suffix) => suffix !== '')
  const candidates = declared.filter((each) => {
    if (each.kind !== kind || each.name === '') return false
    for (let at = name.indexOf(each.name); at !== -1; at = name.indexOf(each.name, at + 1)) {
      if (isMadeOf(name.slice(0, at), prefixes) && isMadeOf(name.slice(at + each.name.length), suffixes)) return true
    }
    return false
  })
  const longest = Math.max(...candidates.map((each) => each.name.length))
  const files = new Set(candidates.filter((each) => each.name.length === longest).map((each) => each.file))
  return files.size === 1 ? [...files][0] : undefined
}

/** Whether a text is these pieces one after the other, as when overlays of overlays each add a prefix. */
function isMadeOf(text: string, pieces: readonly string[]): boolean {
  const reached = new Set([0])
  for (const at of reached) for (const piece of pieces) if (text.startsWith(piece, at)) reached.add(at + piece.length)
  return reached.has(text.length)
}

function declaredIn(root: string, parts: readonly Kustomization[]): Declared[] {
  const files = new Set(parts.flatMap((part) => part.manifests))
  return [...files].flatMap((path) => {
    const file = relative(root, path).replaceAll(sep, '/')
    return contentsOf(path).flatMap(({ resources }) => resources.map(({ kind, name }) => ({ kind, name, file })))
  })
}

/** What cannot be read declares nothing here; kustomize has already said what it thinks of it. */
function contentsOf(path: string): DocumentContent[] {
  try {
    const decoded = decode(readBytes(path, maxBytes))
    return decoded.kind === 'text' ? readYaml(path, decoded.text).documents.map((each) => resourcesOf(each)) : []
  } catch {
    return []
  }
}

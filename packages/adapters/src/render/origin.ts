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
 * name, where a prefix or suffix may have been added to the name. Undefined when more than one manifest could be meant.
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
    return bestMatch(declared, valueAt(document.value, ['kind']), valueAt(document.value, ['metadata', 'name']))
  }
}

function bestMatch(declared: readonly Declared[], kind: unknown, name: unknown): string | undefined {
  if (typeof name !== 'string') return undefined
  const candidates = declared.filter((each) => each.kind === kind && each.name !== '' && name.includes(each.name))
  const longest = Math.max(...candidates.map((each) => each.name.length))
  const files = new Set(candidates.filter((each) => each.name.length === longest).map((each) => each.file))
  return files.size === 1 ? [...files][0] : undefined
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

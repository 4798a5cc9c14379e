import { isObject } from '@warrant/engine/cluster'
import { readYaml } from '@warrant/engine/yaml'
import { realpathSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { decode, readBytes } from '../text/index.ts'

/** The names by which kustomize knows its file, in its order (sigs.k8s.io/kustomize api/konfig/general.go). */
export const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const

/** What one kustomization takes in directly. Paths are real and absolute. */
export interface Kustomization {
  /** `component` is never built alone; `other` is a file with the name of a kustomization and another purpose. */
  readonly kind: 'overlay' | 'component' | 'other'
  /** Files with whole manifests. */
  readonly manifests: readonly string[]
  /** Every file that is part of it: manifests, patches, values, contents of config maps. */
  readonly files: readonly string[]
  /** Bases, components and other folders that are built as part of it. */
  readonly folders: readonly string[]
  /** References to places on a network. */
  readonly remote: readonly string[]
  readonly inflatesCharts: boolean
  /** What it puts before and after the names of what it takes in. */
  readonly namePrefix: string
  readonly nameSuffix: string
}

const manifestKeys = ['resources', 'bases', 'components']
const folderKeys = [...manifestKeys, 'generators', 'transformers', 'validators', 'crds', 'configurations']
const fileKeys = [
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
  'configMapGenerator',
  'secretGenerator',
  'replacements',
  'helmCharts',
  'openapi',
]
const chartKeys = ['helmCharts', 'helmChartInflationGenerator']
const maxBytes = 5 * 1024 * 1024
const nothing: Kustomization = {
  kind: 'overlay',
  manifests: [],
  files: [],
  folders: [],
  remote: [],
  inflatesCharts: false,
  namePrefix: '',
  nameSuffix: '',
}

/** The kustomization file of a folder that holds these names. */
export function kustomizationIn(names: ReadonlySet<string>): string | undefined {
  return kustomizationNames.find((name) => names.has(name))
}

/** Reads kustomizations and what they take in, each folder once. */
export class KustomizationReader {
  readonly #known = new Map<string, Kustomization | undefined>()
  readonly #closures = new Map<string, ReadonlyMap<string, Kustomization>>()

  /** The kustomization of a real folder; undefined when it has none. */
  read(folder: string): Kustomization | undefined {
    if (!this.#known.has(folder)) this.#known.set(folder, readFolder(folder))
    return this.#known.get(folder)
  }

  /** A folder's kustomization with all that it takes in, however deep; the folder itself comes first. */
  closure(folder: string): ReadonlyMap<string, Kustomization> {
    const known = this.#closures.get(folder)
    if (known) return known
    const found = new Map<string, Kustomization>()
    const open = [folder]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const kustomization = found.has(next) ? undefined : this.read(next)
      if (!kustomization) continue
      found.set(next, kustomization)
      open.push(...kustomization.folders)
    }
    this.#closures.set(folder, found)
    return found
  }
}

function readFolder(folder: string): Kustomization | undefined {
  for (const name of kustomizationNames) {
    const path = join(folder, name)
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) continue
    try {
      const decoded = decode(readBytes(path, maxBytes))
      const value = decoded.kind === 'text' ? readYaml(path, decoded.text).documents[0]?.value : undefined
      return isObject(value) ? describe(folder, value) : nothing
    } catch {
      return nothing
    }
  }
  return undefined
}

function describe(folder: string, value: Record<string, unknown>): Kustomization {
  const { apiVersion, kind } = value
  if (typeof apiVersion === 'string' && !apiVersion.startsWith('kustomize.config.k8s.io/')) {
    return { ...nothing, kind: 'other' }
  }
  const manifests: string[] = []
  const files: string[] = []
  const folders: string[] = []
  const remote: string[] = []
  for (const key of [...folderKeys, ...fileKeys]) {
    for (const text of stringsIn(value[key])) {
      const place = placeOf(folder, text)
      if (place.kind === 'remote' && folderKeys.includes(key)) remote.push(text)
      if (place.kind === 'folder' && folderKeys.includes(key)) folders.push(place.path)
      if (place.kind !== 'file') continue
      files.push(place.path)
      if (manifestKeys.includes(key)) manifests.push(place.path)
    }
  }
  const inflatesCharts = chartKeys.some((key) => Array.isArray(value[key]) && value[key].length > 0)
  return {
    kind: kind === 'Component' ? 'component' : 'overlay',
    manifests,
    files,
    folders,
    remote,
    inflatesCharts,
    namePrefix: textOf(value['namePrefix']),
    nameSuffix: textOf(value['nameSuffix']),
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Every text in a value; generators write `key=file`. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value, ...(value.includes('=') ? [value.slice(value.indexOf('=') + 1)] : [])]
  if (Array.isArray(value)) return value.flatMap(stringsIn)
  return isObject(value) ? Object.values(value).flatMap(stringsIn) : []
}

type Place = { readonly kind: 'file' | 'folder'; readonly path: string } | { readonly kind: 'remote' | 'none' }

function placeOf(folder: string, text: string): Place {
  if (text === '' || text.length > 4096 || /[\0\n]/.test(text)) return { kind: 'none' }
  try {
    const path = realpathSync(resolve(folder, text))
    const stats = statSync(path)
    return stats.isDirectory() ? { kind: 'folder', path } : stats.isFile() ? { kind: 'file', path } : { kind: 'none' }
  } catch {
    return { kind: isRemote(text) ? 'remote' : 'none' }
  }
}

/** A URL, a repository in the short form of ssh, or one that begins with a host (`github.com/owner/name?ref=v1`). */
function isRemote(text: string): boolean {
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) || /^[\w.-]+@[\w.-]+:/.test(text)) return true
  return /^(?:[\w-]+\.)+[a-z]{2,}\/./i.test(text) && !/\.(?:ya?ml|json)$/i.test(text)
}

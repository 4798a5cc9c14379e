import type { InputError, NotAudited } from '@warrant/engine/audit'
import type { Resource } from '@warrant/engine/cluster'
import type { YamlLimits } from '@warrant/engine/yaml'
import { resolve } from 'node:path'
import { defaultRenderOptions, KustomizationReader, type RenderOptions, type RenderTools } from '../render/index.ts'
import { discover } from './discover.ts'
import { withoutCovered } from './cover.ts'
import type { PassedOver } from './found.ts'
import { pacemaker } from './pace.ts'
import { type Gathered, readFound, type SourceFile } from './read-found.ts'
import { renderFound } from './render-found.ts'

export interface LoadOptions {
  /** The folder that relative targets start from, and that shown paths are relative to. */
  readonly cwd: string
  /** What `-` reads: a stream, such as `process.stdin`, or a function that gives its text. */
  readonly stdin?: AsyncIterable<Uint8Array | string> | (() => Promise<string>)
  /** Whether folders are searched with all folders in them; true when left out. */
  readonly recursive?: boolean
  /** Patterns of shown paths to leave out; one without a slash speaks of names anywhere. */
  readonly exclude?: readonly string[]
  /** Told of each file and each rendered chart or overlay, with how many there were so far. */
  readonly onProgress?: (done: number, file: string) => void
  /** Ends the work with a `WarrantError` of code `interrupted`. */
  readonly signal?: AbortSignal
  /** Most bytes of one file, of standard input, or of what one chart or overlay renders to; 128 MiB when left out. */
  readonly maxFileBytes?: number
  readonly limits?: YamlLimits
  /** The programs that render; those left out are looked for on PATH by their usual names. */
  readonly tools?: Partial<RenderTools>
  /** How long one chart or overlay may take, in milliseconds; a minute when left out. */
  readonly renderTimeoutMs?: number
  /** Values files for every chart, relative to `cwd`. */
  readonly helmValues?: readonly string[]
}

export interface LoadedInput {
  /** In the order of the targets, and within folders by name. */
  readonly resources: readonly Resource[]
  readonly errors: readonly InputError[]
  readonly notAudited: readonly NotAudited[]
  /** Documents that are nothing of Kubernetes. */
  readonly foreign: number
  /** Files, streams, charts and overlays that were read. */
  readonly files: number
  /** The files that resources were read from as they are, for writing them back. */
  readonly sources: readonly SourceFile[]
  /** What was met and left unread on purpose, with the reason. */
  readonly passedOver: readonly PassedOver[]
  /** The folders that were given or hold the files that were given: the bounds for writing. */
  readonly roots: readonly string[]
  /** Minor version of the API server, 36 for v1.36, when a cluster was read. */
  readonly serverMinor?: number | undefined
}

/** Most bytes of one file when nothing else is said: to audit so much takes some 20 s and 2 GB. */
export const defaultMaxFileBytes = 128 * 1024 * 1024

/**
 * Reads everything that the targets stand for: files, folders, patterns, `-` for standard input, charts and
 * kustomizations. What is wrong with one of them is an entry in `errors` or `notAudited` and hides nothing else.
 * Throws only `interrupted`.
 */
export async function loadInput(targets: readonly string[], options: LoadOptions): Promise<LoadedInput> {
  const { cwd, signal, maxFileBytes = defaultMaxFileBytes, limits } = options
  const pace = pacemaker(signal)
  const reader = new KustomizationReader()
  const { recursive = true, exclude = [] } = options
  const discovered = await discover(targets, { cwd, recursive, exclude, pace })
  const found = withoutCovered(discovered.found, reader)
  let done = 0
  const progress = (name: string) => options.onProgress?.(++done, name)
  const shared = { maxFileBytes, limits, signal, pace, progress, stdin: options.stdin }
  const [read, rendered] = await Promise.all([
    readFound(found, shared),
    renderFound(found, reader, renderOptions(options, maxFileBytes), shared),
  ])
  const gathered = found.flatMap((each) => read.get(each) ?? rendered.get(each) ?? [])
  return {
    resources: gathered.flatMap((each) => each.resources),
    errors: [...discovered.errors, ...gathered.flatMap((each) => each.errors)],
    notAudited: gathered.flatMap((each) => each.notAudited ?? []),
    foreign: gathered.reduce((sum, each) => sum + each.foreign, 0),
    files: gathered.filter((each: Gathered) => each.read).length,
    sources: gathered.flatMap((each) => each.file ?? []),
    passedOver: [...discovered.passedOver, ...gathered.flatMap((each) => each.passedOver ?? [])],
    roots: discovered.roots,
  }
}

function renderOptions(options: LoadOptions, maxOutputBytes: number): RenderOptions {
  return {
    tools: { ...defaultRenderOptions.tools, ...options.tools },
    timeoutMs: options.renderTimeoutMs ?? defaultRenderOptions.timeoutMs,
    maxOutputBytes,
    helmValues: (options.helmValues ?? []).map((file) => resolve(options.cwd, file)),
    signal: options.signal,
  }
}

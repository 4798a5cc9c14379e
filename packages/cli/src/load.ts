import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { type LoadedInput, loadInput } from '@warrant/adapters/files'
import type { Configuration } from '@warrant/engine/audit'
import { buildCluster, type Cluster } from '@warrant/engine/cluster'
import { WarrantError } from '@warrant/engine/errors'
import type { ConnectionFlags } from './connection-options.ts'
import type { InputOptions } from './input-options.ts'
import { isPattern, readLive } from './read-live.ts'
import { Progress } from './output.ts'

/** What a command was given to work on. */
export interface Loaded {
  readonly input: LoadedInput
  readonly cluster: Cluster
  readonly targets: readonly string[]
}

export interface LoadOptions extends InputOptions, ConnectionFlags {
  /** The only kinds to read of a live cluster, as `group/resource`; all that judgements look at when left out. */
  readonly only?: readonly string[]
}

/** The paths that were given, as arguments and by `-f`; none stand for the live cluster. */
export function targetsOf(paths: readonly string[], options: InputOptions): string[] {
  return [...paths, ...(options.filename ?? [])]
}

/** Reads everything that the targets stand for, or the live cluster; tells on stderr what was passed over. */
export async function load(
  targets: readonly string[],
  options: LoadOptions,
  configuration: Configuration | undefined,
  stdin: AsyncIterable<Uint8Array | string> = process.stdin,
): Promise<Loaded> {
  const progress = new Progress()
  const input =
    targets.length === 0
      ? await loadLive(options, progress)
      : await loadInput(targets, {
          cwd: process.cwd(),
          stdin,
          recursive: options.recursive,
          exclude: [...(configuration?.exclude ?? []), ...(options.exclude ?? [])],
          helmValues: options.helmValues ?? [],
          onProgress: (done, file) => progress.report(() => `reading ${done} ${file}`),
        })
  notePassedOver(input.passedOver)
  progress.report(() => `judging ${input.resources.length} resources`)
  const cluster = buildCluster(input.resources)
  progress.done()
  return { input, cluster, targets }
}

/** Loaded only when it is needed: the client for kubeconfigs is large. */
async function loadLive(options: LoadOptions, progress: Progress): Promise<LoadedInput> {
  const { loadCluster } = await import('@warrant/adapters/live')
  const wanted = options.namespace ?? []
  // Patterns can be told only from all namespaces.
  const namespaces = wanted.some(isPattern) ? [] : wanted
  return readLive(progress, (reading) => loadCluster({ ...options, ...reading, namespaces }))
}

/** Whether there was nothing to judge at all, which is not the same as clean; says so. */
export function nothingToJudge({ cluster, input, targets }: Loaded): boolean {
  if (cluster.resources.length > 0 || input.errors.length > 0 || input.notAudited.length > 0) return false
  process.stderr.write(
    `warrant: there are no Kubernetes resources in ${targets.length === 0 ? 'the cluster' : targets.join(', ')}\n`,
  )
  return true
}

const mostNoted = 5

/** Tells on stderr what was left unread on purpose, so that nobody takes it for clean. */
function notePassedOver(passedOver: LoadedInput['passedOver']): void {
  for (const { path, reason } of passedOver.slice(0, mostNoted))
    process.stderr.write(`warrant: ${path} was passed over: ${reason}\n`)
  const more = passedOver.length - mostNoted
  if (more > 0) process.stderr.write(`warrant: ${more} more were passed over\n`)
}

/** The configuration asked for, or `warrant.yaml` of the working folder when there is one. */
export async function loadConfiguration(file: string | undefined): Promise<Configuration | undefined> {
  const path = file ?? join(process.cwd(), 'warrant.yaml')
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    if (file === undefined && (cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new WarrantError('config-invalid', `cannot read the configuration ${path}: ${(cause as Error).message}`, {
      cause,
    })
  }
  const { readConfiguration } = await import('@warrant/engine/audit/configuration')
  return readConfiguration(file ?? relative(process.cwd(), path), text)
}

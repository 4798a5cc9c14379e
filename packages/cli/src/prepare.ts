import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { type LoadedInput, loadInput } from '@warrant/adapters/files'
import { type AuditOptions, type Configuration, selectRules } from '@warrant/engine/audit'
import { buildCluster, type Cluster } from '@warrant/engine/cluster'
import { WarrantError } from '@warrant/engine/errors'
import type { Severity } from '@warrant/engine/findings'
import type { JudgeOptions } from './options.ts'
import { Progress } from './output.ts'

/** What a command that judges manifests works on. */
export interface Prepared {
  readonly configuration: Configuration | undefined
  readonly input: LoadedInput
  readonly cluster: Cluster
  readonly audit: AuditOptions
  readonly failOn: Severity
  readonly targets: readonly string[]
  /** The rules that were asked for; `audit.rules` may hold more of them. */
  readonly selected: ReadonlySet<string>
}

export interface PrepareOptions {
  /** Whether the whole profile is run beside the rules asked for, to notice what an edit brings up elsewhere. */
  readonly wholeProfile?: boolean
  readonly stdin?: AsyncIterable<Uint8Array | string>
}

/** Reads configuration and input as the options say. */
export async function prepare(
  paths: readonly string[],
  options: JudgeOptions,
  more: PrepareOptions = {},
): Promise<Prepared> {
  const targets = [...paths, ...(options.filename ?? [])]
  if (targets.length === 0) {
    throw new WarrantError(
      'usage',
      'give files or folders to read, or - for standard input; reading a live cluster is not part of this version',
    )
  }
  const configuration = await loadConfiguration(options.config)
  const rules = selectRules(
    { profile: options.profile, only: options.rule ?? [], skip: options.skipRule ?? [], framework: options.framework },
    configuration,
  )
  const selected = new Set(rules.map(({ rule }) => rule.id))
  const beside = more.wholeProfile
    ? selectRules({ profile: options.profile }, configuration).filter(({ rule }) => !selected.has(rule.id))
    : []
  const progress = new Progress()
  const input = await loadInput(targets, {
    cwd: process.cwd(),
    stdin: more.stdin ?? process.stdin,
    recursive: options.recursive,
    exclude: [...(configuration?.exclude ?? []), ...(options.exclude ?? [])],
    helmValues: options.helmValues ?? [],
    onProgress: (done, file) => progress.report(() => `reading ${done} ${file}`),
  })
  notePassedOver(input.passedOver)
  progress.report(() => `judging ${input.resources.length} resources`)
  const cluster = buildCluster(input.resources)
  progress.done()
  return {
    configuration,
    input,
    cluster,
    targets,
    failOn: options.failOn ?? configuration?.failOn ?? 'high',
    selected,
    audit: {
      rules: [...rules, ...beside],
      warrants: configuration?.warrants ?? [],
      peerWarrants: options.peerWarrants && (configuration?.peerWarrants ?? true),
      today: new Date().toISOString().slice(0, 10),
    },
  }
}

/** Whether there was nothing to judge at all, which is not the same as clean; says so. */
export function nothingToJudge({ cluster, input, targets }: Prepared): boolean {
  if (cluster.resources.length > 0 || input.errors.length > 0 || input.notAudited.length > 0) return false
  process.stderr.write(`warrant: there are no Kubernetes resources in ${targets.join(', ')}\n`)
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
async function loadConfiguration(file: string | undefined): Promise<Configuration | undefined> {
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

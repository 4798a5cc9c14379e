import { type AuditOptions, type Configuration, selectRules } from '@warrant/engine/audit'
import type { Severity } from '@warrant/engine/findings'
import { load, type Loaded, loadConfiguration, targetsOf } from './load.ts'
import type { ConnectionFlags } from './connection-options.ts'
import type { JudgeOptions } from './options.ts'

/** What a command that judges manifests by rules works on. */
export interface Prepared extends Loaded {
  readonly configuration: Configuration | undefined
  readonly audit: AuditOptions
  readonly failOn: Severity
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
  options: JudgeOptions & ConnectionFlags,
  more: PrepareOptions = {},
): Promise<Prepared> {
  const targets = targetsOf(paths, options)
  const configuration = await loadConfiguration(options.config)
  const rules = selectRules(
    { profile: options.profile, only: options.rule ?? [], skip: options.skipRule ?? [], framework: options.framework },
    configuration,
  )
  const selected = new Set(rules.map(({ rule }) => rule.id))
  const beside = more.wholeProfile
    ? selectRules({ profile: options.profile }, configuration).filter(({ rule }) => !selected.has(rule.id))
    : []
  return {
    ...(await load(targets, options, configuration, more.stdin)),
    configuration,
    failOn: options.failOn ?? configuration?.failOn ?? 'high',
    selected,
    audit: {
      rules: [...rules, ...beside],
      ...writtenWarrants(options, configuration),
    },
  }
}

/** Which warrants count, and on which day. */
export function writtenWarrants(
  { peerWarrants }: Pick<JudgeOptions, 'peerWarrants'>,
  configuration: Configuration | undefined,
): Pick<AuditOptions, 'warrants' | 'peerWarrants' | 'today'> {
  return {
    warrants: configuration?.warrants ?? [],
    peerWarrants: peerWarrants && (configuration?.peerWarrants ?? true),
    today: new Date().toISOString().slice(0, 10),
  }
}

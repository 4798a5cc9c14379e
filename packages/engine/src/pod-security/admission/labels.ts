import {
  compareLevels,
  type Level,
  type LevelVersion,
  levels,
  parseLevel,
  parseVersion,
  type Version,
} from '../levels.ts'

/** What admission does with a violation: refuse the pod, note it in the audit log, warn whoever asks. */
export const modes = ['enforce', 'audit', 'warn'] as const

export type Mode = (typeof modes)[number]

/** The policies of a namespace. */
export type NamespacePolicy = Readonly<Record<Mode, LevelVersion>>

/** A label whose value the API server does not understand. */
export interface LabelError {
  readonly label: string
  readonly value: string
  /** What it must be, in upstream's words. */
  readonly message: string
}

/** Labels of namespaces and, beside them, keys of audit annotations start with it. */
export const labelPrefix = 'pod-security.kubernetes.io/'

export function levelLabel(mode: Mode): string {
  return `${labelPrefix}${mode}`
}

export function versionLabel(mode: Mode): string {
  return `${labelPrefix}${mode}-version`
}

/** What the API server applies to namespaces without labels unless it is configured otherwise. */
export const builtInDefaults: NamespacePolicy = {
  enforce: { level: 'privileged', version: 'latest' },
  audit: { level: 'privileged', version: 'latest' },
  warn: { level: 'privileged', version: 'latest' },
}

/**
 * The policies that a namespace's labels stand for. A bad level is restricted for enforce and privileged for the others, a
 * bad version is latest. Warn follows enforce where it has no label of its own and enforce is stricter than its default.
 *
 * Source: kubernetes/pod-security-admission api/helpers.go, PolicyToEvaluate
 */
export function policyOf(
  labels: Readonly<Record<string, string>> | undefined,
  defaults: NamespacePolicy = builtInDefaults,
): { readonly policy: NamespacePolicy; readonly errors: readonly LabelError[] } {
  const errors: LabelError[] = []
  if (labels === undefined) return { policy: defaults, errors }
  const enforce = readMode(labels, 'enforce', defaults.enforce, 'restricted', errors)
  const audit = readMode(labels, 'audit', defaults.audit, 'privileged', errors)
  const warn = readMode(labels, 'warn', defaults.warn, 'privileged', errors)
  const { level, version } = enforce.policy
  const follows = warn.level === 'missing' && enforce.level === 'valid' && compareLevels(level, warn.policy.level) > 0
  return {
    policy: {
      enforce: enforce.policy,
      audit: audit.policy,
      warn: follows ? { level, version: warn.hasVersion ? warn.policy.version : version } : warn.policy,
    },
    errors,
  }
}

interface ReadMode {
  readonly policy: LevelVersion
  readonly level: 'missing' | 'valid' | 'invalid'
  readonly hasVersion: boolean
}

function readMode(
  labels: Readonly<Record<string, string>>,
  mode: Mode,
  defaults: LevelVersion,
  whenInvalid: Level,
  errors: LabelError[],
): ReadMode {
  let { level, version } = defaults
  let state: ReadMode['level'] = 'missing'
  const levelText = valueOf(labels, levelLabel(mode))
  if (levelText !== undefined) {
    const parsed = parseLevel(levelText)
    state = parsed === undefined ? 'invalid' : 'valid'
    level = parsed ?? whenInvalid
    if (parsed === undefined)
      errors.push({ label: levelLabel(mode), value: levelText, message: `must be one of ${levels.join(', ')}` })
  }
  const versionText = valueOf(labels, versionLabel(mode))
  if (versionText !== undefined) {
    const parsed: Version | undefined = parseVersion(versionText)
    version = parsed ?? 'latest'
    if (parsed === undefined)
      errors.push({ label: versionLabel(mode), value: versionText, message: 'must be "latest" or "v1.x"' })
  }
  return { policy: { level, version }, level: state, hasVersion: versionText !== undefined }
}

function valueOf(labels: Readonly<Record<string, string>>, label: string): string | undefined {
  return Object.hasOwn(labels, label) ? labels[label] : undefined
}

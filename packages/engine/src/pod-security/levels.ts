import { WarrantError } from '../errors/index.ts'

/** Levels of the Pod Security Standards, the most permissive first. */
export const levels = ['privileged', 'baseline', 'restricted'] as const

export type Level = (typeof levels)[number]

/** The minor of the newest policy version that the checks know: v1.37. Newer versions behave like it. */
export const newestMinor = 37

/** A policy version: a minor of Kubernetes 1.x, or `latest`, which is newer than every number. */
export type Version = number | 'latest'

/** A level and the version of its policy, printed as `restricted:v1.36`. */
export interface LevelVersion {
  readonly level: Level
  readonly version: Version
}

/** The level of a name; undefined when there is none, as for `Baseline`. */
export function parseLevel(text: string): Level | undefined {
  return levels.find((level) => level === text)
}

/**
 * What `latest` or `v1.N` stands for; undefined for anything else, as `1.30`, `v1.05` or `v2.0`, and for minors that are no
 * 64-bit integers. Source: kubernetes/pod-security-admission api/helpers.go, ParseVersion
 */
export function parseVersion(text: string): Version | undefined {
  if (text === 'latest') return 'latest'
  const digits = /^v1\.([0-9]|[1-9][0-9]*)$/.exec(text)?.[1]
  return digits === undefined || BigInt(digits) > largestMinor ? undefined : Number(digits)
}

const largestMinor = 2n ** 63n - 1n

/** A version as labels hold it. */
export function formatVersion(version: Version): string {
  return version === 'latest' ? version : `v1.${version}`
}

/** A policy as messages name it. */
export function formatPolicy({ level, version }: LevelVersion): string {
  return `${level}:${formatVersion(version)}`
}

/** The policy version whose checks are run for a version that was asked for. */
export function policyMinor(version: Version): number {
  return version === 'latest' ? newestMinor : Math.min(version, newestMinor)
}

/** Below zero when the first level is the more permissive one, above when it is the stricter one. */
export function compareLevels(a: Level, b: Level): number {
  return levels.indexOf(a) - levels.indexOf(b)
}

/** @throws WarrantError `usage` when there is no such level. */
export function requireLevel(text: string): Level {
  const level = parseLevel(text)
  if (level === undefined)
    throw new WarrantError('usage', `${JSON.stringify(text)} is no Pod Security level; there are ${levels.join(', ')}`)
  return level
}

/** @throws WarrantError `usage` when it is no version. */
export function requireVersion(text: string): Version {
  const version = parseVersion(text)
  if (version === undefined)
    throw new WarrantError(
      'usage',
      `${JSON.stringify(text)} is no Pod Security version; give latest or v1.N, as in v1.36`,
    )
  return version
}

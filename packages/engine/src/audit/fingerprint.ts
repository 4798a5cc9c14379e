import type { Finding } from '../findings/index.ts'
import { formatPath } from '../yaml/index.ts'

/** What of a finding stays the same when lines move or containers change places. */
export interface FingerprintParts {
  readonly rule: string
  readonly kind: string
  readonly namespace: string | undefined
  readonly name: string
  readonly container: string | undefined
  /** Path from the resource's root. */
  readonly path: string
}

/** A text that names a finding across edits of its file. Positions in lists are left out. */
export function fingerprint(parts: FingerprintParts): string {
  const { rule, kind, namespace, name, container, path } = parts
  return [rule, kind, namespace ?? '', name, container ?? '', path.replaceAll(/\[\d+\]/g, '[]')].join('\0')
}

/** The path of a finding from its resource's root, as reports show it. */
export function pathInResource(finding: Finding): string {
  return formatPath(finding.path.slice(finding.resource.base.length))
}

/** The fingerprint of a finding. */
export function fingerprintOf(finding: Finding): string {
  const { rule, resource, container } = finding
  const { kind, namespace, name } = resource
  return fingerprint({ rule, kind, namespace, name, container, path: pathInResource(finding) })
}

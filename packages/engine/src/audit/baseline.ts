import { isObject } from '../cluster/index.ts'
import { WarrantError } from '../errors/index.ts'
import type { Finding } from '../findings/index.ts'
import { fingerprint, fingerprintOf } from './fingerprint.ts'

/** How often each finding was known already, by fingerprint. */
export type Baseline = ReadonlyMap<string, number>

/**
 * Reads a baseline: an earlier report in JSON (`warrant audit -o json`).
 *
 * @throws WarrantError `config-invalid` when the text is no such report.
 */
export function readBaseline(name: string, text: string): Baseline {
  let report: unknown
  try {
    report = JSON.parse(text)
  } catch (cause) {
    throw new WarrantError(
      'config-invalid',
      `${name} is not JSON; a baseline is what \`warrant audit -o json\` wrote`,
      { cause, place: { file: name } },
    )
  }
  const findings = isObject(report) && report['kind'] === 'AuditReport' ? report['findings'] : undefined
  if (!Array.isArray(findings)) {
    throw new WarrantError(
      'config-invalid',
      `${name} is not an AuditReport; a baseline is what \`warrant audit -o json\` wrote`,
      { place: { file: name } },
    )
  }
  const known = new Map<string, number>()
  for (const finding of findings as unknown[]) {
    if (!isObject(finding) || !isObject(finding['resource'])) continue
    const { kind, namespace, name: resource } = finding['resource']
    const key = fingerprint({
      rule: String(finding['rule']),
      kind: String(kind),
      namespace: typeof namespace === 'string' ? namespace : undefined,
      name: String(resource),
      container: typeof finding['container'] === 'string' ? finding['container'] : undefined,
      path: String(finding['path']),
    })
    known.set(key, (known.get(key) ?? 0) + 1)
  }
  return known
}

/** The findings that a baseline does not know. Of several alike, only as many as are new. */
export function newSince(findings: readonly Finding[], baseline: Baseline): Finding[] {
  const left = new Map(baseline)
  return findings.filter((finding) => {
    const key = fingerprintOf(finding)
    const known = left.get(key) ?? 0
    if (known > 0) left.set(key, known - 1)
    return known === 0
  })
}

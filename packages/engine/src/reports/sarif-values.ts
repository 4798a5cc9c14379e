import type { Severity } from '../findings/index.ts'
import { uriPath } from './uri.ts'

/** A stretch of a file; lines and columns count from 1, the end is exclusive (SARIF 3.30). */
export interface SarifRegion {
  readonly startLine: number
  readonly startColumn: number
  readonly endLine: number
  readonly endColumn: number
}

export function levelOf(severity: Severity): 'error' | 'warning' | 'note' {
  if (severity === 'critical' || severity === 'high') return 'error'
  return severity === 'medium' ? 'warning' : 'note'
}

/**
 * A figure in the range that GitHub gives a severity's name to: over 9 critical, from 7 high, from 4 medium, else low.
 * Source: GitHub documentation, SARIF support for code scanning, `security-severity`.
 */
export const securitySeverity: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
  info: '0.0',
}

/** A file as a URI: relative ones stay relative, so that a reader can place them in its own checkout. */
export function artifactUri(file: string): string {
  if (file === '-' || file === '<stdin>') return 'stdin'
  const path = uriPath(file)
  if (/^[A-Za-z]%3A\//.test(path)) return `file:///${path.replace('%3A', ':')}`
  if (path.startsWith('/')) return `file://${path}`
  return path.replace(/^(?:\.\/)+/, '')
}

/** 64 bits of FNV-1a as hexadecimal: two runs of 32 bits over UTF-16 code units, the second from another start. */
export function hash(text: string): string {
  let a = 0x811c9dc5
  let b = 0xcbf29ce4
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ (code + i), 0x01000193)
  }
  return [a, b].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('')
}

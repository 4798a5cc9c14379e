import type { Severity } from '../findings/index.ts'

/** Paints texts for a terminal, or leaves them as they are. */
export interface Paint {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  /** Commands that can be copied. */
  readonly command: (text: string) => string
  readonly good: (text: string) => string
  readonly severity: (severity: Severity, text: string) => string
}

// Select Graphic Rendition codes, ECMA-48 8.3.117.
const severityCodes: Readonly<Record<Severity, string>> = {
  critical: '1;31',
  high: '31',
  medium: '33',
  low: '36',
  info: '2',
}

const plain = (text: string) => text
const painted: Paint = {
  bold: sgr('1'),
  dim: sgr('2'),
  command: sgr('36'),
  good: sgr('32'),
  severity: (severity, text) => sgr(severityCodes[severity])(text),
}
const unpainted: Paint = { bold: plain, dim: plain, command: plain, good: plain, severity: (_, text) => text }

export function painter(color: boolean): Paint {
  return color ? painted : unpainted
}

function sgr(codes: string): (text: string) => string {
  return (text) => (text === '' ? '' : `\x1b[${codes}m${text}\x1b[0m`)
}

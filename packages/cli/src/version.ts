import { readFileSync } from 'node:fs'

declare const WARRANT_VERSION: string | undefined

/** The version of this program; a bundle has it built in. */
export const version: string = typeof WARRANT_VERSION === 'string' ? WARRANT_VERSION : readVersion()

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  return (manifest as { version: string }).version
}

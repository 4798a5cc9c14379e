import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'

/**
 * Builds the Go program of a folder into the cache; unchanged, that costs next to nothing. Gives its path, or the reason
 * why there is none.
 */
export function buildGo(folder: string): { readonly path: string } | { readonly reason: string } {
  const programs = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'warrant-ci', 'bin')
  const path = join(programs, basename(folder))
  mkdirSync(programs, { recursive: true })
  const { status, stderr, error } = spawnSync('go', ['build', '-o', path, '.'], { cwd: folder, encoding: 'utf8' })
  if (status === 0) return { path }
  if (error) return { reason: 'there is no Go toolchain' }
  const why = stderr.split('\n').find((line) => line !== '' && !line.startsWith('go: downloading '))
  return { reason: `Go cannot build it: ${why ?? 'it does not say why'}` }
}

import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'

/** The path of a folder's Go program. Ends the suite, and says why, where there is none. */
export function goProgram(folder: string): string {
  const program = buildGo(folder)
  if ('path' in program) return program.path
  console.log(`${basename(folder)}: skipped, ${program.reason}`)
  process.exit(0)
}

/** Builds it into the cache; unchanged, that costs next to nothing. */
function buildGo(folder: string): { readonly path: string } | { readonly reason: string } {
  const programs = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'warrant-ci', 'bin')
  const path = join(programs, basename(folder))
  mkdirSync(programs, { recursive: true })
  const { status, stderr, error } = spawnSync('go', ['build', '-o', path, '.'], { cwd: folder, encoding: 'utf8' })
  if (status === 0) return { path }
  if (error) return { reason: 'there is no Go toolchain' }
  const why = stderr.split('\n').find((line) => line !== '' && !line.startsWith('go: downloading '))
  return { reason: `Go cannot build it: ${why ?? 'it does not say why'}` }
}

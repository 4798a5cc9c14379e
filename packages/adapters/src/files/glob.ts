import { readdir } from 'node:fs'
import { basename } from 'node:path'
import { glob } from 'tinyglobby'
import { kustomizationNames } from '../render/index.ts'
import { errorCode, plainReason } from '../text/index.ts'
import { isManifestName } from './names.ts'

export interface Matches {
  /** Absolute paths of files and folders, in order. */
  readonly matches: readonly string[]
  /** Folders that could not be searched. */
  readonly errors: readonly { readonly path: string; readonly reason: string }[]
}

/**
 * Finds what a pattern of the user's matches. A pattern that does not end in an extension of its own (`deploy/**`) means
 * the manifests among what it matches.
 */
export async function matchPattern(pattern: string, cwd: string): Promise<Matches> {
  const errors: { path: string; reason: string }[] = []
  const found = await glob(process.platform === 'win32' ? pattern.replaceAll('\\', '/') : pattern, {
    cwd,
    absolute: true,
    onlyFiles: false,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: ['**/node_modules/**', '**/.git/**'],
    fs: { readdir: reporting(errors) },
  })
  const anyFile = /\.\w+\}?$/.test(pattern)
  const wanted = found.filter((path) => anyFile || path.endsWith('/') || isWanted(basename(path)))
  const matches = wanted.map((path) => (path.length > 1 ? path.replace(/\/$/, '') : path))
  return { matches: matches.sort(), errors }
}

function isWanted(name: string): boolean {
  return isManifestName(name) || (kustomizationNames as readonly string[]).includes(name)
}

/** Lists a folder, and keeps the failures that the search itself passes over in silence. */
function reporting(errors: { path: string; reason: string }[]): typeof readdir {
  const list = (path: string, options: { withFileTypes: true }, done: (error: unknown, entries?: unknown) => void) => {
    readdir(path, options, (error, entries) => {
      if (error && errorCode(error) !== 'ENOENT') errors.push({ path, reason: plainReason(error) })
      done(error, entries)
    })
  }
  return list as typeof readdir
}

import { isAbsolute, relative, sep } from 'node:path'
import picomatch from 'picomatch'

/** Whether a folder scan reads a file of this name as manifests. */
export function isManifestName(name: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(name)
}

export function isPackedChart(name: string): boolean {
  return /\.tgz$/i.test(name)
}

const skippedFolders: ReadonlySet<string> = new Set([
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  '.jj',
  '.terraform',
  '.venv',
  '.cache',
  '.npm',
  '.yarn',
])

/**
 * Folders that a scan does not enter: those of version control, and those that hold other people's code. Other hidden
 * folders are entered, since manifests and charts stand in some (`.helm`, `.k8s`).
 */
export function isSkippedFolder(name: string): boolean {
  return skippedFolders.has(name)
}

/**
 * A path as people are shown it: with forward slashes, relative to the folder they stand in; one that was typed as
 * absolute and leads elsewhere stays absolute.
 */
export function shownPath(path: string, cwd: string, typedAbsolute: boolean): string {
  const from = relative(cwd, path)
  const outside = isAbsolute(from) || from === '..' || from.startsWith(`..${sep}`)
  const shown = outside && typedAbsolute ? path : from === '' ? '.' : from
  return sep === '/' ? shown : shown.replaceAll(sep, '/')
}

/**
 * A test for paths that are left out. A pattern without a slash speaks of names anywhere; one that matches a folder
 * speaks of all that is in it.
 */
export function excluder(patterns: readonly string[]): (shown: string) => boolean {
  if (patterns.length === 0) return () => false
  const tidy = patterns.map((pattern) => pattern.replace(/^\.\//, '').replace(/\/+$/, ''))
  const matches = tidy.map((pattern) => picomatch(pattern, { dot: true, basename: !pattern.includes('/') }))
  return (shown) => {
    for (let path = shown; path !== ''; path = path.slice(0, Math.max(path.lastIndexOf('/'), 0))) {
      if (path !== '.' && path !== '..' && matches.some((isMatch) => isMatch(path))) return true
    }
    return false
  }
}

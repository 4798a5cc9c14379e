import type { InputError } from '@warrant/engine/audit'
import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs'
import { basename, join, sep } from 'node:path'
import { kustomizationIn } from '../render/index.ts'
import { plainReason } from '../text/index.ts'
import type { Found, PassedOver } from './found.ts'
import { isManifestName, isPackedChart, isSkippedFolder } from './names.ts'
import { inputError } from './problem.ts'

/** What all scans of one run share. */
export interface ScanContext {
  readonly recursive: boolean
  readonly found: Found[]
  readonly errors: InputError[]
  readonly passedOver: PassedOver[]
  /** Real paths of the folders that have been scanned. */
  readonly scanned: Set<string>
  readonly pace: () => Promise<void>
  readonly excluded: (shown: string) => boolean
}

interface Folder {
  readonly path: string
  readonly real: string
  readonly name: string
}

/**
 * Looks through a folder for manifests, charts and kustomizations, in order of names. Links to folders are followed last,
 * and only within the folder that is scanned, so that each folder is scanned once and a circle of links comes to its end.
 */
export async function scanFolder(root: Folder, context: ScanContext): Promise<void> {
  const links: Folder[] = []
  await scan(root, context, links)
  for (let link = links.shift(); link; link = links.shift()) {
    if (context.scanned.has(link.real)) continue
    if (isWithin(link.real, root.real)) await scan(link, context, links)
    else context.passedOver.push({ path: link.name, reason: 'it is a symbolic link to a folder elsewhere' })
  }
}

async function scan(folder: Folder, context: ScanContext, links: Folder[]): Promise<void> {
  if (context.scanned.has(folder.real)) return
  context.scanned.add(folder.real)
  await context.pace()
  const entries = entriesOf(folder, context)
  const names = new Set(entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name))
  const special = new Set(foundIn(folder, names, context.found))
  for (const entry of entries) {
    if (special.has(entry.name)) continue
    const place = { path: join(folder.path, entry.name), name: joinShown(folder.name, entry.name) }
    if (entry.isDirectory()) {
      const real = join(folder.real, entry.name)
      if (context.recursive && !isSkippedFolder(entry.name)) await scan({ ...place, real }, context, links)
    } else if (entry.isSymbolicLink()) {
      meetLink(entry.name, place, context, links)
    } else if (isManifestName(entry.name)) {
      context.found.push({ kind: 'file', ...place, real: join(folder.real, entry.name), named: false })
    } else if (isPackedChart(entry.name) && basename(folder.real) !== 'charts') {
      context.passedOver.push({ path: place.name, reason: 'it is an archive; name it to have the chart in it audited' })
    }
  }
}

function entriesOf(folder: Folder, context: ScanContext): Dirent[] {
  try {
    const entries = readdirSync(folder.path, { withFileTypes: true })
    const wanted = entries.filter((entry) => !context.excluded(joinShown(folder.name, entry.name)))
    return wanted.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  } catch (error) {
    context.errors.push(inputError(folder.name, plainReason(error)))
    return []
  }
}

/** Takes a folder for a chart or a kustomization by the files in it; gives the names of these files. */
function foundIn(folder: Folder, names: ReadonlySet<string>, found: Found[]): string[] {
  const special: string[] = []
  if (names.has('Chart.yaml')) {
    found.push({ kind: 'chart', ...folder, packed: false })
    special.push('Chart.yaml')
  }
  const kustomization = kustomizationIn(names)
  if (kustomization !== undefined) {
    found.push({ kind: 'kustomization', ...folder, file: joinShown(folder.name, kustomization), named: false })
    special.push(kustomization)
  }
  return special
}

function meetLink(base: string, place: { path: string; name: string }, context: ScanContext, links: Folder[]): void {
  try {
    const real = realpathSync(place.path)
    if (!statSync(real).isDirectory()) {
      if (isManifestName(base)) context.found.push({ kind: 'file', ...place, real, named: false })
    } else if (context.recursive && !isSkippedFolder(base) && !real.split(sep).some(isSkippedFolder)) {
      links.push({ ...place, real })
    }
  } catch (error) {
    if (!isManifestName(base)) return
    const reason = plainReason(error)
    const gone = reason === 'no such file or folder'
    context.errors.push(inputError(place.name, gone ? 'it is a symbolic link to a file that does not exist' : reason))
  }
}

/** Whether a real path is a folder or lies in it. */
export function isWithin(real: string, folder: string): boolean {
  return real === folder || real.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

export function joinShown(folder: string, name: string): string {
  return folder === '.' ? name : folder.endsWith('/') ? folder + name : `${folder}/${name}`
}

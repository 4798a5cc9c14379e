import type { InputError } from '@warrant/engine/audit'
import { lstatSync, realpathSync, type Stats, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, resolve } from 'node:path'
import { isDynamicPattern } from 'tinyglobby'
import { kustomizationNames } from '../render/index.ts'
import { plainReason } from '../text/index.ts'
import type { Found, PassedOver } from './found.ts'
import { matchPattern } from './glob.ts'
import { excluder, isPackedChart, shownPath } from './names.ts'
import { asInputError, inputError } from './problem.ts'
import { joinShown, type ScanContext, scanFolder } from './scan.ts'

export interface DiscoverOptions {
  readonly cwd: string
  readonly recursive: boolean
  readonly exclude: readonly string[]
  readonly pace: () => Promise<void>
}

export interface Discovered {
  readonly found: readonly Found[]
  readonly errors: readonly InputError[]
  readonly passedOver: readonly PassedOver[]
  /** The folders that were given, or hold the files that were given; absolute. */
  readonly roots: readonly string[]
}

interface Context extends ScanContext {
  readonly cwd: string
  readonly roots: Set<string>
}

/** Turns what the user typed into what is to be read, in that order and within folders by name. */
export async function discover(targets: readonly string[], options: DiscoverOptions): Promise<Discovered> {
  const { cwd, recursive, pace } = options
  const context: Context = {
    cwd,
    recursive,
    pace,
    excluded: excluder(options.exclude),
    found: [],
    errors: [],
    passedOver: [],
    scanned: new Set(),
    roots: new Set(),
  }
  for (const target of new Set(targets)) {
    try {
      await take(target, context)
    } catch (error) {
      context.errors.push(asInputError(target, error))
    }
  }
  const { found, errors, passedOver, roots } = context
  return { found, errors, passedOver, roots: [...roots] }
}

async function take(target: string, context: Context): Promise<void> {
  if (target === '-' || target === '/dev/stdin') {
    const known = context.found.some((each) => each.kind === 'stream' && each.path === undefined)
    if (!known) context.found.push({ kind: 'stream', name: '<stdin>', path: undefined })
    return
  }
  if (target === '') {
    context.errors.push(inputError('""', 'an empty path was given'))
    return
  }
  const path = resolve(context.cwd, target)
  const state = stateOf(path)
  if (typeof state === 'object') await takePath(target, path, state, true, context)
  else if (state === 'missing' && isDynamicPattern(target)) await takePattern(target, context)
  else context.errors.push(inputError(target, state === 'missing' ? 'no such file or folder' : state))
}

/** What stands at a path: `missing`, or else the reason why this cannot be told. */
function stateOf(path: string): Stats | string {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? danglingOrMissing(path)
  } catch (error) {
    return plainReason(error)
  }
}

function danglingOrMissing(path: string): string {
  const link = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()
  return link ? 'it is a symbolic link to a file that does not exist' : 'missing'
}

async function takePattern(pattern: string, context: Context): Promise<void> {
  const { matches, errors } = await matchPattern(pattern, context.cwd)
  context.errors.push(...errors.map(({ path, reason }) => inputError(shown(path, pattern, context), reason)))
  if (matches.length === 0) context.errors.push(inputError(pattern, 'no file or folder matches this pattern'))
  for (const path of matches) {
    const state = stateOf(path)
    if (typeof state === 'object') await takePath(pattern, path, state, false, context)
    else context.errors.push(inputError(shown(path, pattern, context), state))
  }
}

function shown(path: string, typed: string, context: Context): string {
  return shownPath(path, context.cwd, isAbsolute(typed))
}

async function takePath(typed: string, path: string, stats: Stats, named: boolean, context: Context): Promise<void> {
  const name = shown(path, typed, context)
  if (context.excluded(name)) return
  if (stats.isFIFO() && /^\/(?:dev|proc\/self)\/fd\/\d+$/.test(path)) {
    context.found.push({ kind: 'stream', name: typed, path })
    return
  }
  const folder = stats.isDirectory() ? path : dirname(path)
  context.roots.add(folder)
  const real = realpathSync(path)
  if (stats.isDirectory()) await scanFolder({ path, real, name }, context)
  else context.found.push(fileOrBundle(path, real, name, named, context))
}

/** The file that makes its folder a chart or a kustomization stands for this folder. */
function fileOrBundle(path: string, real: string, name: string, named: boolean, context: Context): Found {
  const base = basename(path)
  if (isPackedChart(base)) return { kind: 'chart', path, real, name, packed: true }
  const isKustomization = (kustomizationNames as readonly string[]).includes(base)
  if (base !== 'Chart.yaml' && !isKustomization) return { kind: 'file', path, real, name, named }
  const folder = {
    path: dirname(path),
    real: dirname(real),
    name: shownPath(dirname(path), context.cwd, isAbsolute(name)),
  }
  if (isKustomization) return { kind: 'kustomization', ...folder, file: joinShown(folder.name, base), named }
  return { kind: 'chart', ...folder, packed: false }
}

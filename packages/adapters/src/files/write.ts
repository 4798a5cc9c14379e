import { WarrantError } from '@warrant/engine/errors'
import { randomBytes } from 'node:crypto'
import { type FileHandle, open, readFile, realpath, rename, stat, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { decode, encode, type Encoding, errorCode, plainReason } from '../text/index.ts'
import { isWithin } from './scan.ts'

export interface WriteOptions {
  /** Folders that the file has to lie in, symbolic links followed; absolute. */
  readonly allowedRoots: readonly string[]
  /** The text that the file must still have. */
  readonly expected: string
  /** UTF-8 when left out. A byte order mark is part of the text. */
  readonly encoding?: Encoding
}

/**
 * Writes a file whole or not at all: into a new file beside it, which then takes its place. Mode and owner are kept; a
 * symbolic link stays one, and what it leads to is written. Other names of the file (hard links) keep the old text.
 *
 * @throws WarrantError `write-failed`, with the file as it was.
 */
export async function writeWhole(path: string, text: string, options: WriteOptions): Promise<void> {
  const refuse = (reason: string, cause?: unknown) =>
    new WarrantError('write-failed', `${path} was not written: ${reason}`, { place: { file: path }, cause })
  try {
    const real = await realpath(path)
    if (!(await liesInOneOf(real, options.allowedRoots))) {
      throw refuse(`it leads to ${real}, outside of the paths given`)
    }
    if (!(await hasText(real, options))) throw refuse('it was changed by someone else meanwhile')
    await replace(real, encode(text, options.encoding))
  } catch (error) {
    throw error instanceof WarrantError ? error : refuse(plainReason(error), error)
  }
}

async function liesInOneOf(real: string, roots: readonly string[]): Promise<boolean> {
  for (const root of roots) if (isWithin(real, await realpath(root))) return true
  return false
}

async function hasText(real: string, { expected, encoding = 'utf-8' }: WriteOptions): Promise<boolean> {
  const now = decode(await readFile(real))
  return now.kind === 'text' && now.encoding === encoding && now.text === expected
}

async function replace(real: string, bytes: Buffer): Promise<void> {
  const { mode, uid, gid } = await stat(real)
  await assertWritable(real)
  const temporary = join(dirname(real), `.${basename(real)}.${randomBytes(6).toString('hex')}.tmp`)
  let file: FileHandle | undefined
  try {
    file = await open(temporary, 'wx', mode & 0o7777)
    // writeFile goes on until every byte is written; a single write may stop short when a disk fills up.
    await file.writeFile(bytes)
    await file.sync()
    await keepOwner(file, uid, gid)
    await file.chmod(mode & 0o7777)
    await file.close()
    file = undefined
    await rename(temporary, real)
  } catch (error) {
    await file?.close().catch(() => undefined)
    await unlink(temporary).catch(() => undefined)
    throw error
  }
}

/** A file that may not be written is not replaced either, though its folder would allow it. */
async function assertWritable(real: string): Promise<void> {
  await (await open(real, 'r+')).close()
}

/** Only root may give a file away; for others it stays theirs. */
async function keepOwner(file: FileHandle, uid: number, gid: number): Promise<void> {
  try {
    await file.chown(uid, gid)
  } catch (error) {
    if (errorCode(error) !== 'EPERM') throw error
  }
}

import { WarrantError } from '@warrant/engine/errors'
import { randomBytes } from 'node:crypto'
import type { Stats } from 'node:fs'
import { type FileHandle, open, readFile, realpath, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { decode, encode, type Encoding, errorCode, plainReason } from '../text/index.ts'
import { isWithin } from './scan.ts'

/** What must hold for a file to be written. */
export interface WriteGuard {
  /** Folders that the file has to lie in, symbolic links followed; absolute. */
  readonly allowedRoots: readonly string[]
  /** The text that the file must still have. A byte order mark is part of the text. */
  readonly expected: string
  /** The encoding that the file must still have; whichever it has when left out. */
  readonly encoding?: Encoding
}

/**
 * Writes a file whole or not at all: into a new file beside it, which then takes its place. Encoding, mode and owner are
 * kept. A symbolic link stays one, and what it leads to is written.
 *
 * Other names of the same file (hard links) keep the old text: to write through them could not be undone half way, and
 * no path tells whether they lie outside of the allowed folders.
 *
 * @throws WarrantError `write-failed`, with the file as it was.
 */
export async function writeWhole(path: string, text: string, guard: WriteGuard): Promise<void> {
  try {
    const real = await realpath(path)
    await assertInside(real, guard.allowedRoots)
    const before = await stat(real)
    if (!before.isFile()) throw new Refusal('it is no regular file')
    const now = decode(await readFile(real))
    if (now.kind !== 'text' || now.text !== guard.expected || now.encoding !== (guard.encoding ?? now.encoding)) {
      throw new Refusal(changed)
    }
    await replace(real, encode(text, now.encoding), before)
  } catch (error) {
    const reason = error instanceof Refusal ? error.message : plainReason(error)
    throw new WarrantError('write-failed', `${path} was not written: ${reason}`, {
      place: { file: path },
      cause: error,
    })
  }
}

class Refusal extends Error {}

const changed = 'it was changed by someone else meanwhile'

async function assertInside(real: string, roots: readonly string[]): Promise<void> {
  for (const root of roots) if (isWithin(real, await realpath(root))) return
  throw new Refusal(`it leads to ${real}, outside of the paths given`)
}

async function replace(real: string, bytes: Buffer, before: Stats): Promise<void> {
  const mode = before.mode & 0o7777
  await assertWritable(real)
  const temporary = join(dirname(real), `.warrant-${randomBytes(8).toString('hex')}.tmp`)
  let file: FileHandle | undefined
  try {
    file = await open(temporary, 'wx', 0o600)
    // writeFile goes on until every byte is written; a single write may stop short when a disk fills up.
    await file.writeFile(bytes)
    await keepOwner(file, before.uid, before.gid)
    // After the owner, since a change of owner clears the setuid bits.
    await file.chmod(mode)
    await file.sync()
    await file.close()
    file = undefined
    if (!isUntouched(before, await stat(real))) throw new Refusal(changed)
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

function isUntouched(before: Stats, now: Stats): boolean {
  return before.ino === now.ino && before.size === now.size && before.mtimeMs === now.mtimeMs
}

/** Only root may give a file away; for others it becomes theirs, and keeps its group where they belong to it. */
async function keepOwner(file: FileHandle, uid: number, gid: number): Promise<void> {
  const own = (await file.stat()).uid
  for (const owner of new Set([uid, own])) {
    try {
      return await file.chown(owner, gid)
    } catch (error) {
      if (errorCode(error) !== 'EPERM') throw error
    }
  }
}

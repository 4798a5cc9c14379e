import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import { WarrantError } from '@warrant/engine/errors'
import { errorCode, plainReason } from './reason.ts'

/**
 * Reads a regular file whole. Anything else (a pipe, a device, a socket) is refused without being read, since that could
 * wait for ever: the check is made before the file is opened, and again on what was opened, which does not block.
 *
 * Blocking calls on purpose: a folder of small files is read several times faster than with promises.
 * Throws `input-unreadable` or `input-too-large`; the message leaves the name out.
 */
export function readBytes(path: string, maxBytes: number): Buffer {
  let descriptor: number | undefined
  try {
    requireFile(statSync(path))
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const stats = fstatSync(descriptor)
    requireFile(stats)
    if (stats.size > maxBytes) throw tooLarge(stats.size, maxBytes)
    return readDescriptor(descriptor, stats.size, maxBytes)
  } catch (error) {
    if (error instanceof WarrantError) throw error
    const reason = errorCode(error) === 'ENOENT' ? missing(path) : plainReason(error)
    throw new WarrantError('input-unreadable', reason, { cause: error })
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

/** Reads a file that may have grown or shrunk since its size was taken. */
function readDescriptor(descriptor: number, expected: number, maxBytes: number): Buffer {
  let bytes = Buffer.allocUnsafe(expected + 1)
  let length = 0
  for (;;) {
    const read = readSync(descriptor, bytes, length, bytes.length - length, null)
    if (read === 0) return bytes.subarray(0, length)
    length += read
    if (length > maxBytes) throw tooLarge(length, maxBytes)
    if (length === bytes.length) bytes = Buffer.concat([bytes], Math.min(length * 2, maxBytes) + 1)
  }
}

/**
 * Reads a stream to its end. Throws `input-too-large` as soon as it passes the limit, and `interrupted` when the signal
 * is given meanwhile.
 */
export async function readStream(
  stream: AsyncIterable<Uint8Array | string>,
  maxBytes: number,
  signal?: AbortSignal,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  const stopped = whenAborted(signal)
  const iterator = stream[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), stopped.promise])
      if (next === undefined) throw new WarrantError('interrupted', 'interrupted while reading standard input')
      if (next.done) return Buffer.concat(chunks, length)
      const chunk = typeof next.value === 'string' ? Buffer.from(next.value) : Buffer.from(next.value)
      chunks.push(chunk)
      length += chunk.length
      if (length > maxBytes) throw tooLarge(undefined, maxBytes)
    }
  } catch (error) {
    void iterator.return?.().catch(() => undefined)
    if (error instanceof WarrantError) throw error
    throw new WarrantError('input-unreadable', plainReason(error), { cause: error })
  } finally {
    stopped.forget()
  }
}

function whenAborted(signal: AbortSignal | undefined): { promise: Promise<undefined>; forget: () => void } {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const stop = () => resolve(undefined)
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop)
  return { promise, forget: () => signal?.removeEventListener('abort', stop) }
}

function requireFile(stats: Stats): void {
  if (stats.isFile()) return
  const kind = kindOf(stats)
  const hint = kind === 'a named pipe' ? '; to read from a pipe, name `-`' : ''
  throw new WarrantError('input-unreadable', `it is ${kind}, not a regular file${hint}`)
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder'
  if (stats.isFIFO()) return 'a named pipe'
  if (stats.isSocket()) return 'a socket'
  return 'a device'
}

/** A link whose target is gone is told apart from a file that is gone. */
function missing(path: string): string {
  const link = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()
  return link ? 'it is a symbolic link to a file that does not exist' : 'no such file or folder'
}

function tooLarge(size: number | undefined, maxBytes: number): WarrantError {
  const has = size === undefined ? 'it is larger than' : `it has ${describeSize(size)}, more than`
  return new WarrantError('input-too-large', `${has} the limit of ${describeSize(maxBytes)} for one file`)
}

/** A number of bytes for people, in powers of 1024. */
export function describeSize(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB']
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  return `${Number.isInteger(value) ? value : value.toFixed(1)} ${units[unit]}`
}

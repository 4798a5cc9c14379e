import type { InputError, NotAudited } from '@warrant/engine/audit'
import type { Resource } from '@warrant/engine/cluster'
import { WarrantError } from '@warrant/engine/errors'
import type { SourceText, YamlLimits } from '@warrant/engine/yaml'
import { createReadStream } from 'node:fs'
import { type Decoded, decode, type Encoding, readBytes, readStream } from '../text/index.ts'
import { contentOf } from './content.ts'
import type { Found, FoundFile, FoundStream, PassedOver } from './found.ts'
import { asInputError, inputError } from './problem.ts'

/** A text that stands on disk as it was read, with what writing it back needs. */
export interface SourceFile {
  readonly source: SourceText
  /** Absolute path. */
  readonly path: string
  readonly encoding: Encoding
}

/** What one of the things found gave. */
export interface Gathered {
  readonly resources: readonly Resource[]
  readonly errors: readonly InputError[]
  readonly foreign: number
  /** Whether it counts as read. */
  readonly read: boolean
  readonly file?: SourceFile
  readonly notAudited?: NotAudited
  readonly passedOver?: PassedOver
}

export interface ReadOptions {
  readonly maxFileBytes: number
  readonly limits: YamlLimits | undefined
  readonly signal: AbortSignal | undefined
  readonly stdin: AsyncIterable<Uint8Array | string> | (() => Promise<string>) | undefined
  readonly pace: () => Promise<void>
  readonly progress: (name: string) => void
}

export const nothing: Gathered = { resources: [], errors: [], foreign: 0, read: false }

/** Reads the files and streams among what was found, one after the other. */
export async function readFound(found: readonly Found[], options: ReadOptions): Promise<Map<Found, Gathered>> {
  const gathered = new Map<Found, Gathered>()
  for (const each of found) {
    if (each.kind !== 'file' && each.kind !== 'stream') continue
    await options.pace()
    gathered.set(each, each.kind === 'file' ? readFile(each, options) : await readPipe(each, options))
    options.progress(each.name)
  }
  return gathered
}

function readFile(file: FoundFile, options: ReadOptions): Gathered {
  try {
    const bytes = readBytes(file.path, options.maxFileBytes)
    return take(file.name, bytes, decode(bytes), file.named, file.path, options)
  } catch (error) {
    return { ...nothing, errors: [asInputError(file.name, error)] }
  }
}

async function readPipe({ name, path }: FoundStream, options: ReadOptions): Promise<Gathered> {
  const stream = path === undefined ? options.stdin : createReadStream(path)
  try {
    if (stream === undefined) throw new WarrantError('input-unreadable', 'there is no standard input')
    const input = typeof stream === 'function' ? once(stream) : stream
    const bytes = await readStream(input, options.maxFileBytes, options.signal)
    return take(name, bytes, decode(bytes), true, undefined, options)
  } catch (error) {
    return { ...nothing, errors: [asInputError(name, error)] }
  }
}

async function* once(read: () => Promise<string>): AsyncGenerator<string> {
  yield await read()
}

function take(
  name: string,
  bytes: Buffer,
  decoded: Decoded,
  named: boolean,
  path: string | undefined,
  options: ReadOptions,
): Gathered {
  switch (decoded.kind) {
    case 'text': {
      const { source, ...content } = contentOf(name, decoded.text, options.limits, { how: named ? 'named' : 'met' })
      if (path === undefined || source === undefined) return { ...content, read: true }
      return { ...content, read: true, file: { source, path, encoding: decoded.encoding } }
    }
    case 'invalid': {
      const { message, line, column } = decoded
      return skippable(bytes, named, name, 'it is no text', { ...inputError(name, message), line, column })
    }
    case 'binary': {
      const message = `it is no text: the byte at offset ${decoded.offset} is NUL`
      return skippable(bytes, named, name, 'it is a binary file', inputError(name, message))
    }
  }
}

/** What is no text is passed over in a folder, unless manifests seem to be hidden in it. */
function skippable(bytes: Buffer, named: boolean, path: string, reason: string, error: InputError): Gathered {
  const suspicious = named || bytes.includes('apiVersion') || bytes.includes('a\0p\0i\0V\0e\0r\0s\0i\0o\0n')
  return suspicious ? { ...nothing, errors: [error] } : { ...nothing, passedOver: { path, reason } }
}

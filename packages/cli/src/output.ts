import type { WriteStream } from 'node:tty'

let closed = false

/** A reader that has seen enough (`warrant audit | head`) is no error. */
export function ignoreClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    closed = true
  })
}

const pieceSize = 262_144
const mostBytesPerCodeUnit = 3

/**
 * Writes chunks to stdout, in larger pieces and no faster than they are read. Each chunk is encoded as it comes: a long
 * string that was put together of many costs more to walk through than all of them did.
 */
export async function writeOut(chunks: Iterable<string>): Promise<void> {
  let piece = Buffer.allocUnsafe(pieceSize)
  let used = 0
  for (const chunk of chunks) {
    const most = chunk.length * mostBytesPerCodeUnit
    if (used + most > piece.length) {
      await flush(piece.subarray(0, used))
      if (closed) return
      // What was written may still be read, so that it cannot be written over.
      piece = Buffer.allocUnsafe(Math.max(pieceSize, most))
      used = 0
    }
    used += piece.write(chunk, used)
  }
  await flush(piece.subarray(0, used))
}

async function flush(piece: Uint8Array): Promise<void> {
  if (closed || piece.length === 0 || process.stdout.write(piece)) return
  await new Promise<void>((resolve) => {
    const goOn = () => {
      process.stdout.off('drain', goOn).off('error', goOn)
      resolve()
    }
    process.stdout.on('drain', goOn).on('error', goOn)
  })
}

/** How a stream wants to be written to. */
export interface Terminal {
  readonly color: boolean
  readonly width: number
}

/** What stdout is: colour only on a terminal, `NO_COLOR` and `FORCE_COLOR` honoured; 80 columns where none are known. */
export function terminalOf(stream: Pick<WriteStream, 'isTTY' | 'columns'>, wanted?: boolean): Terminal {
  const environment = process.env['NO_COLOR']
    ? false
    : process.env['FORCE_COLOR']
      ? process.env['FORCE_COLOR'] !== '0'
      : undefined
  const color = wanted ?? environment ?? (stream.isTTY && process.env['TERM'] !== 'dumb')
  const columns = Number(process.env['COLUMNS'])
  const width = stream.isTTY ? stream.columns : Number.isInteger(columns) && columns > 0 ? columns : 80
  return { color, width: Math.min(Math.max(width || 80, 60), 160) }
}

/** A line on stderr that tells how far long work is; only on a terminal, and only after a moment. */
export class Progress {
  #last = 0
  readonly #started = performance.now()
  #shown = false

  report(text: () => string): void {
    const now = performance.now()
    if (!process.stderr.isTTY || now - this.#started < 500 || now - this.#last < 100) return
    this.#last = now
    this.#shown = true
    process.stderr.write(`\r\u001B[K${text().slice(0, (process.stderr.columns || 80) - 1)}`)
  }

  done(): void {
    if (this.#shown) process.stderr.write('\r\u001B[K')
    this.#shown = false
  }
}

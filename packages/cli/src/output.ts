import { once } from 'node:events'
import type { WriteStream } from 'node:tty'

let closed = false

/** A reader that has seen enough (`warrant audit | head`) is no error. */
export function ignoreClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    closed = true
  })
}

/** Writes chunks to stdout, in larger pieces and no faster than they are read. */
export async function writeOut(chunks: Iterable<string>): Promise<void> {
  let buffer = ''
  for (const chunk of chunks) {
    buffer += chunk
    if (buffer.length < 262_144) continue
    await flush(buffer)
    if (closed) return
    buffer = ''
  }
  if (buffer !== '') await flush(buffer)
}

async function flush(text: string): Promise<void> {
  if (closed || process.stdout.write(text)) return
  await Promise.race([once(process.stdout, 'drain'), once(process.stdout, 'error')]).catch(() => undefined)
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

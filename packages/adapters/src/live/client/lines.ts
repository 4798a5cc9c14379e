import type { Readable } from 'node:stream'

/** No object is nearly so large; what is, is no line. */
const longestLine = 2 ** 26

/**
 * The lines of a body as they arrive, each only when its end is there: what a broken connection leaves of a line is dropped.
 *
 * @throws Error when no byte arrives for so many milliseconds, or the connection breaks.
 */
export async function* linesOf(body: Readable, stalledAfter: number): AsyncGenerator<string, void, undefined> {
  body.setEncoding('utf8')
  const chunks = body[Symbol.asyncIterator]() as AsyncIterator<string, undefined>
  const giveUp = () => body.destroy(new Error(`the stream is silent for ${stalledAfter / 1000} s`))
  let rest = ''
  try {
    for (;;) {
      // The time in which nobody asks for the next line is not the server's silence.
      const timer = setTimeout(giveUp, stalledAfter)
      const { done, value } = await chunks.next().finally(() => clearTimeout(timer))
      if (done === true) return
      let from = 0
      for (let end = value.indexOf('\n'); end !== -1; end = value.indexOf('\n', from)) {
        const line = rest + value.slice(from, end)
        rest = ''
        from = end + 1
        if (line.trim() !== '') yield line
      }
      rest += value.slice(from)
      if (rest.length > longestLine) throw new Error('the stream gives a line without end')
    }
  } finally {
    body.destroy()
  }
}

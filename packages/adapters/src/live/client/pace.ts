import { setTimeout as sleep } from 'node:timers/promises'

/** Requests that are on their way at once, and the most in a second: no more than one busy kubectl asks. */
const mostAtOnce = 4
const mostPerSecond = 50
const spacing = 1000 / mostPerSecond

/** Keeps requests to a server few at once and spaced out. */
export class Pace {
  #free = mostAtOnce
  readonly #waiting: (() => void)[] = []
  #next = 0

  /** Waits for a place among the requests that are on their way, runs one there, and gives the place back. */
  async run<T>(request: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await request()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free++
    }
  }

  /** Waits until one more request, be it the same again, keeps to the most in a second. */
  async step(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted()
    const now = performance.now()
    const at = Math.max(this.#next, now)
    this.#next = at + spacing
    if (at - now > 1) await sleep(at - now, undefined, { signal })
  }
}

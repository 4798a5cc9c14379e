/** First wait after a failure, as client-go has it. Source: kubernetes/client-go tools/cache/reflector.go. */
const first = 800

/** Waits that double after each failure, each somewhere in its upper half, so that many clients do not come back at once. */
export class Backoff {
  #failures = 0
  readonly #random: () => number

  constructor(random: () => number) {
    this.#random = random
  }

  /** Milliseconds to wait after one more failure in a row. */
  next(longest: number): number {
    return this.spread(Math.min(first * 2 ** this.#failures++, longest))
  }

  /** A time between its half and its whole. */
  spread(time: number): number {
    return time * (0.5 + this.#random() / 2)
  }

  reset(): void {
    this.#failures = 0
  }

  /** Failures in a row. */
  get failures(): number {
    return this.#failures
  }
}

import { type Tape, TAPE_WIDTH } from './tape.ts'

/** A tape that grows while a document is read. */
export class TapeWriter {
  #tape: Int32Array<ArrayBuffer>
  #length = 0

  /** `expected` is a guess at the number of nodes. */
  constructor(expected: number) {
    this.#tape = new Int32Array((expected + 1) * TAPE_WIDTH)
  }

  /** Adds a node without children, which `close` may give some. Returns its index. */
  add(flags: number, start: number, end: number): number {
    const index = this.#length
    const next = index + TAPE_WIDTH
    if (next > this.#tape.length) this.#grow()
    const tape = this.#tape
    tape[index] = flags
    tape[index + 1] = start
    tape[index + 2] = end
    tape[index + 3] = next
    this.#length = next
    return index
  }

  /** Makes the nodes since a collection its children. `end` is behind its bracket. */
  close(index: number, end: number): void {
    this.#tape[index + 2] = end
    this.#tape[index + 3] = this.#length
  }

  /** The tape in its final length; nothing can be added any more. */
  finish(): Tape {
    return this.#resized(this.#length)
  }

  #grow(): void {
    this.#tape = this.#resized(this.#tape.length * 2)
  }

  /** Moves the tape, so that the memory of the old one is given back at once. */
  #resized(length: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.#tape.buffer.transfer(length * Int32Array.BYTES_PER_ELEMENT))
  }
}

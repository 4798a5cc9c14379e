/** A stream that can be read once, and asked afterwards for what went through it. */
export interface Captured {
  readonly stream: AsyncIterable<Uint8Array>
  text(): string
}

/** Keeps what is read, so that input with nothing to mend can be given back byte for byte. */
export function captured(input: AsyncIterable<Uint8Array | string>): Captured {
  const chunks: Uint8Array[] = []
  async function* read(): AsyncGenerator<Uint8Array> {
    for await (const chunk of input) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      chunks.push(bytes)
      yield bytes
    }
  }
  return { stream: read(), text: () => Buffer.concat(chunks).toString('utf8') }
}

import { Readable } from 'node:stream'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { linesOf } from './lines.ts'

it('gives the same lines however the bytes arrive, and not the one that has no end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.stringMatching(/^[a-zäöü€😀{}]{1,12}$/u), { maxLength: 8 }),
      fc.string({ maxLength: 3 }).filter((text) => !text.includes('\n')),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      async (lines, unfinished, sizes) => {
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join('') + unfinished)
        const chunks: Buffer[] = []
        for (let from = 0, i = 0; from < bytes.length; i++) {
          const size = sizes[i % sizes.length] ?? 1
          chunks.push(bytes.subarray(from, from + size))
          from += size
        }
        const given: string[] = []
        for await (const line of linesOf(Readable.from(chunks, { objectMode: false }), 60_000)) given.push(line)
        expect(given).toEqual(lines)
      },
    ),
    { numRuns: 50 },
  )
})

it('does not wait for ever for the next byte, yet does for the reader', async () => {
  const body = new Readable({ read: () => undefined })
  body.push('a\nb\n')
  const lines = linesOf(body, 50)
  expect((await lines.next()).value).toBe('a')
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect((await lines.next()).value).toBe('b')
  await expect(lines.next()).rejects.toThrow('the stream is silent for 0.05 s')
})

it('closes the body when the reader has enough', async () => {
  const body = Readable.from([Buffer.from('a\nb\n')], { objectMode: false })
  for await (const _ of linesOf(body, 60_000)) break
  expect(body.destroyed).toBe(true)
})

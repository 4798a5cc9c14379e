import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { Workspace } from '../../test/workspace.ts'
import { describeSize, readBytes, readStream } from './read.ts'

describe('readBytes', () => {
  it('reads up to the limit and no further', () => {
    const space = new Workspace({ a: 'x'.repeat(100), empty: '' })
    expect(readBytes(space.path('a'), 100).toString()).toBe('x'.repeat(100))
    expect(readBytes(space.path('empty'), 0).length).toBe(0)
    expect(() => readBytes(space.path('a'), 99)).toThrow('it has 100 bytes, more than the limit of 99 bytes')
  })

  it.runIf(process.platform === 'linux')('reads a file whose size is not known beforehand', () => {
    expect(readBytes('/proc/self/status', 1_000_000).toString()).toMatch(/^Name:/)
    expect(() => readBytes('/proc/self/status', 10)).toThrow(/more than the limit of 10 bytes/)
  })

  it.each([
    ['.', 'it is a folder, not a regular file'],
    ['gone', 'no such file or folder'],
    ['dangling', 'it is a symbolic link to a file that does not exist'],
    ['circle', 'symbolic links that lead in a circle'],
    ['../'.repeat(30) + 'dev/zero', 'it is a device, not a regular file'],
  ])('refuses %s', (name, message) => {
    const space = new Workspace({ dangling: { linkTo: 'gone' }, circle: { linkTo: 'circle' } })
    let thrown: unknown
    try {
      readBytes(space.path(name), 100)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toMatchObject({ code: 'input-unreadable', message })
  })
})

describe('readStream', () => {
  it('joins what comes in pieces, however they are cut', async () => {
    const bytes = Buffer.from('käse')
    const pieces = [bytes.subarray(0, 2), bytes.subarray(2)]
    expect(await readStream(Readable.from(pieces), 100)).toEqual(bytes)
    expect(await readStream(Readable.from(['kä', 'se']), 100)).toEqual(bytes)
  })

  it('keeps a copy of what comes, since its giver may use the memory again', async () => {
    const shared = Buffer.from('one')
    async function* stream() {
      yield shared
      shared.write('two')
      yield shared
    }
    expect((await readStream(stream(), 100)).toString()).toBe('onetwo')
  })

  it('tells of a stream that breaks', async () => {
    const stream = new Readable({ read: () => void stream.destroy(new Error('broken pipe')) })
    await expect(readStream(stream, 100)).rejects.toMatchObject({ code: 'input-unreadable', message: 'broken pipe' })
  })
})

describe('describeSize', () => {
  it.each([
    [0, '0 bytes'],
    [1023, '1023 bytes'],
    [1024, '1 KiB'],
    [1536, '1.5 KiB'],
    [128 * 1024 ** 2, '128 MiB'],
    [5 * 1024 ** 5, '5120 TiB'],
  ])('%i', (bytes, text) => {
    expect(describeSize(bytes)).toBe(text)
  })
})

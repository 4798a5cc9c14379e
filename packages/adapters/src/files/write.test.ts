import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import { configMap, skip, Workspace } from '../../test/workspace.ts'
import { encode } from '../text/index.ts'
import { writeWhole } from './write.ts'

const old = configMap('old')
const mended = configMap('mended')
const isRoot = process.getuid?.() === 0

describe('writeWhole', () => {
  it('replaces the text, keeps the mode, and leaves nothing else behind', async () => {
    const space = new Workspace({ 'a.yaml': old })
    chmodSync(space.path('a.yaml'), 0o640)
    await writeWhole(space.path('a.yaml'), mended, { allowedRoots: [space.root], expected: old })
    expect(readFileSync(space.path('a.yaml'), 'utf8')).toBe(mended)
    expect(statSync(space.path('a.yaml')).mode & 0o7777).toBe(0o640)
    expect(readdirSync(space.root)).toEqual(['a.yaml'])
  })

  it('keeps the owner when root writes', async (context) => {
    if (!isRoot) return skip(context, 'only root may give files away')
    const space = new Workspace({ 'a.yaml': old })
    execFileSync('chown', ['1234:4321', space.path('a.yaml')])
    await writeWhole(space.path('a.yaml'), mended, { allowedRoots: [space.root], expected: old })
    const { uid, gid } = statSync(space.path('a.yaml'))
    expect({ uid, gid }).toEqual({ uid: 1234, gid: 4321 })
  })

  it.each([
    ['utf-8 with a byte order mark', 'utf-8', `\uFEFF${old}`, `\uFEFF${mended}`],
    ['utf-16le', 'utf-16le', `\uFEFF${old}`, `\uFEFF${mended}`],
    ['utf-16be', 'utf-16be', `\uFEFF# käse 🧀\r\n${old}`, `\uFEFF# käse 🧀\r\n${mended}`],
  ] as const)('keeps the encoding: %s', async (_, encoding, before, after) => {
    const space = new Workspace({ 'a.yaml': encode(before, encoding) })
    await writeWhole(space.path('a.yaml'), after, { allowedRoots: [space.root], expected: before, encoding })
    expect(readFileSync(space.path('a.yaml'))).toEqual(encode(after, encoding))
    await writeWhole(space.path('a.yaml'), before, { allowedRoots: [space.root], expected: after })
    expect(readFileSync(space.path('a.yaml'))).toEqual(encode(before, encoding))
  })

  it('takes a name as long as names may be', async () => {
    const name = `${'n'.repeat(250)}.yaml`
    const space = new Workspace({ [name]: old })
    await writeWhole(space.path(name), mended, { allowedRoots: [space.root], expected: old })
    expect(readFileSync(space.path(name), 'utf8')).toBe(mended)
  })

  it('writes through a link within the folder, and keeps the link', async () => {
    const space = new Workspace({ 'real/a.yaml': old, 'link.yaml': { linkTo: 'real/a.yaml' } })
    await writeWhole(space.path('link.yaml'), mended, { allowedRoots: [space.root], expected: old })
    expect(lstatSync(space.path('link.yaml')).isSymbolicLink()).toBe(true)
    expect(readFileSync(space.path('real/a.yaml'), 'utf8')).toBe(mended)
  })

  it('accepts a root that is itself a link', async () => {
    const space = new Workspace({ 'real/a.yaml': old, given: { linkTo: 'real' } })
    await writeWhole(space.path('given/a.yaml'), mended, { allowedRoots: [space.path('given')], expected: old })
    expect(readFileSync(space.path('real/a.yaml'), 'utf8')).toBe(mended)
  })

  it('leaves other names of the file as they are, since they may lie anywhere', async () => {
    const space = new Workspace({ 'outside/a.yaml': old, 'in/b.yaml': configMap('other') })
    linkSync(space.path('outside/a.yaml'), space.path('in/a.yaml'))
    await writeWhole(space.path('in/a.yaml'), mended, { allowedRoots: [space.path('in')], expected: old })
    expect(readFileSync(space.path('in/a.yaml'), 'utf8')).toBe(mended)
    expect(readFileSync(space.path('outside/a.yaml'), 'utf8')).toBe(old)
  })
})

describe('writeWhole refuses', () => {
  it.each([
    ['a link to a file outside', { 'outside.yaml': old, 'in/a.yaml': { linkTo: '../outside.yaml' } }],
    ['a file under a link to a folder outside', { 'out/a.yaml': old, 'in/b': '', 'in/sub': { linkTo: '../out' } }],
    ['a folder whose name only begins like the allowed one', { 'in-other/a.yaml': old, 'in/b': '' }],
  ])('%s', async (_, contents) => {
    const space = new Workspace(contents)
    const target = ['in/a.yaml', 'in/sub/a.yaml', 'in-other/a.yaml'].map((name) => space.path(name)).find(exists)
    if (target === undefined) throw new Error('nothing to write to')
    await expect(writeWhole(target, mended, { allowedRoots: [space.path('in')], expected: old })).rejects.toMatchObject(
      {
        code: 'write-failed',
        message: expect.stringMatching(/^\/.*a\.yaml was not written: it leads to \/.*, outside of the paths given$/),
        place: { file: target },
      },
    )
    expect(readFileSync(target, 'utf8')).toBe(old)
  })

  it.each([
    ['another text', encode(configMap('of-someone-else'))],
    ['the same text in another encoding', encode(`\uFEFF${old}`, 'utf-16le')],
    ['what is no text', Buffer.from([0xff, 0x00, 0x01])],
  ])('a file that has meanwhile got %s', async (_, now) => {
    const space = new Workspace({ 'a.yaml': now })
    const write = writeWhole(space.path('a.yaml'), mended, {
      allowedRoots: [space.root],
      expected: now.includes(0) ? `\uFEFF${old}` : old,
      encoding: 'utf-8',
    })
    await expect(write).rejects.toMatchObject({
      code: 'write-failed',
      message: expect.stringContaining('it was changed by someone else meanwhile'),
    })
    expect(readFileSync(space.path('a.yaml'))).toEqual(Buffer.from(now))
    expect(readdirSync(space.root)).toEqual(['a.yaml'])
  })

  it('a file that is changed while its successor is prepared', async () => {
    const space = new Workspace({ 'a.yaml': old })
    const write = writeWhole(space.path('a.yaml'), mended, { allowedRoots: [space.root], expected: old })
    const refused = expect(write).rejects.toMatchObject({ message: expect.stringContaining('changed by someone else') })
    while (readdirSync(space.root).length < 2) await new Promise(setImmediate)
    space.write({ 'a.yaml': configMap('of-someone-else') })
    await refused
    expect(readFileSync(space.path('a.yaml'), 'utf8')).toBe(configMap('of-someone-else'))
    expect(readdirSync(space.root)).toEqual(['a.yaml'])
  })

  it('a file that is gone', async () => {
    const space = new Workspace()
    const write = writeWhole(space.path('a.yaml'), mended, { allowedRoots: [space.root], expected: old })
    await expect(write).rejects.toMatchObject({
      code: 'write-failed',
      message: `${space.path('a.yaml')} was not written: no such file or folder`,
    })
    expect(readdirSync(space.root)).toEqual([])
  })

  it('a pipe that took the place of the file, without waiting for it', async (context) => {
    const space = new Workspace()
    if (spawnSync('mkfifo', [space.path('a.yaml')]).status !== 0) return skip(context, 'no named pipes here')
    const write = writeWhole(space.path('a.yaml'), mended, { allowedRoots: [space.root], expected: old })
    await expect(write).rejects.toMatchObject({ message: expect.stringContaining('it is no regular file') })
  })
})

describe('writeWhole leaves the file as it was, and nothing beside it,', () => {
  it('when the folder may not be written', async (context) => {
    if (isRoot) return skip(context, 'root may write everywhere')
    const space = new Workspace({ 'in/a.yaml': old })
    chmodSync(space.path('in'), 0o555)
    onTestFinished(() => chmodSync(space.path('in'), 0o755))
    const write = writeWhole(space.path('in/a.yaml'), mended, { allowedRoots: [space.root], expected: old })
    await expect(write).rejects.toMatchObject({ message: expect.stringMatching(/a\.yaml was not written: permission/) })
    expect(readdirSync(space.path('in'))).toEqual(['a.yaml'])
  })

  it('when the file may not be written, though its folder may', async (context) => {
    if (isRoot) return skip(context, 'root may write everywhere')
    const space = new Workspace({ 'a.yaml': old })
    chmodSync(space.path('a.yaml'), 0o444)
    const write = writeWhole(space.path('a.yaml'), mended, { allowedRoots: [space.root], expected: old })
    await expect(write).rejects.toMatchObject({ message: expect.stringMatching(/a\.yaml was not written: permission/) })
    expect(readFileSync(space.path('a.yaml'), 'utf8')).toBe(old)
  })

  it('when the disk is full', async (context) => {
    const disk = tmpfs(new Workspace(), 'size=64k')
    if (!disk) return skip(context, 'mounting a small disk needs root')
    const filler = 'x'.repeat(40_000)
    disk.write({ 'a.yaml': old, filler })
    const large = `${mended}# ${'y'.repeat(60_000)}\n`
    const write = writeWhole(disk.path('a.yaml'), large, { allowedRoots: [disk.root], expected: old })
    await expect(write).rejects.toMatchObject({
      code: 'write-failed',
      message: `${disk.path('a.yaml')} was not written: no space left on the disk`,
    })
    expect(readFileSync(disk.path('a.yaml'), 'utf8')).toBe(old)
    expect(readdirSync(disk.root).sort()).toEqual(['a.yaml', 'filler'])
  })

  it('when the file system is read-only', async (context) => {
    const disk = tmpfs(new Workspace(), 'size=64k')
    if (!disk) return skip(context, 'mounting a disk needs root')
    disk.write({ 'a.yaml': old })
    execFileSync('mount', ['-o', 'remount,ro', disk.root])
    const write = writeWhole(disk.path('a.yaml'), mended, { allowedRoots: [disk.root], expected: old })
    await expect(write).rejects.toMatchObject({
      message: `${disk.path('a.yaml')} was not written: the file system is read-only`,
    })
    expect(readdirSync(disk.root)).toEqual(['a.yaml'])
  })

  it('never shows a half written file to those who read meanwhile', async () => {
    const texts = [old, `${mended}# ${'z'.repeat(200_000)}\n`]
    const space = new Workspace({ 'a.yaml': old })
    const seen = new Set<string>()
    for (let i = 0; i < 20; i++) {
      const [expected = '', next = ''] = i % 2 === 0 ? texts : texts.toReversed()
      const write = writeWhole(space.path('a.yaml'), next, { allowedRoots: [space.root], expected })
      const state = { open: true }
      void write.finally(() => (state.open = false))
      while (state.open) {
        seen.add(readFileSync(space.path('a.yaml'), 'utf8'))
        await new Promise(setImmediate)
      }
      await write
    }
    expect([...seen].filter((text) => !texts.includes(text))).toEqual([])
    expect(seen.size).toBe(2)
  })
})

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined
}

/** A small disk of its own; undefined where none may be mounted. */
function tmpfs(space: Workspace, options: string): Workspace | undefined {
  mkdirSync(space.path('disk'))
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'none', space.path('disk')]).status !== 0) return undefined
  onTestFinished(() => void spawnSync('umount', [space.path('disk')]))
  return new Workspace({}, space.path('disk'))
}

import { spawnSync } from 'node:child_process'
import { chmodSync, rmSync, truncateSync } from 'node:fs'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { configMap, errorsOf, namesOf, skip, Workspace } from '../../test/workspace.ts'

const good = { 'good.yaml': configMap('good') }
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

describe('a named file that gives nothing is told of, and hides nothing else', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['an empty file', '', 'bad.yaml: there is nothing in it: no document, or only empty ones'],
    [
      'comments and marks alone',
      '# later\n---\n---\n',
      'bad.yaml: there is nothing in it: no document, or only empty ones',
    ],
    ['values', 'replicas: 2\n', 'bad.yaml: it holds no Kubernetes object: no document in it has apiVersion and kind'],
    ['a picture', png, 'bad.yaml: it is no text: the byte at offset 8 is NUL'],
    ['no UTF-8', Buffer.from([0x61, 0x0a, 0x62, 0xff]), 'bad.yaml:2: the byte 0xff at offset 3 is no UTF-8'],
    [
      'UTF-32',
      Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]),
      'bad.yaml:1: UTF-32 is not read; save the file as UTF-8',
    ],
    [
      'an object without a kind',
      'apiVersion: v1\n',
      'bad.yaml:1: an object needs both apiVersion and kind, as strings',
    ],
  ])('%s', async (_, content, message) => {
    const space = new Workspace({ ...good, 'bad.yaml': content })
    const input = await space.load(['bad.yaml', 'good.yaml'])
    expect(errorsOf(input)).toEqual([message])
    expect(namesOf(input)).toEqual(['good'])
  })

  it('empty standard input, as after a command that failed', async () => {
    const input = await new Workspace().load(['-'], { stdin: Readable.from([]) })
    expect(errorsOf(input)).toEqual(['<stdin>: there is nothing in it: no document, or only empty ones'])
  })

  it('but a List of nothing is an answer', async () => {
    const space = new Workspace({ 'a.yaml': 'apiVersion: v1\nkind: List\nitems: []\n' })
    expect(await space.load(['a.yaml'])).toMatchObject({ errors: [], files: 1, foreign: 0 })
  })
})

describe('a path', () => {
  it('that does not exist, that is empty, that goes through a file', async () => {
    const space = new Workspace({ ...good, 'dangling.yaml': { linkTo: 'gone' } })
    const input = await space.load(['gone.yaml', '', 'good.yaml/a.yaml', 'dangling.yaml', 'good.yaml'])
    expect(errorsOf(input)).toEqual([
      'gone.yaml: no such file or folder',
      '"": an empty path was given',
      'good.yaml/a.yaml: no such file or folder',
      'dangling.yaml: it is a symbolic link to a file that does not exist',
    ])
    expect(namesOf(input)).toEqual(['good'])
  })

  it('to a named pipe is not waited for', async (context) => {
    const space = new Workspace(good)
    if (spawnSync('mkfifo', [space.path('pipe.yaml')]).status !== 0) return skip(context, 'no named pipes here')
    const input = await space.load(['pipe.yaml', 'good.yaml'])
    expect(errorsOf(input)).toEqual([
      'pipe.yaml: it is a named pipe, not a regular file; to read from a pipe, name `-`',
    ])
    expect(namesOf(input)).toEqual(['good'])
  })

  it('that may not be read', async (context) => {
    if (process.getuid?.() === 0) return skip(context, 'root may read everything')
    const space = new Workspace({ ...good, 'secret.yaml': configMap('secret'), 'folder/a.yaml': configMap('a') })
    chmodSync(space.path('secret.yaml'), 0)
    chmodSync(space.path('folder'), 0)
    const input = await space.load(['.'])
    chmodSync(space.path('folder'), 0o755)
    expect(errorsOf(input)).toEqual(['folder: permission denied', 'secret.yaml: permission denied'])
    expect(namesOf(input)).toEqual(['good'])
  })

  it('that vanishes between being found and being read', async () => {
    const space = new Workspace({ 'a.yaml': configMap('a'), 'b.yaml': configMap('b'), 'c.yaml': configMap('c') })
    const input = await space.load(['.'], { onProgress: () => rmSync(space.path('b.yaml'), { force: true }) })
    expect(errorsOf(input)).toEqual(['b.yaml: no such file or folder'])
    expect(namesOf(input)).toEqual(['a', 'c'])
  })
})

describe('size', () => {
  it('of a file of 200 MB: it is left unread, and the limit named', async () => {
    const space = new Workspace({ ...good, 'huge.yaml': '' })
    truncateSync(space.path('huge.yaml'), 200 * 1024 * 1024)
    const input = await space.load(['.'])
    expect(errorsOf(input)).toEqual(['huge.yaml: it has 200 MiB, more than the limit of 128 MiB for one file'])
    expect(input.errors[0]?.code).toBe('input-too-large')
    expect(namesOf(input)).toEqual(['good'])
  })

  it('of standard input that does not end', async () => {
    const stdin = new Readable({ read: () => void stdin.push('a'.repeat(1000)) })
    const input = await new Workspace().load(['-'], { stdin, maxFileBytes: 2048 })
    expect(errorsOf(input)).toEqual(['<stdin>: it is larger than the limit of 2 KiB for one file'])
    expect(stdin.destroyed).toBe(true)
  })

  it('of 100,000 documents in one file is no trouble', async () => {
    const documents = Array.from({ length: 100_000 }, (_, i) => configMap(`c${i}`))
    documents[50_000] = 'kind: [\n'
    const space = new Workspace({ 'many.yaml': documents.join('---\n') })
    const input = await space.load(['many.yaml'])
    expect(input.resources.length).toBe(99_999)
    expect(input.resources.at(-1)?.document.index).toBe(99_999)
    expect(input.errors).toMatchObject([{ file: 'many.yaml', document: 50_000, code: 'yaml-syntax' }])
  })
})

describe('broken documents', () => {
  it('have file, document and line, in order, and the others are read', async () => {
    const space = new Workspace({
      'a.yaml': `${configMap('one')}---\na: [\n---\n${configMap('two')}---\nkind: Pod\n---\n\tb: "c\n---\n${configMap('three')}`,
    })
    const input = await space.load(['a.yaml'])
    expect(namesOf(input)).toEqual(['one', 'two', 'three'])
    expect(input.errors.map(({ file, document }) => [file, document])).toEqual([
      ['a.yaml', 1],
      ['a.yaml', 3],
      ['a.yaml', 4],
    ])
    expect(input.errors.every((error) => error.line !== undefined && error.column !== undefined)).toBe(true)
  })

  it('say so when they are templates that nobody rendered', async () => {
    const space = new Workspace({
      'pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n  {{- if .x }}\n',
    })
    const [error] = errorsOf(await space.load(['.']))
    expect(error).toMatch(
      /^pod\.yaml:5: .*this looks like a Helm template, which has to be rendered: give the chart folder instead$/,
    )
  })
})

describe('files of other purposes in a folder', () => {
  it('are counted and are no errors', async () => {
    const space = new Workspace({
      ...good,
      'values.yaml': 'image: nginx\n',
      'docker-compose.yml': 'services:\n  web:\n    image: nginx\n',
      '.github/workflows/ci.yml': 'on: push\njobs: {}\n',
      'broken-values.yaml': 'a: [\n',
      'playbook.yml': '- hosts: all\n---\n- hosts: some\n',
      'grafana.yaml': 'apiVersion: 1\ndatasources: []\n',
      'index.yaml': 'apiVersion: v1\nentries: {}\n',
      'package.json': '{"name": "x"}\n',
      'empty.yaml': '',
      'picture.yaml': png,
    })
    const input = await space.load(['.'])
    expect(errorsOf(input)).toEqual([])
    expect(namesOf(input)).toEqual(['good'])
    expect(input.foreign).toBe(9)
    expect(input.passedOver).toEqual([{ path: 'picture.yaml', reason: 'it is a binary file' }])
  })

  it('but half an object is an error, and so are manifests in an encoding that is not read', async () => {
    const space = new Workspace({
      'half.yaml': 'apiVersion: v1\nmetadata:\n  name: kind-forgotten\n',
      'utf16-without-mark.yaml': Buffer.from(configMap('x'), 'utf16le'),
    })
    const input = await space.load(['.'])
    expect(errorsOf(input)).toEqual([
      'half.yaml:1: an object needs both apiVersion and kind, as strings',
      'utf16-without-mark.yaml: it is no text: the byte at offset 1 is NUL',
    ])
  })

  it('may stand in one file with objects', async () => {
    const space = new Workspace({ 'mixed.yaml': `a: 1\n---\n${configMap('x')}` })
    expect(await space.load(['mixed.yaml'])).toMatchObject({ foreign: 1, errors: [] })
  })
})

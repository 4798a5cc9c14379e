import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { configMap, errorsOf, namesOf, Workspace } from '../../test/workspace.ts'

const list = JSON.stringify({
  apiVersion: 'v1',
  kind: 'List',
  items: [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'in-list' } },
    { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'deeper' } }] },
  ],
})

describe('what is given', () => {
  it('files: YAML, JSON, Lists and many documents, in the order given', async () => {
    const space = new Workspace({
      'two.yaml': `${configMap('first')}---\n# nothing here\n---\n${configMap('second')}`,
      'list.json': list,
      'stream.json':
        '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"one"}}\n{"apiVersion":"v1","kind":"Pod","metadata":{"name":"two"}}\n',
      'no-extension': configMap('plain'),
    })
    const input = await space.load(['two.yaml', 'list.json', 'stream.json', 'no-extension'])
    expect(namesOf(input)).toEqual(['first', 'second', 'in-list', 'deeper', 'one', 'two', 'plain'])
    expect(input.resources.map((each) => each.document.index)).toEqual([0, 2, 0, 0, 0, 1, 0])
    expect(input).toMatchObject({ errors: [], notAudited: [], foreign: 0, files: 4, roots: [space.root] })
    expect(input.sources.map((each) => [each.source.name, each.path, each.encoding])).toContainEqual([
      'list.json',
      space.path('list.json'),
      'utf-8',
    ])
  })

  it('a folder, with all folders in it, by name', async () => {
    const space = new Workspace({
      'k8s/b.yaml': configMap('b'),
      'k8s/a/z.yml': configMap('z'),
      'k8s/a/y.YAML': configMap('yy'),
      'k8s/c.json': list,
      'k8s/README.md': '# apiVersion: none\n',
      'k8s/script.sh': 'exit 1\n',
    })
    const input = await space.load(['k8s'])
    expect(namesOf(input)).toEqual(['yy', 'z', 'b', 'in-list', 'deeper'])
    expect(input.resources.map((each) => each.document.source.name)).toEqual([
      'k8s/a/y.YAML',
      'k8s/a/z.yml',
      'k8s/b.yaml',
      'k8s/c.json',
      'k8s/c.json',
    ])
    expect(namesOf(await space.load(['k8s'], { recursive: false }))).toEqual(['b', 'in-list', 'deeper'])
    expect(namesOf(await space.load(['.'], { cwd: space.path('k8s/a') }))).toEqual(['yy', 'z'])
  })

  it('a folder without what belongs to others, but with hidden folders of its own', async () => {
    const space = new Workspace({
      'node_modules/p/a.yaml': configMap('package'),
      '.git/a.yaml': configMap('git'),
      'deep/.terraform/a.yaml': configMap('terraform'),
      '.k8s/a.yaml': configMap('hidden-folder'),
      '.hidden.yaml': configMap('hidden-file'),
    })
    expect(namesOf(await space.load(['.']))).toEqual(['hidden-file', 'hidden-folder'])
    expect(namesOf(await space.load(['node_modules/p']))).toEqual(['package'])
  })

  it('each file once, however often and by whatever name it is given', async () => {
    const space = new Workspace({ 'a/x.yaml': configMap('x'), 'link.yaml': { linkTo: 'a/x.yaml' } })
    const targets = ['a', 'a/x.yaml', './a/x.yaml', space.path('a/x.yaml'), 'link.yaml', 'a/*.yaml', '.']
    const input = await space.load(targets)
    expect(namesOf(input)).toEqual(['x'])
    expect(input.resources[0]?.document.source.name).toBe('a/x.yaml')
  })

  it('patterns', async () => {
    const space = new Workspace({
      'a/x.yaml': configMap('x'),
      'a/b/y.yml': configMap('yy'),
      'a/b/z.json': list,
      'a/b/notes.txt': 'no manifest',
      'a/node_modules/p.yaml': configMap('package'),
      'odd[1].yaml': configMap('brackets'),
    })
    expect(namesOf(await space.load(['a/**/*.yaml']))).toEqual(['x'])
    expect(namesOf(await space.load(['a/**/*.{yaml,yml}']))).toEqual(['yy', 'x'])
    expect(namesOf(await space.load(['a/**']))).toEqual(['yy', 'in-list', 'deeper', 'x'])
    expect(namesOf(await space.load(['odd[1].yaml']))).toEqual(['brackets'])
    expect(errorsOf(await space.load(['b/**/*.yaml']))).toEqual(['b/**/*.yaml: no file or folder matches this pattern'])
  })

  it('standard input, once', async () => {
    const space = new Workspace({ 'a.yaml': configMap('file') })
    const stdin = Readable.from([Buffer.from(configMap('käse').slice(0, 50)), Buffer.from(configMap('käse').slice(50))])
    const input = await space.load(['-', 'a.yaml', '-', '/dev/stdin'], { stdin })
    expect(namesOf(input)).toEqual(['käse', 'file'])
    expect(input.resources[0]?.document.source.name).toBe('<stdin>')
    expect(input.sources.map((each) => each.source.name)).toEqual(['a.yaml'])
  })

  it('standard input as a function, and none at all', async () => {
    const space = new Workspace()
    expect(namesOf(await space.load(['-'], { stdin: () => Promise.resolve(configMap('text')) }))).toEqual(['text'])
    expect(errorsOf(await space.load(['-']))).toEqual(['<stdin>: there is no standard input'])
  })

  it('less what is excluded', async () => {
    const space = new Workspace({
      'a/x.yaml': configMap('x'),
      'a/test/y.yaml': configMap('yy'),
      'b/x.yaml': configMap('bx'),
      'chart/Chart.yaml': 'name: c\n',
      'overlay/kustomization.yaml': 'resources: []\n',
    })
    const exclude = ['test', 'b/', 'chart', 'kustomization.yaml']
    const input = await space.load(['.'], { exclude })
    expect(namesOf(input)).toEqual(['x'])
    expect(input).toMatchObject({ errors: [], notAudited: [] })
  })
})

describe('links in a folder', () => {
  it('are followed to files anywhere, and to folders within; a circle ends', async () => {
    const space = new Workspace({
      'in/real/a.yaml': configMap('a'),
      'in/to-file.yaml': { linkTo: '../elsewhere/b.yaml' },
      'in/to-folder': { linkTo: 'real' },
      'in/real/up': { linkTo: '..' },
      'in/to-elsewhere': { linkTo: '../elsewhere' },
      'elsewhere/b.yaml': configMap('b'),
    })
    const input = await space.load(['in'])
    expect(namesOf(input)).toEqual(['a', 'b'])
    expect(input.errors).toEqual([])
    expect(input.passedOver).toEqual([
      { path: 'in/to-elsewhere', reason: 'it is a symbolic link to a folder elsewhere' },
    ])
  })

  it('that lead nowhere are told of, when they have the name of a manifest', async () => {
    const space = new Workspace({
      'a.yaml': { linkTo: 'gone.yaml' },
      'b.txt': { linkTo: 'gone.txt' },
      'c.yaml': { linkTo: 'c.yaml' },
    })
    expect(errorsOf(await space.load(['.']))).toEqual([
      'a.yaml: it is a symbolic link to a file that does not exist',
      'c.yaml: symbolic links that lead in a circle',
    ])
  })
})

describe('while it works', () => {
  it('tells how far it is', async () => {
    const space = new Workspace({ 'a.yaml': configMap('a'), 'b.yaml': configMap('b') })
    const seen: [number, string][] = []
    await space.load(['.'], { onProgress: (done, file) => seen.push([done, file]) })
    expect(seen).toEqual([
      [1, 'a.yaml'],
      [2, 'b.yaml'],
    ])
  })

  it('can be interrupted', async () => {
    const space = new Workspace({ 'a.yaml': configMap('a') })
    await expect(space.load(['.'], { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'interrupted' })
    const controller = new AbortController()
    const stdin = new Readable({ read: () => controller.abort() })
    await expect(space.load(['-'], { stdin, signal: controller.signal })).rejects.toMatchObject({ code: 'interrupted' })
  })
})

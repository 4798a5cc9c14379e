import { describe, expect, it } from 'vitest'
import { Workspace } from '../../test/workspace.ts'
import { KustomizationReader } from './kustomization.ts'

describe('KustomizationReader', () => {
  it('tells what a kustomization takes in, by all the fields that name files', () => {
    const names = [
      'r.yaml',
      'p1.yaml',
      'p2.yaml',
      'p3.yaml',
      'values.txt',
      'env',
      'renamed.yaml',
      'replace.yaml',
      'generator.yaml',
    ]
    const space = new Workspace({
      ...Object.fromEntries(names.map((name) => [name, ''])),
      'base/x': '',
      'component/x': '',
      'kustomization.yml': `
resources: [r.yaml, base, https://example.com/x.yaml, github.com/o/r//d?ref=v1, git@github.com:o/r.git, gone.yaml]
components: [component]
patches: [{path: p1.yaml, target: {kind: Pod}}]
patchesStrategicMerge: [p2.yaml, "kind: Pod\\nmetadata: {name: inline}\\n"]
patchesJson6902: [{path: p3.yaml}]
configMapGenerator: [{name: a, files: [values.txt, key=renamed.yaml], envs: [env]}]
replacements: [{path: replace.yaml}]
generators: [generator.yaml]
`,
    })
    const kustomization = new KustomizationReader().read(space.root)
    expect(kustomization).toMatchObject({
      kind: 'overlay',
      manifests: [space.path('r.yaml')],
      folders: [space.path('base'), space.path('component')],
      remote: ['https://example.com/x.yaml', 'github.com/o/r//d?ref=v1', 'git@github.com:o/r.git'],
      inflatesCharts: false,
    })
    expect([...(kustomization?.files ?? [])].sort()).toEqual(names.map((name) => space.path(name)).sort())
  })

  it.each(['kustomization.yaml', 'kustomization.yml', 'Kustomization'])('reads %s', (name) => {
    const space = new Workspace({ [name]: 'namePrefix: a-\n' })
    expect(new KustomizationReader().read(space.root)?.namePrefix).toBe('a-')
  })

  it.each([
    ['not there', {}, undefined],
    ['empty', { 'kustomization.yaml': '' }, 'overlay'],
    ['broken', { 'kustomization.yaml': 'a: [\n' }, 'overlay'],
    [
      'of odd types',
      { 'kustomization.yaml': 'resources: {a: 1}\nnamePrefix: 3\npatches: 7\nhelmCharts: no\n' },
      'overlay',
    ],
    ['of another purpose', { 'kustomization.yaml': 'apiVersion: kustomize.toolkit.fluxcd.io/v1\n' }, 'other'],
    ['a folder', { 'kustomization.yaml/a': '' }, undefined],
  ])('takes one that is %s', (_, contents, kind) => {
    expect(new KustomizationReader().read(new Workspace(contents).root)?.kind).toBe(kind)
  })

  it('follows what is taken in, through links, and each folder once', () => {
    const space = new Workspace({
      'a/kustomization.yaml': 'resources: [../link, ../c]\n',
      'b/kustomization.yaml': 'resources: [../c]\n',
      'c/kustomization.yaml': 'resources: [../a]\n',
      link: { linkTo: 'b' },
    })
    const reader = new KustomizationReader()
    expect([...reader.closure(space.path('a')).keys()].sort()).toEqual(['a', 'b', 'c'].map((name) => space.path(name)))
  })
})

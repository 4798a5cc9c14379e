import { describe, expect, it } from 'vitest'
import { configMap, type Contents, noTools, requireProgram, Workspace } from '../../test/workspace.ts'

const deployment = (name: string) => `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\n`

const chart: Contents = {
  'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'charts/shop/values.yaml': 'extra: true\n',
  'charts/shop/templates/cart.yaml': `{{- if .Values.extra }}\n${configMap('{{ .Release.Name }}-extra')}---\n{{- end }}\n${deployment('cart')}`,
  'charts/shop/templates/hook.yaml': `${configMap('hook')}  annotations:\n    helm.sh/hook: pre-install\n`,
  'charts/shop/templates/_helpers.tpl': '{{- define "x" }}{{ end }}',
  'charts/shop/templates/NOTES.txt': 'Thank you\n',
  'charts/shop/crds/crd.yaml':
    'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: carts.example.com\n',
  'charts/shop/charts/redis/Chart.yaml': 'apiVersion: v2\nname: redis\nversion: 1.0.0\n',
  'charts/shop/charts/redis/templates/redis.yaml': deployment('redis'),
}

const withDependency = `apiVersion: v2
name: shop
version: 1.0.0
dependencies:
- name: absent
  version: 1.0.0
  repository: https://charts.example
`

const overlay: Contents = {
  'base/kustomization.yaml': 'resources: [web.yaml]\n',
  'base/web.yaml': `${deployment('web')}---\n${configMap('web')}`,
  'prod/kustomization.yaml': [
    'namePrefix: prod-',
    'resources: [../base, own.yaml]',
    'patches: [{path: patch.yaml}]',
    'configMapGenerator: [{name: web-settings, literals: [a=b]}]',
    '',
  ].join('\n'),
  'prod/own.yaml': deployment('own-web'),
  'prod/patch.yaml': `${deployment('web')}spec:\n  replicas: 3\n`,
}

const overlayGives = {
  'Deployment prod-web': '../base/web.yaml',
  'ConfigMap prod-web': '../base/web.yaml',
  'Deployment prod-own-web': 'own.yaml',
  'ConfigMap prod-web-settings': undefined,
}

describe('helm', () => {
  it('renders a chart with subcharts, hooks and custom resource definitions, each with its template', async (context) => {
    requireProgram(context, 'helm', 'version')
    const input = await new Workspace(chart).load(['charts'])
    expect(input).toMatchObject({ errors: [], notAudited: [], foreign: 0, files: 1 })
    expect(sourcesOf(input.resources)).toEqual({
      'CustomResourceDefinition carts.example.com': 'crds/crd.yaml',
      'ConfigMap shop-extra': 'templates/cart.yaml',
      'Deployment cart': 'templates/cart.yaml',
      'ConfigMap hook': 'templates/hook.yaml',
      'Deployment redis': 'charts/redis/templates/redis.yaml',
    })
    const cart = input.resources.find((each) => each.name === 'cart')
    expect(cart?.provenance).toEqual({ kind: 'helm', root: 'charts/shop', source: 'templates/cart.yaml' })
    expect(cart?.document.source.name).toBe('charts/shop/templates/cart.yaml (rendered)')
  })

  it('takes values files', async (context) => {
    requireProgram(context, 'helm', 'version')
    const space = new Workspace({ ...chart, 'prod-values.yaml': 'extra: false\n' })
    const input = await space.load(['charts'], { helmValues: ['prod-values.yaml'] })
    expect(Object.keys(sourcesOf(input.resources))).not.toContain('ConfigMap shop-extra')
  })

  it.for<[string, Contents, RegExp]>([
    ['a template', { 'charts/shop/templates/bad.yaml': '{{ .Values.a.b.c }}\n' }, /bad\.yaml/],
    ['its own description', { 'charts/shop/Chart.yaml': 'name: [\n' }, /Chart\.yaml/],
    ['a dependency that is not there', { 'charts/shop/Chart.yaml': withDependency }, /\babsent\b/],
  ])('fails on %s: the chart is not audited, with what helm says', async ([, broken, said], context) => {
    requireProgram(context, 'helm', 'version')
    const input = await new Workspace({ ...chart, ...broken }).load(['charts'])
    expect(input.resources).toEqual([])
    expect(input.notAudited).toMatchObject([{ kind: 'helm', path: 'charts/shop', reason: expect.stringMatching(said) }])
    expect(input.notAudited[0]?.reason).not.toMatch(/\n|^Error/)
  })
})

describe.each([
  ['kustomize', ['version'], { kubectl: noTools.kubectl }],
  ['kubectl', ['kustomize', '--help'], { kustomize: noTools.kustomize }],
] as const)('an overlay built by %s', (program, args, tools) => {
  it('has patches applied, and each object knows the file that declares it', async (context) => {
    requireProgram(context, program, ...args)
    const input = await new Workspace(overlay).load(['.'], { tools })
    expect(input).toMatchObject({ errors: [], notAudited: [], foreign: 0, files: 1, sources: [] })
    const found = sourcesOf(input.resources)
    expect(
      Object.fromEntries(Object.entries(found).map(([name, source]) => [name.replace(/-[a-z0-9]{10}$/, ''), source])),
    ).toEqual(overlayGives)
    const web = input.resources.find((each) => each.kind === 'Deployment' && each.name === 'prod-web')
    expect(web?.object['spec']).toEqual({ replicas: 3 })
    expect(web?.provenance?.root).toBe('prod')
  })

  it('takes the word of kustomize for the origin, when kustomize is asked to give it', async (context) => {
    requireProgram(context, program, ...args)
    const space = new Workspace({
      ...overlay,
      'prod/kustomization.yaml': 'resources: [../base]\nbuildMetadata: [originAnnotations]\nnameSuffix: -x\n',
    })
    const input = await space.load(['prod/kustomization.yaml'], { tools })
    expect(sourcesOf(input.resources)).toEqual({
      'ConfigMap web-x': '../base/web.yaml',
      'Deployment web-x': '../base/web.yaml',
    })
  })

  it('that is broken is not audited, with what the tool says', async (context) => {
    requireProgram(context, program, ...args)
    const space = new Workspace({ 'kustomization.yaml': 'resources: [gone.yaml]\n' })
    const input = await space.load(['.'], { tools })
    expect(input.notAudited).toMatchObject([
      { kind: 'kustomize', path: '.', reason: expect.stringContaining('gone.yaml') },
    ])
  })
})

function sourcesOf(
  resources: readonly { kind: string; name: string; provenance: { source: string | undefined } | undefined }[],
): Record<string, string | undefined> {
  return Object.fromEntries(resources.map(({ kind, name, provenance }) => [`${kind} ${name}`, provenance?.source]))
}

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { configMap, type Contents, namesOf, noTools, Workspace } from '../../test/workspace.ts'

const chart: Contents = {
  'shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'shop/values.yaml': 'name: cart\n',
  'shop/values-prod.yaml': 'name: cart\n',
  'shop/templates/cart.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Values.name }}\n',
  'shop/templates/plain.yaml': configMap('must-not-be-read-as-it-is'),
  'shop/crds/crd.yaml': configMap('nor-this'),
  'shop/charts/redis/Chart.yaml': 'apiVersion: v2\nname: redis\nversion: 1.0.0\n',
  'shop/charts/redis/templates/redis.yaml': configMap('nor-that'),
  'shop/ci/job.yaml': configMap('beside-the-chart'),
}

const overlays: Contents = {
  'base/kustomization.yaml': 'resources: [web.yaml]\n',
  'base/web.yaml': configMap('web'),
  'prod/kustomization.yaml': 'resources: [../base, own.yaml]\npatches:\n- path: patch.yaml\n',
  'prod/own.yaml': configMap('own'),
  'prod/patch.yaml': configMap('web'),
  'prod/unused.yaml': configMap('unused'),
}

/** Stands in for a tool: notes its last argument, and gives a config map of a name made of it. */
const echo = 'for last; do :; done; echo "$last" >> "$0.log"\n'
const built = `${echo}printf 'apiVersion: v1\\nkind: ConfigMap\\nmetadata:\\n  name: built-%s\\n' "$(basename "$last")"`

describe('a chart', () => {
  it('is never read as plain YAML: without helm it is not audited, and that is said', async () => {
    const input = await new Workspace(chart).load(['.'], { tools: noTools })
    expect(namesOf(input)).toEqual(['beside-the-chart'])
    expect(input.errors).toEqual([])
    expect(input.notAudited).toEqual([
      {
        kind: 'helm',
        path: 'shop',
        reason: 'no-helm-here was not found; install helm (https://helm.sh) to have charts audited',
      },
    ])
  })

  it.each([
    ['its folder', ['shop']],
    ['its Chart.yaml', ['shop/Chart.yaml']],
    ['all that is in it', ['shop/Chart.yaml', 'shop/values.yaml', 'shop/templates', 'shop/charts', 'shop/crds']],
    ['a pattern', ['shop/**/*.yaml']],
  ])('is rendered once when given as %s', async (_, targets) => {
    const space = new Workspace(chart)
    const helm = space.program('bin/helm', `${echo}echo "$@" > "$0.args"; cat "$(dirname "$0")/out"`)
    space.write({ 'bin/out': `---\n# Source: shop/templates/cart.yaml\n${configMap('cart')}` })
    const input = await space.load(targets, { tools: { ...noTools, helm } })
    const rendered = input.resources.filter((each) => each.provenance)
    expect(rendered).toMatchObject([
      { name: 'cart', provenance: { kind: 'helm', root: 'shop', source: 'templates/cart.yaml' } },
    ])
    expect(rendered[0]?.document.source.name).toBe('shop/templates/cart.yaml (rendered)')
    expect(
      input.resources.filter((each) => each !== rendered[0]).every((each) => each.name === 'beside-the-chart'),
    ).toBe(true)
    expect(input).toMatchObject({ errors: [], notAudited: [] })
    expect(readFileSync(`${helm}.args`, 'utf8')).toBe(`template shop ${space.path('shop')} --include-crds\n`)
    expect(readFileSync(`${helm}.log`, 'utf8').split('\n').length).toBe(2)
  })

  it('is never written back', async () => {
    const space = new Workspace(chart)
    const helm = space.program(
      'helm',
      `printf -- '---\\n# Source: shop/templates/cart.yaml\\n'; cat "${space.path('shop/ci/job.yaml')}"`,
    )
    const input = await space.load(['.'], { tools: { ...noTools, helm } })
    expect(input.sources.map((each) => each.source.name)).toEqual(['shop/ci/job.yaml'])
  })

  it('that renders to nothing is fine; what is broken in it is told with its template', async () => {
    const space = new Workspace(chart)
    const nothing = await space.load(['shop/Chart.yaml'], { tools: { ...noTools, helm: space.program('a', 'true') } })
    expect(nothing).toMatchObject({ resources: [], errors: [], notAudited: [], files: 1 })
    const helm = space.program('b', "printf -- '---\\n# Source: shop/templates/a.yaml\\na: [\\n'")
    const broken = await space.load(['shop/Chart.yaml'], { tools: { ...noTools, helm } })
    expect(broken.errors).toMatchObject([
      { file: 'shop/templates/a.yaml (rendered)', document: 0, code: 'yaml-syntax' },
    ])
  })

  it('of type library declares nothing itself', async () => {
    const space = new Workspace({ 'lib/Chart.yaml': 'name: lib\ntype: library\n', 'lib/templates/_a.yaml': '{{ }}' })
    expect(await space.load(['.'], { tools: noTools })).toMatchObject({
      notAudited: [],
      passedOver: [{ path: 'lib', reason: 'it is a library chart, which declares nothing itself' }],
    })
  })

  it('that is packed is rendered when named, and pointed at when met', async () => {
    const space = new Workspace({ 'shop-1.2.3.tgz': 'packed' })
    const helm = space.program('helm', 'echo "$@" > "$0.args"')
    await space.load(['shop-1.2.3.tgz'], { tools: { ...noTools, helm } })
    expect(readFileSync(`${helm}.args`, 'utf8')).toMatch(/^template shop .*\/shop-1\.2\.3\.tgz /)
    expect(await space.load(['.'], { tools: noTools })).toMatchObject({
      notAudited: [],
      passedOver: [{ path: 'shop-1.2.3.tgz', reason: 'it is an archive; name it to have the chart in it audited' }],
    })
  })
})

describe('a kustomization', () => {
  it('without a tool is not audited, and that is said; nothing it takes in is read as it is', async () => {
    const input = await new Workspace(overlays).load(['.'], { tools: noTools })
    const reason =
      'neither no-kustomize-here nor no-kubectl-here was found; install one of them to have overlays audited'
    expect(namesOf(input)).toEqual(['unused'])
    expect(input.notAudited).toEqual([
      { kind: 'kustomize', path: 'base', reason },
      { kind: 'kustomize', path: 'prod', reason },
    ])
  })

  it('that an overlay of the same run takes in is audited as part of it only', async () => {
    const space = new Workspace(overlays)
    const kustomize = space.program('kustomize', built)
    const tools = { ...noTools, kustomize }
    const both = await space.load(['.'], { tools })
    expect(namesOf(both)).toEqual(['built-prod', 'unused'])
    expect(both.resources[0]?.document.source.name).toBe('prod/kustomization.yaml (rendered)')
    expect(readFileSync(`${kustomize}.log`, 'utf8')).toBe(`${space.path('prod')}\n`)
    expect(namesOf(await space.load(['base'], { tools }))).toEqual(['built-base'])
    expect(namesOf(await space.load(['base/kustomization.yaml', 'base/web.yaml'], { tools }))).toEqual(['built-base'])
    expect(namesOf(await space.load(['base/web.yaml'], { tools }))).toEqual(['web'])
  })

  it('is audited on its own after all, when what takes it in cannot be built', async () => {
    const space = new Workspace(overlays)
    const kustomize = space.program(
      'kustomize',
      `case "$2" in */prod) echo 'Error: broken' >&2; exit 1;; esac; ${built}`,
    )
    const input = await space.load(['.'], { tools: { ...noTools, kustomize } })
    expect(namesOf(input)).toEqual(['built-base', 'unused'])
    expect(input.notAudited).toEqual([{ kind: 'kustomize', path: 'prod', reason: 'broken' }])
  })

  it('is built by kubectl when there is no kustomize', async () => {
    const space = new Workspace(overlays)
    const kubectl = space.program('kubectl', `[ "$1" = kustomize ] || exit 1; ${built}`)
    expect(namesOf(await space.load(['prod'], { tools: { ...noTools, kubectl } }))).toEqual(['built-prod', 'unused'])
  })

  it.each([
    ['a base of the network', 'resources: ["https://github.com/o/r//base?ref=v1"]\n', /^it takes in "https:\/\/github/],
    ['a chart', 'helmCharts:\n- name: redis\n', /^it renders Helm charts \(helmCharts\)/],
  ])('with %s is not built, and the tool not even asked', async (_, text, reason) => {
    const space = new Workspace({ 'kustomization.yaml': text })
    const kustomize = space.program('bin/kustomize', built)
    const input = await space.load(['kustomization.yaml'], { tools: { ...noTools, kustomize } })
    expect(input.notAudited).toMatchObject([{ kind: 'kustomize', path: '.', reason: expect.stringMatching(reason) }])
    expect(input.resources).toEqual([])
  })

  it('of kind Component is part of what takes it in, and not audited where nothing does', async () => {
    const component = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [c.yaml]\n'
    const parts = { 'c/kustomization.yaml': component, 'c/c.yaml': configMap('c') }
    const space = new Workspace({ ...parts, 'prod/kustomization.yaml': 'components: [../c]\n' })
    const tools = { ...noTools, kustomize: space.program('kustomize', built) }
    expect(namesOf(await space.load(['.'], { tools }))).toEqual(['built-prod'])
    expect((await space.load(['c'], { tools })).notAudited).toEqual([
      {
        kind: 'kustomize',
        path: 'c',
        reason: 'a Component is built only as part of an overlay, and no overlay given here takes it in',
      },
    ])
  })

  it('that takes in itself ends', async () => {
    const space = new Workspace({
      'a/kustomization.yaml': 'resources: [../b]\n',
      'b/kustomization.yaml': 'resources: [../a]\n',
    })
    const input = await space.load(['.'], { tools: { ...noTools, kustomize: space.program('k', 'exit 1') } })
    expect(input.notAudited.map((each) => each.path)).toEqual(['a', 'b'])
  })

  it('by name only, as of Flux, is an object like others', async () => {
    const flux = 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: flux\n'
    const space = new Workspace({ 'kustomization.yaml': flux })
    const input = await space.load(['.'], { tools: noTools })
    expect(namesOf(input)).toEqual(['flux'])
    expect(input.sources.map((each) => each.path)).toEqual([space.path('kustomization.yaml')])
  })
})

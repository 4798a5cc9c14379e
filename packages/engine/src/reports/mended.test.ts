import { describe, expect, it } from 'vitest'
import {
  agentManifest,
  auditOptions,
  cartManifest,
  clusterOf,
  hostileManifest,
  plain,
  textOf,
} from '../../test/sample-report.ts'
import { mend, type Mended } from '../audit/index.ts'
import type { Provenance, Resource } from '../cluster/index.ts'
import type { FixClass } from '../fixes/index.ts'
import { readYaml } from '../yaml/index.ts'
import {
  formatMended,
  type MendedFormat,
  mendedFormats,
  type MendedObject,
  type Proposal,
  type Written,
} from './index.ts'
import { widthOf } from './text.ts'

const files = { 'deploy/cart.yaml': cartManifest, 'deploy/agent.yaml': agentManifest }

function mended(texts: Readonly<Record<string, string>> = files, include: FixClass[] = [], provenance?: Provenance) {
  return mend(clusterOf(texts, provenance), { ...auditOptions, include: new Set(include), selects: () => true })
}

function render(format: MendedFormat, of: Mended = mended(), written: Partial<Written> = {}, options = {}): string {
  const all = { dryRun: false, files: new Set(of.files.map(({ source }) => source.name)), proposals: [], ...written }
  return textOf(formatMended(format, of, all, { ...plain, ...options }))
}

function cartOf({ cluster }: Mended): Resource {
  const cart = cluster.resources.find(({ kind }) => kind === 'Deployment')
  if (!cart) throw new Error('the sample has a Deployment')
  return cart
}

const proposalOf = (of: Mended): Proposal => ({
  kind: 'kustomize',
  resource: cartOf(of),
  rules: ['kept-capabilities'],
  file: 'overlays/a\u001b[2J',
  patch: 'patches:\n  - patch: "x\u009b2J"\n',
  hints: [],
})
const chart: Proposal = {
  ...proposalOf(mended()),
  kind: 'helm',
  file: 'charts/a/templates/a.yaml',
  rules: Array.from({ length: 12 }, (_, i) => `rule-number-${i}`),
  patch: undefined,
  hints: [
    { path: 'spec.hostNetwork', line: 4, text: 'hostNetwork: {{ .Values.mesh\u001b }}', values: ['mesh'] },
    { path: 'spec.hostPID', line: undefined, text: '', values: [] },
  ],
}

describe.each(mendedFormats)('%s of a run of fix', (format) => {
  it('lets no control character of the input through', () => {
    const of = mended({ 'a\u001b[2J.yaml': hostileManifest }, ['evidence'])
    const text = render(format, of, { proposals: [proposalOf(of), chart] })
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
  })

  it('writes something where there was nothing to do', () => {
    const text = render(format, mended({}))
    expect(text).not.toMatch(/undefined|NaN|\[object/)
    if (format === 'table') expect(text).toBe('No file was changed.\n')
  })
})

describe('table of a run of fix', () => {
  it('says what was done file by file, then what is left and why', () => {
    const text = render('table')
    const order = [
      'Fixed (2)\n  deploy/cart.yaml\n    18  kept-capabilities  Deployment shop/cart, container app\n        Drop ALL\n',
      'Ready, but right only if the privilege is not used (3)',
      '2×   privileged-container  evidence that no device',
      'Covered by a written warrant (1)',
      'node agent',
      '2 findings ended with changes to 1 file',
      'Left: 3 need evidence.',
    ].map((part) => text.indexOf(part))
    expect(order).not.toContain(-1)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  })

  it('says of a dry run what would be', () => {
    const text = render('table', mended(), { dryRun: true, files: new Set() })
    expect(text).toContain('Would be fixed (2)')
    expect(text).toContain('2 findings would end with changes to 1 file. Nothing was written.')
    expect(text).not.toContain(' ended')
  })

  it('gives the command that shows what waits for evidence', () => {
    const text = render('table', mended(), {}, { paths: ['my charts/a'] })
    expect(text).toContain(`See those edits:\n  warrant fix 'my charts/a' --include evidence --dry-run --diff\n`)
    expect(render('table', mended(files, ['evidence']))).not.toContain('See those edits')
  })

  it.each([60, 80])('fits %i columns', (width) => {
    const wide = cartManifest.replaceAll('cart', 'カート-with-a-very-long-name-that-goes-on-and-on')
    const of = mended({ 'カート/a.yaml': wide }, ['evidence'])
    const text = render('table', of, { proposals: [{ ...proposalOf(of), file: 'overlays/a' }, chart] }, { width })
    for (const line of text.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(width)
    for (const line of render('table', mended(), {}, { width }).split('\n')) {
      expect(widthOf(line)).toBeLessThanOrEqual(width)
    }
  })

  it('folds by rule what nobody reads one by one', () => {
    const many = Array.from({ length: 80 }, (_, i) => cartManifest.replaceAll('name: cart', `name: cart-${i}`))
    const text = render('table', mended({ 'a.yaml': many.join('---\n') }))
    expect(text).toMatch(/Fixed \(160\)\n {2}160× kept-capabilities {2}Drop ALL\n {2}-o json has each of them\n/)
  })

  it('shows what to change at the source of rendered objects', () => {
    const of = mended({ 'a.yaml': cartManifest }, [], { kind: 'kustomize', root: 'overlays/a', source: undefined })
    const text = render('table', of, { proposals: [{ ...proposalOf(of), file: 'overlays/a' }, chart] })
    expect(text).toContain('No file was changed.')
    expect(text).toContain('Rendered: change it where it comes from')
    expect(text).toContain(
      'Deployment shop/cart: add to the kustomization in overlays/a\n    for kept-capabilities\n    patches:\n',
    )
    expect(text).toContain('line 4: hostNetwork: {{ .Values.mesh␛ }}\n      fed by the value mesh\n')
    expect(text).toContain('    spec.hostPID\n      not in the template yet: add it there\n')
  })

  it('colours only when asked to', () => {
    const painted = render('table', mended(), {}, { color: true })
    expect(painted).toContain('\u001b[1m')
    expect(painted.replace(/\u001b\[[\d;]*m/g, '')).toBe(render('table'))
  })
})

describe('data of a run of fix', () => {
  const object = (written: Partial<Written> = {}) => JSON.parse(render('json', mended(), written)) as MendedObject

  it('counts how findings ended, and has each of them', () => {
    const { summary, outcomes, ...rest } = object()
    expect(rest).toMatchObject({
      apiVersion: 'unwarranted.dev/v1',
      kind: 'FixReport',
      dryRun: false,
      files: [{ file: 'deploy/cart.yaml', written: true }],
      proposals: [],
    })
    expect(summary).toMatchObject({ fixed: 2, 'needs-evidence': 3, exempt: 1, refused: 0, files: 1 })
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual([
      'exempt',
      'fixed',
      'fixed',
      'needs-evidence',
      'needs-evidence',
      'needs-evidence',
    ])
    expect(outcomes[0]?.finding).toMatchObject({ rule: 'privileged-container', location: { line: 19 } })
  })

  it('says which files were written', () => {
    expect(object({ dryRun: true, files: new Set() })).toMatchObject({
      dryRun: true,
      files: [{ file: 'deploy/cart.yaml', written: false }],
    })
  })

  it('has proposals with their patch or their hints', () => {
    const [patch, hints] = object({ proposals: [proposalOf(mended()), chart] }).proposals
    expect(patch).toMatchObject({ kind: 'kustomize', patch: 'patches:\n  - patch: "x\u009b2J"\n' })
    expect(patch).not.toHaveProperty('hints')
    expect(hints).toMatchObject({ kind: 'helm', hints: [{ path: 'spec.hostNetwork', line: 4, values: ['mesh'] }, {}] })
  })

  it('is the same as YAML', () => {
    const proposals = [proposalOf(mended()), chart]
    expect(readYaml('fix.yaml', render('yaml', mended(), { proposals })).documents[0]?.value).toEqual(
      JSON.parse(render('json', mended(), { proposals })),
    )
  })
})

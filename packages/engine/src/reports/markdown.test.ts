import { describe, expect, it } from 'vitest'
import {
  agentManifest,
  cartManifest,
  findingsIn,
  hostileReport,
  render,
  reportOf,
  sampleReport,
} from '../../test/sample-report.ts'
import { code, fileLink, htmlCode, prose } from './markdown-text.ts'

const many = (size: number) =>
  reportOf(
    findingsIn(
      Object.fromEntries(
        Array.from({ length: size }, (_, i) => [`${i}.yaml`, cartManifest.replaceAll('name: cart', `name: cart-${i}`)]),
      ),
    ),
  )

describe('markdown', () => {
  it('has the counts as its heading, then what was not read, then the workloads', () => {
    const text = render('markdown')
    const order = [
      '### Warrant: 2 critical, 1 high and 2 medium',
      'Audited 2 resources (2 workloads) in 3 files. 1 finding exempted by a written warrant.',
      '**could not be read:** `deploy/broken.yaml:3:7`: a mapping is not closed',
      '**not audited:** `charts/shop` (helm): helm was not found',
      '| `Deployment shop/cart` | 2 critical, 1 high and 2 medium | [`deploy/cart.yaml:2`](deploy/cart.yaml#L2) |',
      '<summary><code>Deployment shop/cart</code>: 2 critical, 1 high and 2 medium</summary>',
      '**privileged is on** in `app` and `proxy`',
      '**hostNetwork is on**',
    ].map((part) => text.indexOf(part))
    expect(order).not.toContain(-1)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(text.split('<details>')).toHaveLength(text.split('</details>').length)
  })

  it('links to the lines of a commit', () => {
    const base = 'https://git.example/shop/manifests/blob/0a1b2c/'
    expect(render('markdown', sampleReport(), { linkBase: base })).toContain(
      `[\`deploy/cart.yaml:19\`](${base}deploy/cart.yaml#L19)`,
    )
  })

  it('fits a comment however much there is, and says what it leaves out', () => {
    const text = render('markdown', many(900))
    expect(text.length).toBeLessThanOrEqual(60_000)
    expect(text).toMatch(/And \d+ more workloads\./)
    expect(text).toMatch(/\*\*And \d+ more\*\* that did not fit/)
    expect(text.split('<details>')).toHaveLength(text.split('</details>').length)
  })

  it.each([2000, 5000, 20_000])('fits %i characters', (maxLength) => {
    const { errors } = sampleReport()
    const report = { ...many(50), errors: Array.from({ length: 50 }, () => errors).flat() }
    expect(render('markdown', report, { maxLength }).length).toBeLessThanOrEqual(maxLength)
  })

  it('lists exempted findings only when asked to', () => {
    const report = reportOf(findingsIn({ 'a.yaml': agentManifest }))
    expect(render('markdown', report)).toContain('### Warrant: no findings')
    expect(render('markdown', report)).not.toContain('node agent')
    expect(render('markdown', report, { showExempted: true })).toContain('- `host-network` on `Pod agent`: node agent')
  })

  it('keeps names from being taken for HTML, tables, mentions or code', () => {
    const text = render('markdown', hostileReport())
    // In a code span nothing is Markdown or HTML (GFM, 6.1).
    const outside = text.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, 'CODE')
    expect(outside).not.toMatch(/<(?!\/?(?:details|summary|code|br)\b|!--)/)
    for (const line of text.split('\n').filter((row) => row.startsWith('| ') && !row.includes('---'))) {
      const columns = line.replaceAll('\\|', '').split('|').length - 2
      expect([3, 4]).toContain(columns)
    }
    expect(text).not.toMatch(/[^`]@once/)
  })
})

it('prose, code and htmlCode show their text as it is', () => {
  expect(prose('1. *a* | <b> @all #12 $x$')).toBe('1\\. \\*a\\* \\| &lt;b&gt; @<!-- -->all #<!-- -->12 \\$x\\$')
  expect(code('a`b|c')).toBe('``a`b\\|c``')
  expect(code('`a`')).toBe('`` `a` ``')
  expect(htmlCode('<a|"b"&>')).toBe('<code>&#60;a&#124;&#34;b&#34;&#38;&#62;</code>')
})

it('links to files escape what an address cannot hold', () => {
  const links = findingsIn({ 'a b/(ü).yaml': cartManifest }).map(({ resource }) => fileLink(resource, 3, 'https://h/'))
  expect(links[0]).toBe('[`a b/(ü).yaml:3`](https://h/a%20b/%28%C3%BC%29.yaml#L3)')
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCorefile, type ServerBlock } from './parse.ts'
import { blockFor, cacheOf, forwardsOf, kubernetesOf, lameduckOf, secondsOf } from './plugins.ts'

function first(text: string): ServerBlock {
  const [block] = parseCorefile(text).blocks
  if (block === undefined) throw new Error('no block')
  return block
}

describe('a Corefile', () => {
  it('has server blocks with zones and ports, and plugins with blocks, each with its line', () => {
    const { blocks, problems } = parseCorefile(`# comment
example.org, example.net:1053
tls://secure.example {
    errors # and more
    template IN A {
        answer "{{ .Name }} 60 IN A 1.2.3.4"
    }
}
.:53 {
    cache 30
}
`)
    expect(problems).toEqual([])
    // A line that ends without a comma ends the zones.
    expect(blocks[0]?.zones.map(({ name, port }) => `${name}:${port}`)).toEqual(['example.org:53', 'example.net:1053'])
    const [block] = parseCorefile('a.example,\nb.example {\n  errors\n}\n').blocks
    expect(block?.zones.map(({ name, line }) => `${name} ${line}`)).toEqual(['a.example 1', 'b.example 2'])
  })

  it('keeps what is quoted, and puts snippets in', () => {
    const { blocks } = parseCorefile(`(shared) {
  errors
  log
}
. {
  import shared
  import custom/*.override
  template IN A {
    answer "{{ .Name }} 60 IN A \\"x\\""
  }
}`)
    expect(blocks[0]?.plugins.map(({ name, line }) => `${name} ${line}`)).toEqual([
      'errors 2',
      'log 3',
      'import 7',
      'template 8',
    ])
    expect(blocks[0]?.plugins[3]?.block[0]?.args).toEqual(['{{ .Name }} 60 IN A "x"'])
  })

  it('may hold one server without braces', () => {
    expect(first('.:53\nerrors\ncache 10\n').plugins.map(({ name }) => name)).toEqual(['errors', 'cache'])
  })

  it('is answered by the block with the longest zone, on its port', () => {
    const corefile = parseCorefile('. {\n a\n}\ncorp.example {\n b\n}\ncorp.example:1053 {\n c\n}\n')
    const plugin = (name: string, port?: number) => blockFor(corefile, name, port)?.plugins[0]?.name
    expect(plugin('x.corp.example')).toBe('b')
    expect(plugin('xcorp.example')).toBe('a')
    expect(plugin('x.corp.example', 1053)).toBe('c')
    expect(plugin('example', 1053)).toBeUndefined()
  })

  it('tells problems and never throws', () => {
    expect(parseCorefile('. {\n errors\n').problems).toEqual([{ line: 2, message: 'a brace is not closed' }])
    expect(parseCorefile('').blocks).toEqual([])
    const pieces = fc.constantFrom('{', '}', '.', '\n', ' ', '"', '#', '(a)', 'import', 'a', ',', ':53', '\\')
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => Array.isArray(parseCorefile(parts.join('')).blocks)),
    )
  })
})

describe('plugins', () => {
  it.each<[string, number, number, number]>([
    ['cache', 3600, 1800, 5],
    ['cache 30', 30, 30, 5],
    ['cache 30 cluster.local', 30, 30, 5],
    ['cache {\n success 100 60\n denial 100 10 2\n}', 60, 10, 2],
    ['cache 20 {\n disable denial\n}', 20, 0, 0],
  ])('%s', (text, success, denial, denialAtLeast) => {
    expect(cacheOf(first(`. {\n${text}\n}`))).toMatchObject({ success, denial, denialAtLeast })
  })

  it('have the defaults of CoreDNS', () => {
    const block = first('cluster.local {\n kubernetes\n forward . 1.1.1.1 8.8.8.8\n health\n}')
    expect(kubernetesOf(block)).toMatchObject({
      zones: ['cluster.local'],
      pods: 'disabled',
      ttl: 5,
      fallthrough: undefined,
    })
    expect(forwardsOf(block)).toMatchObject([
      { from: '', to: ['1.1.1.1', '8.8.8.8'], maxConcurrent: undefined, forceTcp: false },
    ])
    expect(lameduckOf(block)).toBeUndefined()
    const written = first(
      '. {\n kubernetes c.example 10.0.0.0/8 {\n pods verified\n ttl 9\n fallthrough\n }\n health {\n lameduck 1m5s\n }\n}',
    )
    expect(kubernetesOf(written)).toMatchObject({ zones: ['c.example'], pods: 'verified', ttl: 9, fallthrough: [] })
    expect(lameduckOf(written)).toBe(65)
    expect(secondsOf('500ms')).toBe(0.5)
    expect(secondsOf('x')).toBeUndefined()
  })
})

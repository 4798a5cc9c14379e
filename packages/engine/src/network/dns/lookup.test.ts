import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { attempts, goesOn, type Libc, type Outcome, queriesOf } from './lookup.ts'
import { clusterSearch, type ResolvConf } from './resolv-conf.ts'

const corpora = process.env['WARRANT_CORPORA']

const usual: ResolvConf = {
  from: 'cluster',
  nameservers: ['10.96.0.10'],
  search: clusterSearch('default', 'cluster.local'),
  ndots: 5,
  options: new Map([['ndots', '5']]),
}

/** Asks until an answer ends it; what has no outcome does not exist. */
function asked(name: string, known: Readonly<Record<string, Outcome>>, libc: Libc = 'glibc', conf = usual): string[] {
  const found: string[] = []
  for (const attempt of attempts(name, conf, libc)) {
    found.push(...queriesOf(attempt, conf, libc).map((query) => `${query.name} ${query.type}`))
    if (!goesOn(known[attempt.name] ?? 'no such name', libc)) break
  }
  return found
}

describe('the order of a resolver', () => {
  it.skipIf(corpora === undefined)('is that of glibc, as measured (WARRANT_CORPORA)', () => {
    const lines = readFileSync(join(corpora ?? '', 'net/dns/glibc-ndots5-search3.jsonl'), 'utf8')
      .trim()
      .split('\n')
    const packets = lines.map(
      (line) => JSON.parse(line) as { qname: string; qtype: string; response: boolean; rcode: number | null },
    )
    const outcomes = Object.fromEntries(
      packets
        .filter(({ response, qtype }) => response && qtype === 'A')
        .map(({ qname, rcode }) => [qname, rcode === 0 ? 'addresses' : 'no such name'] as const),
    )
    const measured = packets.filter(({ response }) => !response).map(({ qname, qtype }) => `${qname} ${qtype}`)
    expect(measured).toHaveLength(12)
    expect(['example.com', 'api', 'example.com.'].flatMap((name) => asked(name, outcomes))).toEqual(measured)
  })

  it.each<[string, Libc, number]>([
    ['example.com', 'glibc', 8],
    ['example.com.', 'glibc', 2],
    ['api', 'glibc', 2],
    ['example.com', 'musl', 8],
    ['example.com', 'go', 8],
    ['redis.shop.svc.cluster.local', 'glibc', 8],
  ])('asks for %s in %s with %i queries', (name, libc, count) => {
    const known = {
      'example.com': 'addresses',
      'api.default.svc.cluster.local': 'addresses',
      'redis.shop.svc.cluster.local': 'addresses',
    } as const
    expect(asked(name, known, libc)).toHaveLength(count)
  })

  it('tries the name as it is first once it has enough dots; musl then tries nothing else', () => {
    const conf = { ...usual, ndots: 1 }
    expect(asked('redis.shop', {}, 'glibc', conf)).toEqual([
      'redis.shop A',
      'redis.shop AAAA',
      'redis.shop.default.svc.cluster.local A',
      'redis.shop.default.svc.cluster.local AAAA',
      'redis.shop.svc.cluster.local A',
      'redis.shop.svc.cluster.local AAAA',
      'redis.shop.cluster.local A',
      'redis.shop.cluster.local AAAA',
    ])
    expect(asked('redis.shop', {}, 'musl', conf)).toEqual(['redis.shop A', 'redis.shop AAAA'])
  })

  it('ends in musl at a name that exists without addresses, and goes on elsewhere', () => {
    const known = { 'api.default.svc.cluster.local': 'no data', 'api.svc.cluster.local': 'addresses' } as const
    expect(asked('api', known, 'musl')).toHaveLength(2)
    expect(asked('api', known, 'glibc')).toHaveLength(4)
    expect(asked('api', known, 'go')).toHaveLength(4)
  })

  it('asks all nameservers at once in musl, and one in glibc', () => {
    const conf = { ...usual, nameservers: ['10.96.0.10', '8.8.8.8'] }
    expect(asked('api', { 'api.default.svc.cluster.local': 'addresses' }, 'musl', conf)).toHaveLength(4)
    expect(asked('api', { 'api.default.svc.cluster.local': 'addresses' }, 'glibc', conf)).toHaveLength(2)
  })

  it('heeds the options of glibc', () => {
    const options = new Map([['no-aaaa', '']])
    expect(asked('api', { 'api.default.svc.cluster.local': 'addresses' }, 'glibc', { ...usual, options })).toHaveLength(
      1,
    )
    const noTld = new Map([['no-tld-query', '']])
    expect(asked('api', {}, 'glibc', { ...usual, options: noTld })).toHaveLength(6)
  })

  it('asks for the name once where the root is a search domain', () => {
    expect(attempts('a.b', { ...usual, search: ['.'] }, 'glibc')).toEqual([{ name: 'a.b', domain: '.' }])
  })
})

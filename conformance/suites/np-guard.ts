import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import {
  type Answer,
  buildNetwork,
  type Network,
  type PortRange,
  type ReachGroup,
} from '../../packages/engine/src/network/index.ts'
import { clusterOf, readText } from '../judge.ts'
import type { Case, OutOfScope, Suite } from '../suite.ts'

interface Line {
  readonly src: string
  readonly dst: string
  readonly conn: string
}

/**
 * What np-guard's analyser says is connected, for its plain tests: lists of pairs of workloads and addresses with their
 * ports. Pairs are held against each other in a form of their own, as both part addresses where they please.
 */
export const npGuard: Suite = {
  name: 'np-guard',
  folder: 'net/np-guard',
  run(folder) {
    const cases: Case[] = []
    const outOfScope: OutOfScope[] = []
    for (const file of readdirSync(join(folder, 'expected', 'connlist')).sort()) {
      const [, test, format] = /^(.+?)_connlist_output\.(json|csv|txt)(?:\.gz)?$/.exec(file) ?? []
      if (test === undefined || format === undefined || !existsSync(join(folder, 'tests', test))) continue
      const reason = reasonToLeave(folder, test)
      if (reason) outOfScope.push({ id: file, reason })
      else cases.push({ id: file, difference: differenceOf(folder, test, readLines(folder, file, format)) })
    }
    return { cases, outOfScope }
  },
}

/** Networks beside that of the cluster, which other policies and objects are about. */
function reasonToLeave(folder: string, test: string): string | undefined {
  const text = manifestsOf(folder, test)
  if (/^\s*kind: ((Cluster)?UserDefinedNetwork|NetworkAttachmentDefinition)$/m.test(text))
    return 'networks beside that of the cluster'
  return /^\s*kind: VirtualMachine/m.test(text) ? 'virtual machines' : undefined
}

function manifestsOf(folder: string, test: string): string {
  const files = readdirSync(join(folder, 'tests', test), { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => /\.(ya?ml|json)$/.test(file))
    .sort()
    .map((file) => readText(join(folder, 'tests', test), file))
    .join('\n---\n')
}

function readLines(folder: string, file: string, format: string): Line[] {
  const bytes = readFileSync(join(folder, 'expected', 'connlist', file))
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
  if (format === 'json') return JSON.parse(text) as Line[]
  const rows = text.trim().split('\n')
  if (format === 'csv')
    return rows.slice(1).map((row) => {
      const [src = '', dst = '', ...conn] = row.split(',')
      return { src, dst, conn: conn.join(',').replaceAll('"', '') }
    })
  return rows.flatMap((row) => {
    const [, src = '', dst = '', conn = ''] = /^(.+) => (.+) : (.+)$/.exec(row) ?? []
    return src === '' ? [] : [{ src, dst, conn }]
  })
}

function differenceOf(folder: string, test: string, lines: readonly Line[]): string {
  const { resources } = clusterOf(test, manifestsOf(folder, test))
  const network = buildNetwork(resources.map(({ object }) => object))
  // What comes in through an Ingress is told by `network explain`, not by policies.
  const expected = inOneForm(
    lines.filter(({ src }) => !src.startsWith('{')).map(({ src, dst, conn }) => [sideOf(src), sideOf(dst), conn]),
  )
  const found = inOneForm(linesOf(network))
  const missing = [...expected].filter((line) => !found.has(line))
  const more = [...found].filter((line) => !expected.has(line))
  return [...missing.map((line) => `- ${line}`), ...more.map((line) => `+ ${line}`)].join('; ')
}

/** A workload by its name, or addresses. */
type End = { readonly name: string } | { readonly first: number; readonly last: number }

/** Pods made by ReplicaSets are those of their Deployments here, whether their labels tell that or not. */
function withoutHash(name: string): string {
  return name.replace(/^(.+)-[a-z0-9]{5,10}\[ReplicaSet\]$/, '$1[Deployment]')
}

function sideOf(text: string): End {
  const [, first, last] = /^([\d.]+)-([\d.]+)\[External\]$/.exec(text) ?? []
  if (first !== undefined && last !== undefined) return { first: asNumber(first), last: asNumber(last) }
  return { name: withoutHash(text) }
}

function* linesOf(network: Network): Generator<[End, End, string]> {
  const reach = network.reach({ by: 'workload' })
  for (const { from, to, answer } of reach.edges()) {
    for (const id of to) {
      const group = reach.groups[id]
      if (group === undefined || group === from) continue
      const ports = portsText(answer)
      if (ports === '') continue
      for (const source of endsOf(from)) for (const end of endsOf(group)) yield [source, end, ports]
    }
  }
}

function endsOf({ kind, title, ranges }: ReachGroup): End[] {
  if (kind === 'node') return []
  if (kind === 'external')
    return ranges.flatMap(({ family, first, last }) =>
      family === 4 ? [{ first: Number(first), last: Number(last) }] : [],
    )
  const [owner = '', name = ''] = title.split(' ')
  return [{ name: withoutHash(`${name}[${owner}]`) }]
}

/** Lines in which ranges of addresses with the same ports are joined. */
function inOneForm(lines: Iterable<readonly [End, End, string]>): ReadonlySet<string> {
  const found = new Set<string>()
  const ranges = new Map<string, { first: number; last: number }[]>()
  for (const [from, to, conn] of lines) {
    const address = 'first' in from ? from : 'first' in to ? to : undefined
    const key = `${nameOf(from)} => ${nameOf(to)} : ${conn}`
    if (address === undefined) found.add(key)
    else ranges.set(key, [...(ranges.get(key) ?? []), { ...address }])
  }
  for (const [key, all] of ranges) {
    const joined: { first: number; last: number }[] = []
    for (const each of all.toSorted((a, b) => a.first - b.first)) {
      const before = joined.at(-1)
      if (before && before.last + 1 >= each.first) before.last = Math.max(before.last, each.last)
      else joined.push(each)
    }
    found.add(`${key} at ${joined.map(({ first, last }) => `${asText(first)}-${asText(last)}`).join(', ')}`)
  }
  return found
}

function nameOf(end: End): string {
  return 'name' in end ? end.name : 'addresses'
}

/** As np-guard writes ports, from 1 on: `All Connections`, or `SCTP 80,TCP 1-79,443`. */
function portsText({ allowed }: Answer): string {
  const byProtocol = Map.groupBy(allowed, ({ protocol }: PortRange) => protocol)
  const parts = [...byProtocol]
    .map(([protocol, ranges]) => {
      const texts = ranges.flatMap(({ first, last }) => {
        const start = Math.max(1, first)
        return last < start ? [] : [start === last ? `${start}` : `${start}-${last}`]
      })
      return `${protocol} ${texts.join(',')}`
    })
    .sort()
  const all = parts.length === 3 && parts.every((part) => part.endsWith(' 1-65535'))
  return all ? 'All Connections' : parts.join(',')
}

function asNumber(ip: string): number {
  return ip.split('.').reduce((value, part) => value * 256 + Number(part), 0)
}

function asText(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.')
}

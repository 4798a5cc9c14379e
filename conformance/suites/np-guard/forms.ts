import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { IpRange, PortRange } from '../../../packages/engine/src/network/index.ts'
import { readText } from '../../judge.ts'

/** Networks beside that of the cluster, which other policies and objects are about. */
export function reasonToLeave(folder: string, test: string): string | undefined {
  const text = manifestsOf(folder, test)
  if (/^\s*kind: ((Cluster)?UserDefinedNetwork|NetworkAttachmentDefinition)$/m.test(text))
    return 'networks beside that of the cluster'
  return /^\s*kind: VirtualMachine/m.test(text) ? 'virtual machines' : undefined
}

export function manifestsOf(folder: string, test: string): string {
  const files = readdirSync(join(folder, 'tests', test), { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => /\.(ya?ml|json)$/.test(file))
    .sort()
    .map((file) => readText(join(folder, 'tests', test), file))
    .join('\n---\n')
}

/** A workload by its name, or addresses. */
export type End = { readonly name: string } | { readonly first: number; readonly last: number }

/** Pods made by ReplicaSets are those of their Deployments here, whether their labels tell that or not. */
function withoutHash(name: string): string {
  return name.replace(/^(.+)-[a-z0-9]{5,10}\[ReplicaSet\]$/, '$1[Deployment]')
}

export function sideOf(text: string): End {
  const [, first, last] = /^([\d.]+)-([\d.]+)\[External\]$/.exec(text) ?? []
  if (first !== undefined && last !== undefined) return { first: asNumber(first), last: asNumber(last) }
  return { name: withoutHash(text) }
}

/** A workload by the name that it has there, or the ranges of IPv4 outside. */
export function endsOf(title: string, ranges: readonly IpRange[]): End[] {
  if (ranges.length > 0)
    return ranges.flatMap(({ family, first, last }) =>
      family === 4 ? [{ first: Number(first), last: Number(last) }] : [],
    )
  const [owner = '', name = ''] = title.split(' ')
  return [{ name: withoutHash(`${name}[${owner}]`) }]
}

/** Lines that are missing, and those that are too many; empty where all agree. */
export function differenceBetween(expected: ReadonlySet<string>, found: ReadonlySet<string>): string {
  const missing = [...expected.difference(found)]
  const more = [...found.difference(expected)]
  return [...missing.map((line) => `- ${line}`), ...more.map((line) => `+ ${line}`)].join('; ')
}

/** Lines in which ranges of addresses with the same ports are joined. */
export function inOneForm(lines: Iterable<readonly [End, End, string]>): ReadonlySet<string> {
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
export function portsText(allowed: readonly PortRange[]): string {
  const byProtocol = Map.groupBy(allowed, ({ protocol }) => protocol)
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

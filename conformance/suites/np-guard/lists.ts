import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { buildNetwork, type Network } from '../../../packages/engine/src/network/index.ts'
import { clusterOf } from '../../judge.ts'
import type { Case, OutOfScope, Suite } from '../../suite.ts'
import {
  differenceBetween,
  type End,
  endsOf,
  inOneForm,
  manifestsOf,
  portsText,
  reasonToLeave,
  sideOf,
} from './forms.ts'

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
  return differenceBetween(expected, found)
}

function* linesOf(network: Network): Generator<[End, End, string]> {
  const reach = network.reach({ by: 'workload' })
  for (const { from, to, answer } of reach.edges()) {
    for (const id of to) {
      const group = reach.groups[id]
      if (group === undefined || group === from || from.kind === 'node' || group.kind === 'node') continue
      const ports = portsText(answer.allowed)
      if (ports === '') continue
      for (const source of endsOf(from.title, from.ranges))
        for (const end of endsOf(group.title, group.ranges)) yield [source, end, ports]
    }
  }
}

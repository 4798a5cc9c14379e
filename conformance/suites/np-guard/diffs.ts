import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildNetwork, compareNetworks } from '../../../packages/engine/src/network/index.ts'
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

/** What changes between two workloads, or addresses outside. */
type Line = readonly [from: End, to: End, change: string]

/**
 * What np-guard's analyser says a change opens and closes. Only pairs that are there before and after are held against
 * each other: what workloads can do that are there once is no change of anything here.
 */
export const npGuardDiffs: Suite = {
  name: 'np-guard, differences',
  folder: 'net/np-guard',
  run(folder) {
    const cases: Case[] = []
    const outOfScope: OutOfScope[] = []
    for (const file of readdirSync(join(folder, 'expected', 'diff')).sort()) {
      const [, current, old, format] = /^diff_between_(.+)_and_(.+)\.(csv|txt)$/.exec(file) ?? []
      if (old === undefined || current === undefined) continue
      const reason = reasonToLeave(folder, old) ?? reasonToLeave(folder, current)
      if (reason) outOfScope.push({ id: file, reason })
      else {
        const expected = readLines(readFileSync(join(folder, 'expected', 'diff', file), 'utf8'), format === 'csv')
        cases.push({ id: file, difference: differenceOf(folder, old, current, expected) })
      }
    }
    return { cases, outOfScope }
  },
}

function readLines(text: string, isCsv: boolean): Line[] {
  const pattern = isCsv
    ? /^(?:added|removed|changed),(.+?),(.+?),("[^"]*"|[^,]*),("[^"]*"|[^,]*),(.*)$/
    : /^diff-type: \w+, source: (.+?), destination: (.+?), ref1: (.+?), ref2: (.+?)(?:, workloads-diff-info: (.+))?$/
  return text.split('\n').flatMap((row): Line[] => {
    const [, from = '', to = '', before = '', after = '', info = ''] = pattern.exec(row) ?? []
    if (from === '' || from.startsWith('{') || info !== '') return []
    return [[sideOf(from), sideOf(to), `${before} -> ${after}`.replaceAll('"', '')]]
  })
}

function differenceOf(folder: string, old: string, current: string, lines: readonly Line[]): string {
  const expected = inOneForm(lines)
  if (expected.size === 0) return 'no line was read'
  const [before, after] = [old, current].map((test) => {
    const { resources } = clusterOf(test, manifestsOf(folder, test))
    return buildNetwork(resources.map(({ object }) => object)).model
  })
  if (before === undefined || after === undefined) return 'a state is missing'
  const found = inOneForm(changesIn(compareNetworks(before, after)))
  return differenceBetween(expected, found)
}

function* changesIn({ groups, between }: ReturnType<typeof compareNetworks>): Generator<Line> {
  for (const from of groups) {
    for (const to of groups) {
      const { opened, closed, before, after } = between(from, to)
      if ([...opened.ranges, ...closed.ranges].every(({ protocol }) => protocol === 'ICMP')) continue
      const change = [before, after]
        .map(({ ranges }) => portsText(ranges.filter(({ protocol }) => protocol !== 'ICMP')) || 'No Connections')
        .join(' -> ')
      for (const source of from.parties)
        for (const target of to.parties)
          if (source !== target)
            for (const end of endsOf(source.title, source.ranges))
              for (const other of endsOf(target.title, target.ranges)) yield [end, other, change]
    }
  }
}

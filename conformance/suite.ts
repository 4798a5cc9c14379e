import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a peer expects of one input, held against what Warrant says. */
export interface Case {
  /** Unique within its suite, and the key in its file of deviations. */
  readonly id: string
  /** Empty when both agree; else what differs. */
  readonly difference: string
}

export interface Suite {
  readonly name: string
  /** The folder under the corpora that it reads. */
  readonly folder: string
  /** Cases that no rule decides yet, with the reason, are left to `outOfScope`. */
  run(folder: string): Outcome
}

export interface Outcome {
  readonly cases: readonly Case[]
  readonly outOfScope: readonly OutOfScope[]
  /** What the cases count up to, where each stands for many: `659,736 of 659,736 cells`. */
  readonly note?: string
}

export interface OutOfScope {
  readonly id: string
  readonly reason: string
}

export interface Tally {
  readonly name: string
  readonly agree: number
  readonly deviations: readonly { readonly id: string; readonly reason: string }[]
  readonly outOfScope: readonly OutOfScope[]
  readonly note: string | undefined
  /** Differences that nobody has given a reason for, and reasons for what does not differ. */
  readonly failures: readonly string[]
}

/** Runs a suite and holds its differences against the listed deviations. */
export function tally(suite: Suite, corpora: string): Tally | undefined {
  const folder = join(corpora, suite.folder)
  if (!existsSync(folder)) return undefined
  const listed = readDeviations(suite.name)
  const { cases, outOfScope, note } = suite.run(folder)
  const deviations: { id: string; reason: string }[] = []
  const failures: string[] = []
  for (const { id, difference } of cases) {
    const reason = listed.get(id)
    listed.delete(id)
    if (difference === '') {
      if (reason !== undefined) failures.push(`${id}: listed as a deviation, and agrees`)
    } else if (reason === undefined) failures.push(`${id}: ${difference}`)
    else deviations.push({ id, reason })
  }
  for (const id of listed.keys()) failures.push(`${id}: listed as a deviation, and no such case`)
  const agree = cases.filter(({ difference }) => difference === '').length
  return { name: suite.name, agree, deviations, outOfScope, note, failures }
}

function readDeviations(name: string): Map<string, string> {
  const path = join(import.meta.dirname, 'deviations', `${name}.json`)
  if (!existsSync(path)) return new Map()
  return new Map(Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>))
}

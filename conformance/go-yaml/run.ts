import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readYaml } from '../../packages/engine/src/yaml/index.ts'
import { goProgram } from '../go.ts'

/** Compares the reader with the YAML library that Kubernetes itself uses, on hand-made cases and on the corpora. */

interface GoResult {
  readonly json?: string
  readonly error?: string
}

/**
 * Differences that are meant: what JSON cannot say is an error in Go and a number here; and a text that Go takes although
 * it breaks the YAML specification, or the other way round, with no bearing on what a manifest means.
 */
const deviations: ReadonlyMap<string, string> = new Map(
  Object.entries(
    JSON.parse(readFileSync(join(import.meta.dirname, 'deviations.json'), 'utf8')) as Record<string, string>,
  ),
)

const oracle = goProgram(import.meta.dirname)

const handMade = JSON.parse(readFileSync(join(import.meta.dirname, 'cases.json'), 'utf8')) as string[]
const fromCorpora = corporaDocuments()
const texts = [...handMade, ...fromCorpora]
const results = JSON.parse(
  execFileSync(oracle, { input: JSON.stringify(texts), encoding: 'utf8', maxBuffer: 2 ** 30 }),
) as GoResult[]

let passed = 0
let failed = 0
for (const [i, text] of texts.entries()) {
  const ours = reading(text)
  const theirs = results[i]?.json === undefined ? 'error' : normal(JSON.parse(results[i].json))
  if (ours === theirs || deviations.has(text)) passed++
  else {
    failed++
    console.log(
      `FAIL ${JSON.stringify(text).slice(0, 200)}\n  here ${ours.slice(0, 200)}\n  Go   ${theirs.slice(0, 200)} ${results[i]?.error ?? ''}`,
    )
  }
}
console.log(
  `go-yaml: ${handMade.length} hand-made texts, ${fromCorpora.length} documents of the corpora, ${deviations.size} deviations`,
)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

function reading(text: string): string {
  const { documents, errors } = readYaml('case.yaml', text)
  return errors.length > 0 ? 'error' : normal(documents[0]?.value ?? null)
}

/** JSON with sorted keys, as Go prints maps; numbers as this language has them. */
function normal(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

/** Single documents; how a stream is split is no concern of that library. */
function corporaDocuments(): string[] {
  const corpora = process.env['WARRANT_CORPORA']
  if (!corpora) return []
  return globSync('**/*.{yaml,yml}', { cwd: corpora })
    .sort()
    .flatMap((file) => readFileSync(join(corpora, file), 'utf8').split(/^---\s*$/m))
}

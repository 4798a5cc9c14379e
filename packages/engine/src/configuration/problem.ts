import type { z } from 'zod'
import { WarrantError } from '../errors/index.ts'
import { formatPath, type Path, type YamlDocument } from '../yaml/index.ts'

/** Something that is wrong in a configuration, and where. */
export interface Problem {
  readonly path: Path
  readonly message: string
}

/** What a schema finds wrong; each unknown key is a problem of its own, at its own place. */
export function problemsOf(error: z.core.$ZodError): Problem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.filter((part) => typeof part !== 'symbol')
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: [...path, key], message: `unknown key ${JSON.stringify(key)}` }))
    }
    return [{ path, message: issue.message.replace(/^Invalid input: /, '') }]
  })
}

/** The error that tells every problem with its place; it has the place of the first. */
export function configurationError(document: YamlDocument, problems: readonly Problem[]): WarrantError {
  const described = problems.map(({ path, message }) => {
    const found = document.locate(path)
    const position = document.position((found.key ?? found.value).start)
    return { ...position, text: `${path.length > 0 ? `${formatPath(path)}: ` : ''}${message}` }
  })
  described.sort((a, b) => a.line - b.line || a.column - b.column)
  const first = described[0]
  const file = document.source.name
  const lines = described.map(({ line, column, text: problem }) => `${file}:${line}:${column}: ${problem}`)
  return new WarrantError('config-invalid', lines.join('\n'), {
    place: { file, document: document.index, line: first?.line ?? 1, column: first?.column ?? 1 },
  })
}

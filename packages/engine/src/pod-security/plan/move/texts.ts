import { isObject, pathIn, type Resource, valueIn, type Workload } from '../../../cluster/index.ts'
import type { Path } from '../../../yaml/index.ts'

/** A text in which a host may be named. */
export interface Text {
  readonly text: string
  /** What it is the value of: the name of a variable, an option, a key. */
  readonly label: string | undefined
  /** Absolute path in the document. */
  readonly path: Path
}

/** The words that a workload hands to its containers. Image names are not among them: the kubelet resolves those. */
export function textsOf({ containers }: Pick<Workload, 'containers'>): Text[] {
  return containers.flatMap(({ spec, path }) => [
    ...(spec.env ?? []).flatMap(({ name, value }, i) =>
      value === undefined ? [] : [{ text: value, label: name, path: path('env', i, 'value') }],
    ),
    ...argumentsIn(spec.command ?? [], true, (i) => path('command', i)),
    ...argumentsIn(spec.args ?? [], false, (i) => path('args', i)),
  ])
}

/** The first word of a command is a program; the value of an option stands behind `=`, or comes next. */
function argumentsIn(words: readonly string[], isCommand: boolean, path: (i: number) => Path): Text[] {
  return words.flatMap((word, i): Text[] => {
    if (isCommand && i === 0) return []
    const [, option, value] = /^(-{1,2}[\w.-]+)=(.*)$/s.exec(word) ?? []
    if (option !== undefined && value !== undefined) return [{ text: value, label: option, path: path(i) }]
    const previous = words[i - 1]
    const label = previous !== undefined && /^-{1,2}[a-z][\w.-]*$/i.test(previous) ? previous : undefined
    return [{ text: word, label, path: path(i) }]
  })
}

/** What a ConfigMap or Secret holds, by key; binary values that are no text are left out. */
export function textsIn(resource: Resource): Text[] {
  return ['data', 'stringData'].flatMap((field) => {
    const data = valueIn(resource, field)
    if (!isObject(data)) return []
    const encoded = resource.kind === 'Secret' && field === 'data'
    return Object.entries(data).flatMap(([key, value]): Text[] => {
      const text = typeof value === 'string' ? (encoded ? decoded(value) : value) : undefined
      return text === undefined ? [] : [{ text, label: key, path: pathIn(resource, field, key) }]
    })
  })
}

function decoded(value: string): string | undefined {
  try {
    return atob(value)
  } catch {
    return undefined
  }
}

/** The annotations of an object, in which controllers are told of hosts. */
export function annotationsOf(resource: Resource): Text[] {
  return Object.entries(resource.metadata.annotations ?? {}).map(([key, text]) => ({
    text,
    label: key,
    path: pathIn(resource, 'metadata', 'annotations', key),
  }))
}

/** Every text of an object, wherever it stands. */
export function stringsOf(resource: Resource): Text[] {
  const texts: Text[] = []
  collect(resource.object, resource.base, texts)
  return texts
}

const deepest = 30

function collect(value: unknown, path: Path, texts: Text[]): void {
  if (typeof value === 'string') {
    const label = path.findLast((part) => typeof part === 'string')
    texts.push({ text: value, label: typeof label === 'string' ? label : undefined, path })
  } else if (path.length > deepest) return
  else if (Array.isArray(value)) value.forEach((item, i) => collect(item, [...path, i], texts))
  else if (isObject(value))
    for (const [key, below] of Object.entries(value)) if (key !== 'status') collect(below, [...path, key], texts)
}

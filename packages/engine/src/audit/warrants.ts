import { isObject, type Resource, valueIn, type Workload } from '../cluster/index.ts'
import type { Exemption, Finding } from '../findings/index.ts'
import { isWithin, type Path, valueAt } from '../yaml/index.ts'

/** A reason, written down, why findings of a rule are accepted in some place. */
export interface WrittenWarrant {
  /** The rules that it is about: one of ours, or those that another tool's check stands for. */
  readonly rules: readonly string[]
  /** The rules that must have run before it can be called unused; all of them when left out. */
  readonly judgedBy?: readonly string[] | undefined
  readonly reason: string
  readonly owner: string | undefined
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly until: string | undefined
  readonly container: string | undefined
  readonly source: string
  /** Where it is written, for findings about it. */
  readonly at: WarrantPlace
  /** Whether it covers a finding, its container and rule apart. */
  covers(place: JudgedPlace): boolean
  /** Whether it was read from another tool's annotation or label. */
  readonly imported: boolean
}

/** What a warrant is held against: where a rule found, or would find, something. */
export type JudgedPlace = Pick<Finding, 'rule' | 'resource' | 'workload' | 'container' | 'path'>

export interface WarrantPlace {
  readonly resource: Resource
  readonly path: Path
}

/** An annotation that was meant as a warrant and is none. */
export interface InvalidWarrant {
  readonly at: WarrantPlace
  readonly rule: string
  readonly problem: string
}

export interface WrittenWarrants {
  readonly valid: readonly WrittenWarrant[]
  readonly invalid: readonly InvalidWarrant[]
}

const prefix = 'unwarranted.dev/allow.'
const dateForm = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/

/** Reads the warrants written on a resource and on its pod templates. */
export function warrantsOn(resource: Resource, workloads: readonly Workload[]): WrittenWarrants {
  const valid: WrittenWarrant[] = []
  const invalid: InvalidWarrant[] = []
  read([...resource.base, 'metadata', 'annotations'], () => true)
  for (const workload of workloads) {
    if (hasOwnMetadata(workload)) read(workload.pod.path('metadata', 'annotations'), (place) => isIn(place, workload))
  }
  return { valid, invalid }

  function read(path: Path, scope: (place: JudgedPlace) => boolean): void {
    // Taken from the document, because the model leaves out values that are no strings: they are invalid warrants.
    const annotations = valueAt(resource.document.value, path)
    if (!isObject(annotations)) return
    for (const [key, value] of Object.entries(annotations)) {
      if (!key.startsWith(prefix)) continue
      const at = { resource, path: [...path, key] }
      const rule = key.slice(prefix.length)
      const parsed = typeof value === 'string' || value === null ? parseWarrant(value ?? '') : notText
      if (typeof parsed === 'string') invalid.push({ at, rule, problem: parsed })
      else {
        const covers = (place: JudgedPlace) => place.resource === resource && scope(place)
        valid.push({ rules: [rule], ...parsed, source: sourceOf(at), at, covers, imported: false })
      }
    }
  }
}

const notText = 'the value of an annotation is a string; put it in quotes'

/** Whether the metadata of a workload's pods is not that of its resource, as it is for a bare pod. */
export function hasOwnMetadata({ pod, resource }: Workload): boolean {
  return pod.path().length > resource.base.length
}

/** Whether a finding is about a workload or lies in its pod template. */
export function isIn(place: JudgedPlace, workload: Workload): boolean {
  return place.workload === workload || isWithin(place.path, workload.pod.path())
}

function sourceOf({ resource, path }: WarrantPlace): string {
  const { document } = resource
  const found = document.locate(path)
  return `${document.source.name}:${document.position((found.key ?? found.value).start).line}`
}

interface ParsedWarrant {
  readonly reason: string
  readonly owner: string | undefined
  readonly until: string | undefined
  readonly container: string | undefined
}

/** Reads `reason; owner=team; until=2027-01-31; container=app`; a string tells what is wrong with it. */
export function parseWarrant(text: string): ParsedWarrant | string {
  const [reason = '', ...rest] = text.split(';').map((part) => part.trim())
  if (reason === '' || /^(owner|until|container)\s*=/.test(reason))
    return 'a warrant begins with the reason why the grant stands'
  const fields: { owner?: string; until?: string; container?: string } = {}
  for (const part of rest) {
    if (part === '') continue
    const match = /^(owner|until|container)\s*=\s*(.+)$/.exec(part)
    if (!match) return `"${part}" is none of owner=…, until=YYYY-MM-DD, container=…`
    fields[match[1] as keyof typeof fields] = match[2] ?? ''
  }
  if (fields.until !== undefined && !isDay(fields.until)) return `until=${fields.until} is not a day written YYYY-MM-DD`
  return { reason, owner: fields.owner, until: fields.until, container: fields.container }
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return dateForm.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)
}

/** Whether a warrant no longer holds on a day; the day of `until` still counts. */
export function isExpired(warrant: Pick<WrittenWarrant, 'until'>, today: string): boolean {
  return warrant.until !== undefined && warrant.until < today
}

/** The exemption that a finding gets from a warrant. */
export function exemptionBy(warrant: WrittenWarrant): Exemption {
  const { reason, owner, until, source } = warrant
  return { reason, owner, until, source }
}

/** Whether a warrant speaks of a finding: same rule, same container when it names one, and in its place. */
export function speaksOf(warrant: WrittenWarrant, place: JudgedPlace): boolean {
  return (
    warrant.rules.includes(place.rule) &&
    (warrant.container === undefined || warrant.container === place.container) &&
    warrant.covers(place)
  )
}

/** The labels that configuration entries match a resource by. */
export function labelsOf(resource: Resource): Readonly<Record<string, string>> {
  return (
    resource.metadata.labels ?? (valueIn(resource, 'metadata', 'labels') as Record<string, string> | undefined) ?? {}
  )
}

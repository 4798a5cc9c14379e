import {
  type AuditReport,
  type AuditSummary,
  type InputError,
  type NotAudited,
  pathInResource,
  summarize,
} from '../audit/index.ts'
import type { Resource } from '../cluster/index.ts'
import { type Exemption, type Finding, type Location, locationOf, type Severity } from '../findings/index.ts'
import type { FixClass, ResourceChange } from '../fixes/index.ts'
import { type Frameworks, podSecurityLevel } from '../rules/index.ts'
import type { Path } from '../yaml/index.ts'
import { type FrameworkObject, frameworkObject } from './controls.ts'
import { fileOf } from './names.ts'
import { ruleInfo } from './rule-table.ts'

export const apiVersion = 'unwarranted.dev/v1'

/** A finding as programs read it. Keys that do not apply are left out; the order of keys is part of the contract. */
export interface FindingObject {
  readonly rule: string
  readonly severity: Severity
  readonly title: string
  readonly message: string
  readonly resource: ResourceObject
  readonly container?: string
  readonly path: string
  readonly location: Location
  readonly fix: FixObject
  readonly exemption: ExemptionObject | null
}

/** A rule as programs read it beside its findings. */
export interface RuleObject {
  readonly id: string
  readonly title: string
  readonly category: string
  readonly description: string
  readonly why: string
  readonly remedy: string
  readonly frameworks: FrameworksObject
}

/** Frameworks with the level of the Pod Security Standards that the checks belong to. */
export type FrameworksObject = Frameworks & { readonly pss?: 'baseline' | 'restricted' }

export function frameworksObject(frameworks: Frameworks): FrameworksObject {
  const pss = podSecurityLevel(frameworks)
  return pss === undefined ? frameworks : { ...frameworks, pss }
}

export interface ResourceObject {
  readonly apiVersion: string
  readonly kind: string
  readonly namespace?: string
  readonly name: string
}

export interface FixObject {
  readonly class: FixClass
  readonly description: string
  readonly needs?: string
  readonly edits?: readonly EditObject[]
}

/** An edit as `applyEdits` takes it, with the file that it is for. */
export interface EditObject {
  readonly file: string
  readonly document: number
  readonly path: Path
  readonly op: ResourceChange['op']
  readonly value?: unknown
}

export interface ExemptionObject {
  readonly reason: string
  readonly owner?: string
  readonly until?: string
  readonly source: string
}

export interface ErrorObject {
  readonly file: string
  readonly document?: number
  readonly line?: number
  readonly column?: number
  readonly code: string
  readonly message: string
}

export interface NotAuditedObject {
  readonly kind: string
  readonly path: string
  readonly reason: string
}

/** A report without its findings, which are written one by one. */
export interface ReportHead {
  readonly apiVersion: typeof apiVersion
  readonly kind: 'AuditReport'
  /** `known` counts the findings that a baseline left out, and is there only if it left any out. */
  readonly summary: AuditSummary & { readonly known?: number }
}

export interface ReportTail {
  /** What there is to know of the rules that found something. */
  readonly rules: readonly RuleObject[]
  /** Only when a framework was asked for. */
  readonly framework: FrameworkObject | undefined
  readonly errors: readonly ErrorObject[]
  readonly notAudited: readonly NotAuditedObject[]
}

export function reportHead(report: AuditReport): ReportHead {
  const summary = summarize(report)
  return {
    apiVersion,
    kind: 'AuditReport',
    summary: report.known > 0 ? { ...summary, known: report.known } : summary,
  }
}

export function reportTail(report: AuditReport): ReportTail {
  return {
    rules: ruleObjects(report),
    framework: frameworkObject(report),
    errors: report.errors.map(errorObject),
    notAudited: report.notAudited.map(notAuditedObject),
  }
}

export function errorObject({ file, document, line, column, code, message }: InputError): ErrorObject {
  return defined({ file, document, line, column, code, message })
}

export function notAuditedObject({ kind, path, reason }: NotAudited): NotAuditedObject {
  return { kind, path, reason }
}

function ruleObjects({ findings }: AuditReport): RuleObject[] {
  return [...new Set(findings.map(({ rule }) => rule))].flatMap((name) => {
    const info = ruleInfo(name)
    if (!info) return []
    const { id, title, category, description, why, remedy, frameworks } = info
    return [{ id, title, category, description, why, remedy, frameworks: frameworksObject(frameworks) }]
  })
}

export function findingObject(finding: Finding): FindingObject {
  const { rule, severity, title, message, resource, container, fix, exemption } = finding
  return defined({
    rule,
    severity,
    title,
    message,
    resource: resourceObject(resource),
    container: container === '' ? undefined : container,
    path: pathInResource(finding),
    location: locationOf(finding),
    fix: defined({
      class: fix.class,
      description: fix.description,
      needs: fix.needs,
      edits: fix.changes.length === 0 ? undefined : fix.changes.map(editObject),
    }),
    exemption: exemption && exemptionObject(exemption),
  })
}

export function resourceObject(resource: Resource): ResourceObject {
  const { kind, namespace, name } = resource
  return defined({ apiVersion: resource.apiVersion, kind, namespace, name })
}

export function editObject(change: ResourceChange): EditObject {
  return defined({
    file: fileOf(change.resource),
    document: change.resource.document.index,
    path: change.path,
    op: change.op,
    value: change.op === 'delete' ? undefined : change.value,
  })
}

export function exemptionObject({ reason, owner, until, source }: Exemption): ExemptionObject {
  return defined({ reason, owner, until, source })
}

type Defined<T> = { readonly [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] } & {
  readonly [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>
}

/** The object without the keys whose value is undefined; as it is when there are none. */
function defined<T extends object>(object: T): Defined<T> {
  const source = object as Record<string, unknown>
  for (const key in source) {
    if (source[key] !== undefined) continue
    const rest: Record<string, unknown> = {}
    for (const name in source) if (source[name] !== undefined) rest[name] = source[name]
    return rest as Defined<T>
  }
  return object
}

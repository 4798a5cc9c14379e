import type { InputError, NotAudited } from '../../audit/index.ts'
import type { Resource } from '../../cluster/index.ts'
import { type Location, locatePath } from '../../findings/index.ts'
import {
  absolutePath,
  type Checked,
  type CheckedNamespace,
  formatPolicy,
  type LevelVersion,
  modes,
  type Offence,
  type Outcome,
  outcomes,
  type Violation,
} from '../../pod-security/index.ts'
import { formatPath } from '../../yaml/index.ts'
import { kubectlName } from '../names.ts'
import type { Paint } from '../paint.ts'
import { count, enumerate, fromText } from '../text.ts'

/** What Pod Security admission says of manifests, as every output format shows it. */
export interface CheckReport {
  /** level: everything is held against one policy. labels: against what its namespace asks for. */
  readonly by: { readonly kind: 'level'; readonly policy: LevelVersion } | { readonly kind: 'labels' }
  /** By labels: the namespaces concerned, in the order of their names. */
  readonly namespaces: readonly CheckedNamespace[]
  /** Worst first. */
  readonly results: readonly Checked[]
  readonly resources: number
  readonly files: number
  readonly errors: readonly InputError[]
  readonly notAudited: readonly NotAudited[]
}

/** How many there are of each outcome, and Namespaces that would not be made. */
export type CheckSummary = { readonly workloads: number; readonly namespacesRefused: number } & Readonly<
  Record<Outcome, number>
>

export function summarizeCheck({ results, namespaces }: CheckReport): CheckSummary {
  const counts = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>
  for (const { outcome } of results) counts[outcome]++
  const namespacesRefused = namespaces.filter(({ answer }) => !answer.allowed).length
  return { workloads: results.length, namespacesRefused, ...counts }
}

/** Counts in words, worst first, zeros left out: `5 refused`, `1 allowed`. */
export function outcomeWords(results: readonly Checked[]): { readonly outcome: Outcome; readonly text: string }[] {
  return outcomes.flatMap((outcome) => {
    const number = results.filter((result) => result.outcome === outcome).length
    return number === 0 ? [] : [{ outcome, text: `${number.toLocaleString('en')} ${outcome}` }]
  })
}

const severities = { refused: 'high', warned: 'medium', noted: 'low', exempt: 'info' } as const

export function paintOutcome(paint: Paint, outcome: Outcome, text: string): string {
  return outcome === 'allowed' ? paint.good(text) : paint.severity(severities[outcome], text)
}

/** The results of each namespace; those with the most refused first, then by name. */
export function byNamespace(report: CheckReport): [string, readonly Checked[]][] {
  const groups = Map.groupBy(report.results, ({ namespace }) => namespace)
  for (const { name, resource } of report.namespaces) if (resource && !groups.has(name)) groups.set(name, [])
  const badness = (results: readonly Checked[]) =>
    outcomes.map((outcome) => results.filter((each) => each.outcome === outcome).length)
  return [...groups].sort(([a, mine], [b, theirs]) => {
    const [left, right] = [badness(mine), badness(theirs)]
    const at = left.findIndex((number, i) => number !== right[i])
    return at === -1 || outcomes[at] === 'allowed' ? (a < b ? -1 : 1) : (right[at] ?? 0) - (left[at] ?? 0)
  })
}

/** A field that is refused, with its place. */
export interface PlacedOffence {
  readonly path: string
  readonly container: string | undefined
  readonly location: Location
}

/** Where a violation stands, in the order in which its detail names containers. */
export function placesOf({ workload }: Checked, { offences }: Violation): PlacedOffence[] {
  const { document, base } = workload.resource
  return offences.map(({ container, path }: Offence) => {
    const whole = absolutePath(path, workload)
    return {
      path: formatPath(whole.slice(base.length)),
      container: container?.name,
      location: locatePath(document, whole),
    }
  })
}

/** Where a resource begins. */
export function resourceLocation({ document, base }: Resource): Location {
  return locatePath(document, [...base, 'metadata'])
}

/** A violation as the API server writes it. */
export function violationText({ reason, detail }: Pick<Violation, 'reason' | 'detail'>): string {
  return detail === '' ? reason : `${reason} (${detail})`
}

/** What belongs to a result and is not in its violations; for people. */
export function remarks(result: Checked, by: CheckReport['by']): string[] {
  const { as, workload, template, made, owner, outcome, exempt } = result
  const { kind } = workload.resource
  return [
    ...(exempt !== undefined && outcome === 'exempt' ? [exemptText(result)] : []),
    ...(exempt !== undefined && outcome === 'refused' && as === 'controller'
      ? [`whoever makes the ${kind} is exempt; its pods are not, since its controller makes them`]
      : []),
    ...(as === 'custom' ? [`the API server does not look into a ${kind}, only at its pods`] : []),
    ...(template === undefined || exempt !== undefined
      ? []
      : [
          template.allowed
            ? `the ${kind} itself gets no warning: host ports are filled in for pods only`
            : `the warning for the ${kind} itself says: ${template.violations.map(violationText).join(', ')}`,
        ]),
    ...(by.kind === 'labels' && outcome === 'refused' && as === 'controller'
      ? [`${madeText(result)}; its pods are refused`]
      : []),
    ...(by.kind === 'labels' && outcome === 'warned' && as === 'controller' ? [madeText(result)] : []),
    ...(owner === undefined ? [] : [`made by ${owner.kind} ${owner.name}, which gets another answer`]),
    ...(made.length > 0 ? [`the same for ${enumerate(made.map(kubectlName), 3)}`] : []),
  ]
}

function madeText({ workload, object, alsoWarns }: Checked): string {
  const by = alsoWarns ? ` by ${formatPolicy(alsoWarns.policy)}: ${alsoWarns.reason}` : ''
  return `the ${workload.resource.kind} is made ${object.warnings.length > 0 ? `with a warning${by}` : 'without a word'}`
}

function exemptText({ exempt, verdict }: Checked): string {
  const by = exempt === 'user' ? 'whoever makes it' : exempt === 'runtimeClass' ? 'its runtime class' : 'its namespace'
  const text = verdict.allowed ? 'it would pass anyway' : 'it would be refused for what follows'
  return `exempt by ${by}; ${text}`
}

/** What was judged: `6 workloads in 7 files`. */
export function judgedText(report: CheckReport): string {
  return `${count(report.results.length, 'workload')}${fromText(report.files)}`
}

/** What a namespace asks for: `enforces baseline:latest, audits and warns restricted:latest`. */
export function askedText({ policy }: CheckedNamespace): string {
  const alike = Map.groupBy(modes, (mode) => formatPolicy(policy[mode]))
  const parts = [...alike].map(([wanted, by]) => `${enumerate(by.map((mode) => `${mode}s`))} ${wanted}`)
  return parts.join('; ')
}

/** Whether no namespace asks for anything: then nothing is judged by labels. */
export function asksForNothing({ by, namespaces }: CheckReport): boolean {
  return (
    by.kind === 'labels' && namespaces.every(({ policy }) => modes.every((mode) => policy[mode].level === 'privileged'))
  )
}

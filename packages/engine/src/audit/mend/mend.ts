import { buildCluster, type Cluster, type Resource, resourcesOf } from '../../cluster/index.ts'
import { WarrantError } from '../../errors/index.ts'
import { type Finding } from '../../findings/index.ts'
import { applyEdits, type Edit, type FixClass } from '../../fixes/index.ts'
import { readYaml, type SourceText, type YamlStream } from '../../yaml/index.ts'
import { audit, type AuditOptions } from '../audit.ts'
import { fingerprintOf } from '../fingerprint.ts'
import { type Candidate, chooseChanges } from './conflicts.ts'
import type { Outcome, OutcomeKind } from './outcome.ts'

export interface MendOptions extends AuditOptions {
  /** Classes of fixes that may be applied; `safe` goes without saying. */
  readonly include: ReadonlySet<FixClass>
  /** Whether a finding is among those asked for. */
  readonly selects: (finding: Finding) => boolean
}

/** A file as it is and as it would be. */
export interface MendedFile {
  readonly source: SourceText
  readonly after: string
}

export interface Mended {
  /** Files with at least one change. */
  readonly files: readonly MendedFile[]
  readonly outcomes: readonly Outcome[]
  /** What is left when the files are written. */
  readonly remaining: readonly Finding[]
  /** The cluster as the written files declare it. */
  readonly cluster: Cluster
}

const mostPasses = 6

/**
 * Mends declarations and proves it. Every edit is applied to text by source range and checked against the data it was
 * planned on; then everything is read and judged again: each mended finding must be gone and nothing new may appear. A fix
 * that cannot be proven so is taken back and refused with the reason. It goes on until another run would change nothing;
 * what follows from other objects is mended once those are.
 */
export function mend(cluster: Cluster, options: MendOptions): Mended {
  const original = new Map<SourceText, SourceText>()
  const outcomes = new Map<Finding, Outcome>()
  const first = audit(cluster, options)
  const refusals = new Map<string, string>()
  let current = cluster
  let findings: readonly Finding[] = first
  const fixedFirst = new Map<Finding, string>()
  const derived = derivedRules(options)
  for (let pass = 0; pass < mostPasses; pass++) {
    const all = candidatesOf(findings, options).filter(({ finding }) => !refusals.has(fingerprintOf(finding)))
    const ready = all.filter(({ finding }) => !derived.has(finding.rule))
    const candidates = ready.length > 0 ? ready : all
    if (candidates.length === 0) break
    const step = applyProven(current, findings, candidates, options)
    for (const { finding, reason } of step.refused) refusals.set(fingerprintOf(finding), reason)
    for (const finding of step.applied) {
      const from = pass === 0 ? finding : derived.has(finding.rule) && first.find((each) => isSame(each, finding))
      if (from) fixedFirst.set(from, finding.fix.description)
    }
    for (const [before, after] of step.texts) original.set(after, original.get(before) ?? before)
    if (step.applied.length === 0) break
    current = step.cluster
    findings = step.findings
  }
  const left = countByFingerprint(findings)
  for (const finding of first.filter(options.selects))
    outcomes.set(finding, outcomeOf(finding, { left, refusals, applied: fixedFirst, include: options.include }))
  const files = [...original]
    .filter(([after]) => isCurrent(current, after))
    .map(([after, source]) => ({ source, after: after.text }))
  return {
    files: files.filter(({ source, after }) => source.text !== after),
    outcomes: [...outcomes.values()],
    remaining: findings,
    cluster: current,
  }
}

function derivedRules({ rules }: AuditOptions): ReadonlySet<string> {
  return new Set(rules.filter(({ rule }) => rule.derived).map(({ rule }) => rule.id))
}

function isSame(a: Finding, b: Finding): boolean {
  return fingerprintOf(a) === fingerprintOf(b)
}

function isCurrent(cluster: Cluster, source: SourceText): boolean {
  return cluster.resources.some((resource) => resource.document.source === source)
}

function candidatesOf(findings: readonly Finding[], options: MendOptions): Candidate[] {
  return findings
    .filter((finding) => isApplicable(finding, options))
    .map((finding) => ({ finding, changes: finding.fix.changes }))
}

function isApplicable(finding: Finding, { include, selects }: MendOptions): boolean {
  const { fix, exemption } = finding
  if (exemption !== null || fix.changes.length === 0 || !selects(finding)) return false
  if (fix.changes.some(({ resource }) => resource.provenance !== undefined)) return false
  return fix.class === 'safe' || include.has(fix.class)
}

interface Step {
  readonly cluster: Cluster
  readonly findings: readonly Finding[]
  readonly applied: readonly Finding[]
  readonly refused: readonly { readonly finding: Finding; readonly reason: string }[]
  /** Texts before and after. */
  readonly texts: ReadonlyMap<SourceText, SourceText>
}

/**
 * Applies all candidates at once. Where that cannot be proven, those of the documents in question are put aside and tried
 * one by one on top of the others.
 */
function applyProven(
  cluster: Cluster,
  before: readonly Finding[],
  candidates: readonly Candidate[],
  options: MendOptions,
): Step {
  const chosen = chooseChanges(candidates)
  const refused = [...chosen.refused]
  let kept = chosen.candidates
  const suspects: Candidate[] = []
  let result = attempt(cluster, before, kept, options)
  while ('problem' in result) {
    const { place } = result
    const culprits = kept.filter((candidate) => touches(candidate, place))
    suspects.push(...(culprits.length > 0 ? culprits : kept))
    kept = culprits.length > 0 ? kept.filter((candidate) => !culprits.includes(candidate)) : []
    result = attempt(cluster, before, kept, options)
  }
  for (const suspect of suspects) {
    const more = attempt(cluster, before, [...kept, suspect], options)
    if ('problem' in more) refused.push({ finding: suspect.finding, reason: more.problem })
    else {
      kept = [...kept, suspect]
      result = more
    }
  }
  return { ...result, applied: kept.map(({ finding }) => finding), refused }
}

/** A document, by what stays the same when its text is read anew. */
interface Place {
  readonly file: string
  readonly document: number
}

function placeOf({ document }: Resource): Place {
  return { file: document.source.name, document: document.index }
}

function touches({ changes }: Candidate, place: Place): boolean {
  return changes.some(
    ({ resource }) => resource.document.source.name === place.file && resource.document.index === place.document,
  )
}

interface Unproven {
  readonly problem: string
  readonly place: Place
}

interface Attempt {
  readonly cluster: Cluster
  readonly findings: readonly Finding[]
  readonly texts: ReadonlyMap<SourceText, SourceText>
}

function attempt(
  cluster: Cluster,
  before: readonly Finding[],
  candidates: readonly Candidate[],
  options: MendOptions,
): Attempt | Unproven {
  if (candidates.length === 0) return { cluster, findings: before, texts: new Map() }
  const texts = editedTexts(candidates)
  if ('problem' in texts) return texts
  const changed = replaceTexts(cluster, texts)
  const findings = audit(changed, options)
  const sources = new Map([...texts].map(([source, { source: after }]) => [source, after]))
  return unproven(before, findings, candidates, options) ?? { cluster: changed, findings, texts: sources }
}

function editedTexts(candidates: readonly Candidate[]): Map<SourceText, YamlStream> | Unproven {
  const changes = candidates.flatMap((candidate) => candidate.changes)
  const texts = new Map<SourceText, YamlStream>()
  for (const [source, inSource] of Map.groupBy(changes, ({ resource }) => resource.document.source)) {
    const edits = inSource.map(({ resource, ...change }): Edit => ({ ...change, document: resource.document.index }))
    let text: string
    try {
      text = applyEdits(source.text, edits)
    } catch (error) {
      if (!(error instanceof WarrantError) || error.code !== 'edit-refused') throw error
      return { problem: error.message, place: { file: source.name, document: error.place.document ?? 0 } }
    }
    if (text !== source.text) texts.set(source, readYaml(source.name, text))
  }
  return texts
}

/** The same cluster with some of its texts read anew; resources keep their order. */
function replaceTexts(cluster: Cluster, texts: ReadonlyMap<SourceText, YamlStream>): Cluster {
  const fresh = new Map([...texts].map(([before, after]) => [before, resourcesIn(after)]))
  const seen = new Set<SourceText>()
  const resources: Resource[] = []
  for (const resource of cluster.resources) {
    const { source } = resource.document
    const replacement = fresh.get(source)
    if (!replacement) resources.push(resource)
    else if (!seen.has(source)) {
      seen.add(source)
      resources.push(...replacement)
    }
  }
  return buildCluster(resources)
}

function resourcesIn({ documents }: YamlStream): Resource[] {
  return documents.flatMap((document) => resourcesOf(document).resources)
}

/** Why the edits do not do what they should: a finding stays, or one comes up that was not there. */
function unproven(
  before: readonly Finding[],
  after: readonly Finding[],
  candidates: readonly Candidate[],
  options: MendOptions,
): Unproven | undefined {
  const derived = derivedRules(options)
  const was = countByFingerprint(before)
  const is = countByFingerprint(after)
  for (const finding of after) {
    const key = fingerprintOf(finding)
    const place = placeOf(finding.resource)
    if (derived.has(finding.rule) && !candidates.some((candidate) => touches(candidate, place))) continue
    if ((is.get(key) ?? 0) > (was.get(key) ?? 0)) {
      return { problem: `it would bring up ${finding.rule}: ${finding.message}`, place }
    }
  }
  const expected = countByFingerprint(candidates.map(({ finding }) => finding))
  for (const { finding } of candidates) {
    const key = fingerprintOf(finding)
    if ((is.get(key) ?? 0) > (was.get(key) ?? 0) - (expected.get(key) ?? 0)) {
      return { problem: 'the finding would still be there', place: placeOf(finding.resource) }
    }
  }
  return undefined
}

function countByFingerprint(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const finding of findings) {
    if (finding.exemption) continue
    const key = fingerprintOf(finding)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

interface State {
  readonly left: Map<string, number>
  readonly refusals: ReadonlyMap<string, string>
  /** What was mended, with what was done in the end. */
  readonly applied: ReadonlyMap<Finding, string>
  readonly include: ReadonlySet<FixClass>
}

function outcomeOf(finding: Finding, { left, refusals, applied, include }: State): Outcome {
  if (finding.exemption) return { finding, kind: 'exempt', reason: finding.exemption.reason }
  const key = fingerprintOf(finding)
  const stillThere = left.get(key) ?? 0
  const done = applied.get(finding)
  if (done !== undefined) return { finding, kind: stillThere > 0 ? 'partial' : 'fixed', reason: done }
  if (stillThere === 0) return { finding, kind: 'covered', reason: 'ended by the edit of another finding' }
  const refusal = refusals.get(key)
  if (refusal !== undefined) return { finding, kind: 'refused', reason: refusal }
  const { fix } = finding
  if (
    (fix.class === 'safe' || include.has(fix.class)) &&
    fix.changes.some(({ resource }) => resource.provenance !== undefined)
  ) {
    return { finding, kind: 'at-source', reason: `${fix.description}, where it is rendered from` }
  }
  const kinds: Record<FixClass, OutcomeKind> = {
    safe: 'no-fix',
    evidence: 'needs-evidence',
    value: 'needs-value',
    none: 'no-fix',
  }
  const kind = fix.class === 'evidence' && fix.changes.length === 0 ? 'no-fix' : kinds[fix.class]
  return { finding, kind, reason: fix.needs ?? fix.description }
}

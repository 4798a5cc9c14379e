import { type Cluster, effectiveNamespace, type Resource, topOwner, type Workload } from '../../cluster/index.ts'
import { controllerKindOf } from '../admission/controllers.ts'
import type { ExemptBy } from '../admission/exemptions.ts'
import { type NamespacePolicy, policyOf } from '../admission/labels.ts'
import { review } from '../admission/review.ts'
import type { AdmissionSettings } from '../admission/settings.ts'
import { type AdmissionAnswer, allow, auditKeys } from '../admission/status.ts'
import { evaluate, type Verdict } from '../evaluate.ts'
import { formatPolicy, type LevelVersion } from '../levels.ts'
import { podOf } from '../pod.ts'
import { objectRequest, podRequest } from './requests.ts'

/** What comes of a workload, the worst first. exempt: not looked at; noted: in the audit log only. */
export const outcomes = ['refused', 'warned', 'noted', 'exempt', 'allowed'] as const

export type Outcome = (typeof outcomes)[number]

export interface CheckOptions {
  readonly settings: AdmissionSettings
  /** Labels of a namespace; undefined where it has none that are known. */
  readonly labelsOf: (namespace: string) => Readonly<Record<string, string>> | undefined
  /** Who makes the objects. Controllers make their pods under their own names. */
  readonly user: string
}

/** What Pod Security admission would answer when a workload is made. */
export interface Checked {
  readonly workload: Workload
  readonly namespace: string
  /** custom: a resource that admission does not look into, only at its pods. */
  readonly as: 'pod' | 'controller' | 'custom'
  readonly outcome: Outcome
  /** To the request for the object itself. */
  readonly object: AdmissionAnswer
  /** To the request for the pod: the object itself, or what it makes. */
  readonly pod: AdmissionAnswer
  /** The policy that the verdict is by: the one that brought the outcome about. */
  readonly policy: LevelVersion
  /** On the pod. An exempt one is judged all the same. */
  readonly verdict: Verdict
  /** On the template as the API server holds it, where that is in other words: host ports and AppArmor profiles are filled in for pods alone. */
  readonly template: Verdict | undefined
  readonly exempt: ExemptBy | undefined
  /** Where it is refused: what whoever makes it is warned of beside, by another policy; in short. */
  readonly alsoWarns: { readonly policy: LevelVersion; readonly reason: string } | undefined
  /** The controller above it that is among the resources too. */
  readonly owner: Resource | undefined
  /** What it made, as far as the verdict on that is in the same words. */
  readonly made: readonly Resource[]
}

/**
 * Asks admission about every workload, worst first in each namespace. What a controller made stands with its owner where
 * both get the same answer, and by itself where they differ, as after a mutating webhook.
 */
export function checkCluster(cluster: Cluster, options: CheckOptions): Checked[] {
  const all = cluster.workloads.map((workload) => checkWorkload(workload, cluster, options))
  const heads = new Map(all.filter(({ owner }) => owner === undefined).map((each) => [each.workload.resource, each]))
  const made = new Map<Checked, Resource[]>()
  const shown = all.filter((each) => {
    const head = each.owner && heads.get(each.owner)
    if (head === undefined || !isAlike(each, head)) return true
    made.set(head, [...(made.get(head) ?? []), each.workload.resource])
    return false
  })
  return shown.map((each) => ({ ...each, made: made.get(each) ?? [] })).sort(worstFirst)
}

/** The same words for the pod, whatever is said to the object. */
function isAlike(a: Checked, b: Checked): boolean {
  return a.outcome === b.outcome && a.verdict.detail === b.verdict.detail
}

function worstFirst(a: Checked, b: Checked): number {
  return (
    outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome) ||
    b.verdict.violations.length - a.verdict.violations.length
  )
}

function checkWorkload(workload: Workload, cluster: Cluster, options: CheckOptions): Checked {
  const { resource } = workload
  const namespace = effectiveNamespace(resource)
  const labels = options.labelsOf(namespace) ?? {}
  const context = { settings: options.settings, labels }
  const isPod = resource.group === '' && resource.kind === 'Pod'
  const kind = isPod ? undefined : controllerKindOf(resource)
  const pod = review(podRequest(workload, options.user), context)
  const object = isPod ? pod : kind ? review(objectRequest(resource, kind, options.user), context) : allow()
  const { policy } = policyOf(labels, options.settings.defaults)
  const outcome = outcomeOf(object, pod)
  const decisive = decisivePolicy(outcome, policy)
  const verdict = evaluate(podOf(workload, 'created'), decisive)
  const template = kind && evaluate(podOf(workload, 'template'), decisive)
  const owner = topOwner(workload, cluster)
  return {
    workload,
    namespace,
    as: isPod ? 'pod' : kind ? 'controller' : 'custom',
    outcome,
    object,
    pod,
    policy: decisive,
    verdict,
    template: template && template.detail !== verdict.detail ? template : undefined,
    exempt: exemptBy(pod) ?? exemptBy(object),
    alsoWarns:
      outcome === 'refused' && object.warnings.length > 0 && formatPolicy(policy.warn) !== formatPolicy(decisive)
        ? { policy: policy.warn, reason: evaluate(podOf(workload, 'template'), policy.warn).reason }
        : undefined,
    owner: owner === resource ? undefined : owner,
    made: [],
  }
}

function outcomeOf(object: AdmissionAnswer, pod: AdmissionAnswer): Outcome {
  if (!object.allowed || !pod.allowed) return 'refused'
  if (object.warnings.length > 0 || pod.warnings.length > 0) return 'warned'
  if ([object, pod].some(({ auditAnnotations }) => auditAnnotations[auditKeys.violations] !== undefined)) return 'noted'
  return exemptBy(pod) === undefined ? 'allowed' : 'exempt'
}

function decisivePolicy(outcome: Outcome, policy: NamespacePolicy): LevelVersion {
  if (outcome === 'warned') return policy.warn
  return outcome === 'noted' ? policy.audit : policy.enforce
}

function exemptBy({ auditAnnotations }: AdmissionAnswer): ExemptBy | undefined {
  const by = auditAnnotations[auditKeys.exempt]
  return by === 'namespace' || by === 'user' || by === 'runtimeClass' ? by : undefined
}

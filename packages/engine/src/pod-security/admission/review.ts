import { isObject } from '../../cluster/index.ts'
import { goQuoted } from '../checks/text.ts'
import { evaluate, type Verdict } from '../evaluate.ts'
import { formatPolicy, type LevelVersion } from '../levels.ts'
import { type PodView, podView } from '../pod.ts'
import { templateIn } from './controllers.ts'
import { type ExemptBy, isExemptNamespace, isExemptRuntimeClass, isExemptUser } from './exemptions.ts'
import { type LabelError, type NamespacePolicy, policyOf } from './labels.ts'
import { isSignificantPodUpdate } from './pod-update.ts'
import type { AdmissionSettings } from './settings.ts'
import {
  type AdmissionAnswer,
  allow,
  auditKeys,
  badRequest,
  forbidden,
  type GroupResource,
  labelErrorsText,
  lookupFailed,
} from './status.ts'

/** What the API server is asked, as an AdmissionRequest has it. */
export interface AdmissionRequest {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT'
  readonly resource: GroupResource
  /** Such as `ephemeralcontainers`; empty for the object itself. */
  readonly subresource?: string
  /** Empty where the API server makes the name up later. */
  readonly name: string
  readonly namespace: string
  /** Who asks. */
  readonly user: string
  readonly object: unknown
  /** The object before, for an UPDATE. */
  readonly oldObject?: unknown
}

/** What an answer depends on beside the request. */
export interface ReviewContext {
  readonly settings: AdmissionSettings
  /** Labels of the request's namespace; undefined when there is no such namespace. */
  readonly labels: Readonly<Record<string, string>> | undefined
}

/** Subresources of pods that do not change what runs. All others are evaluated, also those that come later. */
const ignoredSubresources: ReadonlySet<string> = new Set([
  'exec',
  'attach',
  'binding',
  'eviction',
  'log',
  'portforward',
  'proxy',
  'status',
])

/**
 * What admission answers to a request about a pod or a controller of pods; namespaces have `reviewNamespace`. Other kinds
 * it does not look at.
 *
 * Source: kubernetes/pod-security-admission admission/admission.go
 */
export function review(request: AdmissionRequest, context: ReviewContext): AdmissionAnswer {
  const { group, resource } = request.resource
  if (group === '' && resource === 'pods') return reviewPod(request, context)
  return reviewController(request, context)
}

/** Source: ValidatePod. */
function reviewPod(request: AdmissionRequest, context: ReviewContext): AdmissionAnswer {
  if (ignoredSubresources.has(request.subresource ?? '')) return allow()
  const exempt = exemptionOf(request, context)
  if (exempt) return exempt
  if (context.labels === undefined) return lookupFailed(request.namespace, notFound(request.namespace))
  const { policy, errors } = policyOf(context.labels, context.settings.defaults)
  if (errors.length === 0 && isPrivileged(policy.enforce, policy.audit, policy.warn))
    return allow({ [auditKeys.enforcePolicy]: 'privileged:latest' })
  if (!isObject(request.object)) return badRequest('failed to decode object')
  if (!isKind(request.object, 'Pod')) return badRequest('failed to decode pod')
  const pod = podView(request.object, request.operation === 'CREATE' ? 'created' : 'pod')
  if (request.operation === 'UPDATE') {
    if (!isObject(request.oldObject)) return badRequest('failed to decode old object')
    if (!isKind(request.oldObject, 'Pod')) return badRequest('failed to decode old pod')
    if (!isSignificantPodUpdate(pod, podView(request.oldObject))) return allow()
  }
  return judge(request, pod, policy, errors, context.settings, 'pod')
}

/** Source: ValidatePodController. */
function reviewController(request: AdmissionRequest, context: ReviewContext): AdmissionAnswer {
  const templateOf = templateIn(request.resource)
  if (templateOf === undefined || (request.subresource ?? '') !== '') return allow()
  const exempt = exemptionOf(request, context)
  if (exempt) return exempt
  if (context.labels === undefined) {
    const text = `failed to lookup namespace ${goQuoted(request.namespace)}: ${notFound(request.namespace)}`
    return allow({ [auditKeys.error]: text })
  }
  const { policy, errors } = policyOf(context.labels, context.settings.defaults)
  if (errors.length === 0 && isPrivileged(policy.audit, policy.warn)) return allow()
  if (!isObject(request.object)) return allow({ [auditKeys.error]: 'failed to decode object' })
  const template = templateOf(request.object)
  if (template === undefined) return allow()
  return judge(request, podView(template, 'template'), policy, errors, context.settings, 'controller')
}

/** Source: EvaluatePod. */
function judge(
  request: AdmissionRequest,
  pod: PodView,
  policy: NamespacePolicy,
  errors: readonly LabelError[],
  { exemptions }: AdmissionSettings,
  as: 'pod' | 'controller',
): AdmissionAnswer {
  if (isExemptRuntimeClass(exemptions, pod.runtimeClassName)) return exempted('runtimeClass')
  const verdicts = new Map<string, Verdict>()
  const verdictAt = (wanted: LevelVersion): Verdict => {
    const key = formatPolicy(wanted)
    let verdict = verdicts.get(key)
    if (verdict === undefined) verdicts.set(key, (verdict = evaluate(pod, wanted)))
    return verdict
  }
  const annotations: Record<string, string> = {}
  if (errors.length > 0) annotations[auditKeys.error] = `Failed to parse policy: ${labelErrorsText(errors)}`
  if (as === 'pod') annotations[auditKeys.enforcePolicy] = formatPolicy(policy.enforce)
  const audited = verdictAt(policy.audit)
  if (!audited.allowed) annotations[auditKeys.violations] = `would violate ${policyText(policy.audit, audited)}`
  if (as === 'pod') {
    const enforced = verdictAt(policy.enforce)
    if (!enforced.allowed) {
      const text = `violates ${policyText(policy.enforce, enforced)}`
      return forbidden(request.resource, request.name, text, annotations)
    }
  }
  const warned = verdictAt(policy.warn)
  return allow(annotations, warned.allowed ? [] : [`would violate ${policyText(policy.warn, warned)}`])
}

function policyText(policy: LevelVersion, { detail }: Verdict): string {
  return `PodSecurity "${formatPolicy(policy)}": ${detail}`
}

function exemptionOf(
  { namespace, user }: AdmissionRequest,
  { settings: { exemptions } }: ReviewContext,
): AdmissionAnswer | undefined {
  if (isExemptNamespace(exemptions, namespace)) return exempted('namespace')
  return isExemptUser(exemptions, user) ? exempted('user') : undefined
}

function exempted(by: ExemptBy): AdmissionAnswer {
  return allow({ [auditKeys.exempt]: by })
}

function isPrivileged(...policies: readonly LevelVersion[]): boolean {
  return policies.every(({ level }) => level === 'privileged')
}

/** What is sent to the API server names its kind; what is taken out of a program may not. */
function isKind({ kind = 'Pod' }: Record<string, unknown>, wanted: string): boolean {
  return kind === wanted
}

/** Source: kubernetes/apimachinery pkg/api/errors, NewNotFound. */
function notFound(namespace: string): string {
  return `namespaces ${goQuoted(namespace)} not found`
}

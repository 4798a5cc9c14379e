import { conform, isObject, type Shape } from '../../cluster/index.ts'
import { goQuoted } from '../checks/text.ts'
import { compareLevels, formatPolicy, type LevelVersion } from '../levels.ts'
import { dryRun, type DryRunOptions } from './dry-run.ts'
import { isExemptNamespace } from './exemptions.ts'
import { levelLabel, modes, type NamespacePolicy, policyOf, versionLabel } from './labels.ts'
import type { AdmissionRequest } from './review.ts'
import type { AdmissionSettings } from './settings.ts'
import { type AdmissionAnswer, allow, badRequest, invalid } from './status.ts'

export interface NamespaceReviewContext extends DryRunOptions {
  readonly settings: AdmissionSettings
  /** Lists the pods of the namespace, in the order of the API server; undefined when that failed. Called only if needed. */
  readonly listPods?: () => readonly unknown[] | undefined
}

type Labels = Readonly<Record<string, string>>

/**
 * What admission answers when a namespace is made or changed: its labels must hold, and a change of what is enforced is
 * tried on the pods that are there.
 *
 * Source: kubernetes/pod-security-admission admission/admission.go, ValidateNamespace
 */
export function reviewNamespace(request: AdmissionRequest, context: NamespaceReviewContext): AdmissionAnswer {
  if ((request.subresource ?? '') !== '') return allow()
  if (!isObject(request.object)) return badRequest('failed to decode object')
  if ((request.object['kind'] ?? 'Namespace') !== 'Namespace') return badRequest('failed to decode namespace')
  const labels = labelsIn(request.object)
  const { defaults } = context.settings
  const now = policyOf(labels, defaults)
  switch (request.operation) {
    case 'CREATE':
      if (now.errors.length > 0) return invalid('Namespace', request.name, now.errors)
      return isExempt(request, context) ? allowExempt(request, now.policy, labels, context) : allow()
    case 'UPDATE': {
      if (!isObject(request.oldObject)) return badRequest('failed to decode  old object')
      if ((request.oldObject['kind'] ?? 'Namespace') !== 'Namespace')
        return badRequest('failed to decode  old namespace')
      const before = policyOf(labelsIn(request.oldObject), defaults)
      if (now.errors.length > 0 && JSON.stringify(now.errors) !== JSON.stringify(before.errors))
        return invalid('Namespace', request.name, now.errors)
      if (!needsDryRun(now.policy.enforce, before.policy.enforce)) return allow()
      if (isExempt(request, context)) return allowExempt(request, now.policy, labels, context)
      return allow({}, tried(request, now.policy.enforce, context))
    }
    default:
      return allow()
  }
}

/** Whether a change of what is enforced is tried on the pods that are there. Audit and warn never are. */
export function needsDryRun(now: LevelVersion, before: LevelVersion): boolean {
  if (now.level === 'privileged') return false
  return now.version !== before.version || compareLevels(now.level, before.level) > 0
}

function tried(request: AdmissionRequest, enforce: LevelVersion, context: NamespaceReviewContext): string[] {
  const pods = context.listPods?.()
  if (pods === undefined) return ['failed to list pods while checking new PodSecurity enforce level']
  return dryRun(namespaceOf(request), pods, enforce, context.settings.exemptions, context)
}

/** The name of a namespace is its namespace too. */
function namespaceOf({ namespace, name }: AdmissionRequest): string {
  return namespace === '' ? name : namespace
}

function isExempt(request: AdmissionRequest, { settings }: NamespaceReviewContext): boolean {
  return isExemptNamespace(settings.exemptions, namespaceOf(request))
}

function allowExempt(
  request: AdmissionRequest,
  policy: NamespacePolicy,
  labels: Labels,
  { settings }: NamespaceReviewContext,
): AdmissionAnswer {
  const warning = exemptNamespaceWarning(namespaceOf(request), policy, labels, settings.defaults)
  return allow({}, warning === undefined ? [] : [warning])
}

/**
 * The warning that a namespace's labels will be ignored; undefined where they ask for nothing that holds not anyway.
 *
 * Source: admission/admission.go, exemptNamespaceWarning
 */
export function exemptNamespaceWarning(
  namespace: string,
  policy: NamespacePolicy,
  labels: Labels,
  defaults: NamespacePolicy,
): string | undefined {
  if (modes.every((mode) => policy[mode].level === 'privileged')) return undefined
  if (modes.every((mode) => isEquivalent(policy[mode], defaults[mode]))) return undefined
  const asked = modes
    .filter((mode) => policy[mode].level !== 'privileged')
    .filter((mode) => Object.hasOwn(labels, levelLabel(mode)) || Object.hasOwn(labels, versionLabel(mode)))
    .map((mode) => `${mode}=${formatPolicy(policy[mode])}`)
  return `namespace ${goQuoted(namespace)} is exempt from Pod Security, and the policy (${asked.join(', ')}) will be ignored`
}

function isEquivalent(a: LevelVersion, b: LevelVersion): boolean {
  return a.level === b.level && (a.level === 'privileged' || a.version === b.version)
}

const namespaceShape = { fields: { metadata: { fields: { labels: { map: 'string' } } } } } as const satisfies Shape

function labelsIn(object: unknown): Labels {
  return conform(object, namespaceShape, [], [])?.metadata?.labels ?? {}
}

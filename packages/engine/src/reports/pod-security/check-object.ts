import { type Checked, type CheckedNamespace, formatPolicy, type Mode, modes } from '../../pod-security/index.ts'
import { apiVersion, errorObject, notAuditedObject, resourceObject } from '../report-object.ts'
import { type CheckReport, placesOf, resourceLocation, summarizeCheck } from './check-report.ts'

/** The report as programs read it. Keys that do not apply are left out; the order of keys is part of the contract. */
export function checkObject(report: CheckReport) {
  const { by, errors, notAudited } = report
  return {
    apiVersion,
    kind: 'PodSecurityReport',
    ...(by.kind === 'level' ? { policy: formatPolicy(by.policy) } : { fromLabels: true }),
    summary: { ...summarizeCheck(report), errors: errors.length },
    ...(by.kind === 'labels' && { namespaces: report.namespaces.map(namespaceObject) }),
    results: report.results.map(resultObject),
    errors: errors.map(errorObject),
    notAudited: notAudited.map(notAuditedObject),
  }
}

function namespaceObject({ name, resource, policy, exempt, answer }: CheckedNamespace) {
  return {
    name,
    declared: resource !== undefined,
    ...policyObject(policy),
    exempt,
    allowed: answer.allowed,
    ...(answer.message !== undefined && { message: answer.message }),
    warnings: answer.warnings,
    ...(resource && { location: resourceLocation(resource) }),
  }
}

function policyObject(policy: CheckedNamespace['policy']): Record<Mode, string> {
  return Object.fromEntries(modes.map((mode) => [mode, formatPolicy(policy[mode])])) as Record<Mode, string>
}

/** `message`, and `allowed`, are about the pod; warnings and annotations about the object itself. */
function resultObject(result: Checked) {
  const { workload, namespace, as, outcome, policy, verdict, object, pod, template, exempt, owner, made } = result
  return {
    resource: resourceObject(workload.resource),
    namespace,
    as,
    ...(as === 'custom' && { seenByAdmission: false }),
    outcome,
    policy: formatPolicy(policy),
    allowed: pod.allowed,
    reason: verdict.reason,
    detail: verdict.detail,
    ...(pod.message !== undefined && { message: pod.message }),
    warnings: object.warnings,
    auditAnnotations: object.auditAnnotations,
    ...(as !== 'pod' && { pods: { warnings: pod.warnings, auditAnnotations: pod.auditAnnotations } }),
    ...(exempt !== undefined && { exempt }),
    ...(template && { template: { reason: template.reason, detail: template.detail } }),
    violations: verdict.violations.map((violation) => ({
      check: violation.check,
      reason: violation.reason,
      detail: violation.detail,
      locations: placesOf(result, violation).map(({ path, container, location }) => ({
        path,
        ...(container !== undefined && { container }),
        ...location,
      })),
    })),
    ...(owner && { owner: resourceObject(owner) }),
    ...(made.length > 0 && { made: made.map(resourceObject) }),
    location: resourceLocation(workload.resource),
  }
}

import { locatePath, type Location } from '../../findings/index.ts'
import {
  type Blocker,
  formatPolicy,
  formatVersion,
  type MoveConsequence,
  type NamespacePlan,
  type Refused,
  type Stage,
  type Subject,
} from '../../pod-security/index.ts'
import { formatPath, type Path } from '../../yaml/index.ts'
import { apiVersion, editObject, errorObject, notAuditedObject, resourceObject } from '../report-object.ts'
import { labelCommand, type PlanReport } from './plan-report.ts'

/** The plan as programs read it. Keys that do not apply are left out. */
export function planObject({ version, goal, from, namespaces, errors, notAudited, written }: PlanReport) {
  return {
    apiVersion,
    kind: 'PodSecurityPlan',
    version: formatVersion(version),
    goal,
    kubernetesVersion: formatVersion(from),
    summary: {
      namespaces: namespaces.length,
      couldEnforceMore: namespaces.filter(({ stages }) => stages[0]?.labels[enforceLabel] !== undefined).length,
      withRefusedPods: namespaces.filter(({ refused }) => refused.length > 0).length,
      errors: errors.length,
    },
    namespaces: namespaces.map(namespaceObject),
    ...(written && { written }),
    errors: errors.map(errorObject),
    notAudited: notAudited.map(notAuditedObject),
  }
}

const enforceLabel = 'pod-security.kubernetes.io/enforce'

function namespaceObject(plan: NamespacePlan) {
  const { namespace, resource, exempt, policy, labelErrors, subjects, enforceable, pinned, advice } = plan
  return {
    namespace,
    ...(resource && { location: locatePath(resource.document, resource.base) }),
    exempt,
    policy: {
      enforce: formatPolicy(policy.enforce),
      audit: formatPolicy(policy.audit),
      warn: formatPolicy(policy.warn),
    },
    labelErrors,
    templates: subjects.filter(({ kind }) => kind === 'template').length,
    pods: subjects.filter(({ kind }) => kind === 'pod').length,
    enforceable,
    ...(pinned && { pinned: formatPolicy(pinned) }),
    blockers: [...plan.blockers.baseline, ...plan.blockers.restricted].map(blockerObject),
    refused: plan.refused.map(refusedObject),
    injected: subjects.flatMap((subject) =>
      subject.injected
        ? [
            {
              ...subjectObject(subject),
              containers: subject.injected.containers,
              violations: subject.injected.violations.map(({ check, reason, detail }) => ({ check, reason, detail })),
            },
          ]
        : [],
    ),
    forecast: plan.forecast.map(({ level, minor, refused, allowed }) => ({
      version: formatVersion(minor),
      level,
      refused: refused.map(({ subject, reason }) => ({ ...subjectObject(subject), reason })),
      allowed: allowed.map(({ subject, reason }) => ({ ...subjectObject(subject), reason })),
    })),
    ...(advice && {
      advice: { choice: advice.choice, version: formatVersion(advice.version), reason: advice.reason },
    }),
    userNamespaces: plan.alternatives.map(({ subject, userNamespace }) => ({
      ...subjectObject(subject),
      lifts: userNamespace.lifts,
      left: userNamespace.left.map(({ check }) => check),
      conditions: userNamespace.conditions,
    })),
    splits: plan.splits.map(({ level, proposal }) => ({
      level,
      target: proposal.target,
      moved: proposal.moved.map(({ resource: of }) => resourceObject(of)),
      obstacles: proposal.obstacles.length,
      consequences: proposal.consequences.map(consequenceObject),
    })),
    rollout: plan.stages.map((stage) => stageObject(namespace, stage)),
  }
}

function subjectObject({ kind, workload, owner, embedded }: Subject) {
  return {
    subject: kind,
    resource: resourceObject(workload.resource),
    ...(owner !== workload.resource && { owner: resourceObject(owner) }),
    ...(embedded && { seenByAdmission: false }),
  }
}

function blockerObject({ subject, alike, level, violations, fields, lifts, class: hardest }: Blocker) {
  const { workload } = subject
  const place = (path: Path): Location => locatePath(workload.resource.document, path)
  const shown = (path: Path) => formatPath(path.slice(workload.resource.base.length))
  return {
    ...subjectObject(subject),
    ...(alike.length > 0 && { alike: alike.length }),
    level,
    class: hardest,
    violations: violations.map(({ check, reason, detail }) => ({ check, reason, detail })),
    fields: fields.map(({ check, container, path, value }) => ({
      check,
      ...(container !== undefined && { container }),
      path: shown(path),
      ...(value !== undefined && { value }),
      location: place(path),
    })),
    lifts: lifts.map(({ check, description, class: of, changes, needs }) => ({
      check,
      description,
      class: of,
      ...(needs !== undefined && { needs }),
      edits: changes.map((change) => editObject({ ...change, resource: workload.resource })),
    })),
  }
}

function consequenceObject({ kind, action, resource, path, message, remedy }: MoveConsequence) {
  return {
    kind,
    action,
    resource: resourceObject(resource),
    location: locatePath(resource.document, path ?? resource.base),
    message,
    remedy,
  }
}

function refusedObject({ subject, reason, message, trigger }: Refused) {
  return { ...subjectObject(subject), running: subject.kind === 'pod', reason, message, trigger }
}

function stageObject(namespace: string, stage: Stage) {
  const { after, labels, enforces } = stage
  return { ...(after !== undefined && { after }), enforces, labels, command: labelCommand(namespace, stage).join(' ') }
}

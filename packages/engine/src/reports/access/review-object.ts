import {
  compactRules,
  type Dangling,
  type HeldPower,
  type IdentityReview,
  type ReviewedGrant,
  userOfIdentity,
} from '../../access/index.ts'
import { locatePath } from '../../findings/index.ts'
import { apiVersion, errorObject, notAuditedObject, resourceObject } from '../report-object.ts'
import { boundObject, placedRule } from './access-objects.ts'
import { danglingText } from './review-entries.ts'
import { type AccessReviewReport, dangerCounts, powerText } from './review-report.ts'

/** A review as programs read it. */
export function reviewObject(report: AccessReviewReport) {
  const { identities, dangling, leftOut, access } = report
  return {
    apiVersion,
    kind: 'AccessReview',
    summary: {
      identities: identities.length,
      danger: Object.fromEntries(dangerCounts(identities).map(({ danger, number }) => [danger, number])),
      leftOut,
    },
    identities: identities.map((review) => identityObject(review, report)),
    // Once for all who are in them.
    groups: [...new Set(identities.flatMap(({ inherited }) => inherited))].map(({ group, danger, grants }) => ({
      name: group,
      danger,
      grants: grants.map((grant) => grantObject(grant, access)),
    })),
    dangling: dangling.map((each) => danglingObject(each, access)),
    errors: report.errors.map(errorObject),
    notAudited: report.notAudited.map(notAuditedObject),
  }
}

function danglingObject(each: Dangling, access: AccessReviewReport['access']) {
  return { reason: each.kind, message: danglingText(each), ...boundObject(each.binding, access) }
}

function identityObject(review: IdentityReview, { access }: AccessReviewReport) {
  const { identity, danger, isEverybody, isDefault, declared, runners, grants, inherited, together } = review
  return {
    kind: identity.kind,
    ...(identity.namespace !== undefined && { namespace: identity.namespace }),
    name: identity.name,
    danger,
    everybody: isEverybody,
    default: isDefault,
    groups: identity.kind === 'Group' ? [] : userOfIdentity(identity).groups,
    ...(declared && { location: locatePath(declared.document, declared.base) }),
    workloads: runners.map(({ workload: { resource }, mountsToken }) => ({
      ...resourceObject(resource),
      mountsToken,
      location: locatePath(resource.document, resource.base),
    })),
    grants: grants.map((grant) => grantObject(grant, access)),
    inherited: inherited.map(({ group, danger: through }) => ({ group, danger: through })),
    together: together.map((held) => ({
      ...powerObject(held),
      from: held.sources.map(({ binding, rule }) => ({
        ...boundObject(binding, access),
        ...placedRule(binding.list.rules[rule], access),
      })),
    })),
  }
}

function grantObject({ binding, subject, danger, powers }: ReviewedGrant, access: AccessReviewReport['access']) {
  return {
    ...boundObject(binding, access),
    subject,
    scope: binding.kind === 'ClusterRoleBinding' ? 'cluster' : 'namespace',
    danger,
    powers: powers.map((held) => ({
      ...powerObject(held),
      rules: held.sources.map(({ rule }) => placedRule(binding.list.rules[rule], access)),
    })),
    rules: compactRules(binding.list.rules),
  }
}

function powerObject(held: HeldPower) {
  const { power, danger, namespace, names } = held
  return {
    id: power.id,
    danger,
    may: powerText(held),
    why: power.why,
    ...(namespace !== undefined && { namespace }),
    ...(names && { names: { of: held.namesOf, only: names } }),
  }
}

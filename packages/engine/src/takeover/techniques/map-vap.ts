import {
  can,
  changesPods,
  defineTechnique,
  mutatingPolicies,
  mutatingPolicyBindings,
  onceForCluster,
  since,
} from '../vocabulary/index.ts'

/** A mutating policy rewrites what others create, with no server behind it. */
export const mapVap = defineTechnique({
  id: 'MAP-VAP',
  title: 'Mutating admission policy',
  class: 'rbac',
  description:
    'A MutatingAdmissionPolicy changes new pods by an expression, in the API server itself. It takes effect once a binding names it, so that both must be created. Alpha in v1.32, and switched on by default only since v1.36.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/'],
  each: onceForCluster,
  requires: [[since(32), can('create', mutatingPolicies), can('create', mutatingPolicyBindings)]],
  gives: (_, world) => changesPods(world),
  tells: () => 'Have the API server change new pods by a MutatingAdmissionPolicy',
})

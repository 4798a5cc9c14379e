import {
  can,
  defineTechnique,
  eachClusterObject,
  mutatingPolicies,
  mutatingPolicyBindings,
  mutatingWebhooks,
  type Requirement,
  type Target,
  validatingPolicies,
  validatingPolicyBindings,
  validatingWebhooks,
  whereGranted,
} from '../vocabulary/index.ts'
import { effect, scopeText } from '../graph/index.ts'
import type { World } from '../world/index.ts'

const ofCluster = [
  validatingWebhooks,
  mutatingWebhooks,
  validatingPolicies,
  validatingPolicyBindings,
  mutatingPolicies,
  mutatingPolicyBindings,
  'clusterpolicies.kyverno.io',
  'validatingpolicies.policies.kyverno.io',
  'constrainttemplates.templates.gatekeeper.sh',
  // Each template makes a kind of its own; this one, of Gatekeeper's library, stands for rules about all of them.
  'k8spspprivilegedcontainer.constraints.gatekeeper.sh',
].join('|')

const ofNamespaces = ['policies.kyverno.io', 'configs.config.gatekeeper.sh'].join('|')

const exceptions = 'policyexceptions.kyverno.io|policyexceptions.policies.kyverno.io'

/** What judges requests is itself an object that may be taken away. */
export const webhookDelete = defineTechnique({
  id: 'WEBHOOK-DELETE',
  title: 'Switch admission off',
  class: 'rbac',
  description:
    'Whoever deletes or changes webhook configurations, admission policies, their bindings and parameters, or the policies of Kyverno and Gatekeeper, or writes exceptions to them, decides what is judged from then on. Pod Security is not switched off so: it goes by the labels of namespaces.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/',
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/',
  ],
  each: judges,
  requires: [
    [inCluster(can('delete|update|patch', ofCluster))],
    [inCluster(can('deletecollection', ofCluster, { nameless: true }))],
    [can('delete|update|patch', ofNamespaces)],
    [can('deletecollection', ofNamespaces, { nameless: true })],
    [can('create', exceptions, { nameless: true })],
    [can('update|patch', exceptions)],
  ],
  gives: ({ namespace }) =>
    effect(namespace === '' ? 'requests that nothing judges' : `requests ${scopeText(namespace)} that nothing judges`),
  tells: ({ namespace, name }) => {
    if (namespace !== '')
      return `Switch off the admission policies ${scopeText(namespace)}${name === undefined ? '' : `, by way of ${name}`}`
    return name === undefined ? 'Switch off webhooks or admission policies' : `Switch off what ${name} judges`
  },
})

/** What has no namespace is asked about once, and not again where something in namespaces is. */
function inCluster(requirement: Requirement<Target>): Requirement<Target> {
  return {
    ...requirement,
    options: (target, world) => (target.namespace === '' ? requirement.options(target, world) : []),
  }
}

const inNamespaces = whereGranted('create|delete|deletecollection|update|patch', `${ofNamespaces}|${exceptions}`)

/** The cluster with its objects, and namespaces where anybody may write what judges there. */
function* judges(world: World): Iterable<Target> {
  yield* eachClusterObject(world)
  yield* inNamespaces(world)
}

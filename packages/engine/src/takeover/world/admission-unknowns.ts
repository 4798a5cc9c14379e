import { type Cluster, isObject, type Resource, valueIn } from '../../cluster/index.ts'

/** Something besides Pod Security that may refuse what a path takes, and whose decision is not worked out. */
export interface AdmissionUnknown {
  /** `ValidatingWebhookConfiguration policies` */
  readonly title: string
  readonly resource: Resource
}

/**
 * What is there that may refuse pods, or commands in them: admission policies that deny, webhooks that are asked about
 * pods, policies of Kyverno, constraints of Gatekeeper. Paths are shown all the same, as none of them is evaluated.
 */
export function admissionUnknowns(cluster: Cluster): AdmissionUnknown[] {
  return cluster.resources.flatMap((resource) => {
    const named = nameOfWhatRefuses(resource, cluster)
    return named === undefined ? [] : [{ title: named, resource }]
  })
}

/** The same in sentences, each once. */
export function unknownsOf(cluster: Cluster): string[] {
  const titles = new Set(admissionUnknowns(cluster).map(({ title }) => title))
  return [...titles].map((title) => `${title} may refuse what a path takes: it is not evaluated.`)
}

function nameOfWhatRefuses(resource: Resource, cluster: Cluster): string | undefined {
  const { group, kind } = resource
  const title = `${kind} ${resource.namespace === undefined ? '' : `${resource.namespace}/`}${resource.name}`
  if (group === 'admissionregistration.k8s.io') {
    if (kind === 'ValidatingAdmissionPolicyBinding') return refusingPolicy(resource, cluster)
    return kind.endsWith('WebhookConfiguration') && listIn(resource, 'webhooks').some(webhookLooksAtPods)
      ? title
      : undefined
  }
  if (group === 'kyverno.io') return /^(?:Cluster)?Policy$/.test(kind) && enforces(resource) ? title : undefined
  if (group === 'policies.kyverno.io') {
    const isPolicy = /^(?:Namespaced)?(?:Image)?ValidatingPolicy$/.test(kind)
    const actions = listIn(resource, 'spec', 'validationActions')
    return isPolicy && (actions.length === 0 || actions.includes('Deny')) ? title : undefined
  }
  const action = valueIn(resource, 'spec', 'enforcementAction')
  return group === 'constraints.gatekeeper.sh' && action !== 'dryrun' && action !== 'warn' ? title : undefined
}

/** The policy that a binding puts in force, if it denies and is asked about pods, or is not known. */
function refusingPolicy(binding: Resource, cluster: Cluster): string | undefined {
  if (!listIn(binding, 'spec', 'validationActions').includes('Deny')) return undefined
  const name = valueIn(binding, 'spec', 'policyName')
  if (typeof name !== 'string') return undefined
  const policies = cluster.ofKind('ValidatingAdmissionPolicy', 'admissionregistration.k8s.io')
  const policy = policies.find((each) => each.name === name)
  const isAsked =
    policy === undefined || listIn(policy, 'spec', 'matchConstraints', 'resourceRules').some(ruleLooksAtPods)
  return isAsked ? `ValidatingAdmissionPolicy ${name}` : undefined
}

/** Kyverno only warns unless a policy, or a rule of it, says Enforce. Source: kyverno/kyverno api/kyverno/v1/spec_types.go */
function enforces(policy: Resource): boolean {
  const isEnforce = (value: unknown) => typeof value === 'string' && value.toLowerCase() === 'enforce'
  const within = (item: unknown, ...path: readonly string[]): unknown =>
    path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), item)
  return (
    isEnforce(valueIn(policy, 'spec', 'validationFailureAction')) ||
    listIn(policy, 'spec', 'validationFailureActionOverrides').some((each) => isEnforce(within(each, 'action'))) ||
    listIn(policy, 'spec', 'rules').some((rule) => isEnforce(within(rule, 'validate', 'failureAction')))
  )
}

function webhookLooksAtPods(webhook: unknown): boolean {
  const rules = isObject(webhook) ? webhook['rules'] : undefined
  return Array.isArray(rules) && (rules as unknown[]).some(ruleLooksAtPods)
}

/** Rules of webhooks and policies are alike: pods as they are made, changed or connected to. */
function ruleLooksAtPods(rule: unknown): boolean {
  if (!isObject(rule)) return false
  const names = (field: string, wanted: (text: string) => boolean) => {
    const list = rule[field]
    return Array.isArray(list) && (list as unknown[]).some((each) => typeof each === 'string' && wanted(each))
  }
  return (
    names('apiGroups', (group) => group === '' || group === '*') &&
    names('resources', (name) => /^(?:pods|\*)(?:\/(?:\*|exec|attach|ephemeralcontainers))?$/.test(name)) &&
    names('operations', (operation) => operation !== 'DELETE')
  )
}

function listIn(resource: Resource, ...path: readonly string[]): readonly unknown[] {
  const value = valueIn(resource, ...path)
  return Array.isArray(value) ? (value as unknown[]) : []
}

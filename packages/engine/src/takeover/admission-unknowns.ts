import { type Cluster, isObject, type Resource, valueIn } from '../cluster/index.ts'

/** Something besides Pod Security that may refuse a pod, and whose decision is not worked out. */
export interface AdmissionUnknown {
  /** `ValidatingWebhookConfiguration policies` */
  readonly title: string
  readonly resource: Resource
}

/**
 * What is there that may refuse pods that a path stands on: bindings of admission policies that deny, webhooks that look at
 * pods, policies of Kyverno, constraints of Gatekeeper. Paths are shown all the same, as their rules are not evaluated.
 */
export function admissionUnknowns(cluster: Cluster): AdmissionUnknown[] {
  return cluster.resources.filter(mayRefusePods).map((resource) => ({
    title: `${resource.kind} ${resource.namespace === undefined ? '' : `${resource.namespace}/`}${resource.name}`,
    resource,
  }))
}

const kyverno = /^(?:policies\.)?kyverno\.io$/

function mayRefusePods(resource: Resource): boolean {
  const { group, kind } = resource
  if (group === 'admissionregistration.k8s.io') {
    if (kind === 'ValidatingAdmissionPolicyBinding')
      return listIn(resource, 'spec', 'validationActions').includes('Deny')
    return kind.endsWith('WebhookConfiguration') && listIn(resource, 'webhooks').some(looksAtPods)
  }
  if (kyverno.test(group)) return /^(?:Cluster|Validating|Namespaced\w*|ImageValidating)?Policy$/.test(kind)
  const action = valueIn(resource, 'spec', 'enforcementAction')
  return group === 'constraints.gatekeeper.sh' && action !== 'dryrun' && action !== 'warn'
}

function looksAtPods(webhook: unknown): boolean {
  const rules = isObject(webhook) ? webhook['rules'] : undefined
  return (
    Array.isArray(rules) &&
    (rules as unknown[]).some((rule) => {
      if (!isObject(rule)) return false
      const names = (field: string, ...wanted: readonly string[]) => {
        const list = rule[field]
        return Array.isArray(list) && (list as unknown[]).some((each) => wanted.some((one) => each === one))
      }
      return names('apiGroups', '', '*') && names('resources', 'pods', '*', '*/*') && names('operations', 'CREATE', '*')
    })
  )
}

function listIn(resource: Resource, ...path: readonly string[]): readonly unknown[] {
  const value = valueIn(resource, ...path)
  return Array.isArray(value) ? (value as unknown[]) : []
}

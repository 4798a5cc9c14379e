import { isObject, pathIn, type Resource, valueIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * Who else is asked before an object is taken, or changes it.
 *
 * Listed fields: webhooks[*] of ValidatingWebhookConfiguration and MutatingWebhookConfiguration
 */
export const admissionInventory = defineRule({
  id: 'admission-inventory',
  title: 'Admission webhook',
  severity: 'info',
  category: 'rbac',
  visit: 'resource',
  kinds: ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'],
  profile: 'all',
  frameworks: { mitre: ['T1562.001'] },
  fix: 'none',
  description:
    'Lists every admission webhook for reviews by hand: what it is asked about, what narrows that, what happens when it fails, and where it calls. Admission policies are not listed: they run in the API server, and call nobody.',
  why: 'A webhook sees whatever it is asked about, Secrets among it; one that changes objects may put anything into any pod.',
  remedy:
    'Look at who runs what the webhook calls, who may change its configuration, and whether it is asked about more than it needs.',
  examples: {
    bad: `apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata:
  name: sidecars
webhooks:
  - name: sidecars.mesh.example
    rules:
      - apiGroups: ['']
        apiVersions: [v1]
        operations: [CREATE]
        resources: [pods]
    clientConfig:
      service: { name: sidecars, namespace: mesh }
    sideEffects: None
    admissionReviewVersions: [v1]
`,
    good: `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: replicas
spec:
  matchConstraints:
    resourceRules:
      - apiGroups: [apps]
        apiVersions: [v1]
        operations: [CREATE, UPDATE]
        resources: [deployments]
  validations:
    - expression: object.spec.replicas <= 50
`,
  },
  *check({ resource }) {
    if (resource.group !== 'admissionregistration.k8s.io') return
    const changes = resource.kind.startsWith('Mutating') ? ', and may change it' : ''
    const webhooks = valueIn(resource, 'webhooks')
    for (const [i, webhook] of (Array.isArray(webhooks) ? (webhooks as unknown[]) : []).entries()) {
      if (!isObject(webhook)) continue
      const name = textOf(webhook['name']) || `webhook ${i + 1}`
      const narrowed = narrowing.filter((field) => isFilled(webhook[field]))
      const only = narrowed.length === 0 ? '' : `, narrowed by ${narrowed.join(', ')}`
      yield {
        at: pathIn(resource, 'webhooks', i),
        message: `${name} is asked about ${askedAbout(webhook['rules'])}${only}${changes}; ${failing(resource, webhook)}; calls ${callee(webhook['clientConfig'])}`,
      }
    }
  },
})

const narrowing = ['namespaceSelector', 'objectSelector', 'matchConditions'] as const

function isFilled(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0
}

/** Its rules in words: `CREATE, UPDATE of pods, deployments.apps`. A rule without a part is about nothing. */
function askedAbout(rules: unknown): string {
  const each = (Array.isArray(rules) ? (rules as unknown[]) : []).filter(isObject).flatMap((rule) => {
    const operations = textsOf(rule['operations'])
    const groups = textsOf(rule['apiGroups'])
    const resources = textsOf(rule['resources']).flatMap((resource) =>
      groups.map((group) => (group === '' ? resource : `${resource}.${group}`)),
    )
    if (operations.length === 0 || resources.length === 0) return []
    return [`${operations.includes('*') ? 'every operation' : operations.join(', ')} of ${resources.join(', ')}`]
  })
  return each.length === 0 ? 'nothing' : each.join(' and ')
}

/** Source: kubernetes/api admissionregistration/v1beta1/types.go, where Ignore is the default; Fail since. */
function failing({ apiVersion }: Resource, webhook: Readonly<Record<string, unknown>>): string {
  const policy = textOf(webhook['failurePolicy']) || (apiVersion.endsWith('/v1beta1') ? 'Ignore' : 'Fail')
  return `failurePolicy ${policy}`
}

/** Where it calls; never the part of a URL that may hold a password. */
function callee(config: unknown): string {
  const { service, url } = isObject(config) ? config : {}
  if (isObject(service)) {
    const { namespace, name, port, path } = service
    const at = typeof port === 'number' ? port : 443
    return `Service ${textOf(namespace)}/${textOf(name)}:${at}${textOf(path)}`
  }
  return (
    textOf(url)
      .replace(/\/\/[^/@]*@/, '//')
      .replace(/[?#].*$/s, '') || 'nobody'
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

import {
  type Cluster,
  containerReferences,
  effectiveNamespace,
  isObject,
  type Resource,
  valueIn,
  type Workload,
} from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A variable is taken from a Secret or ConfigMap that is not there.
 *
 * Restricted fields: containers[*].env[*].valueFrom.{secretKeyRef,configMapKeyRef}, containers[*].envFrom[*].{secretRef,configMapRef}
 * Allowed values:    a Secret or ConfigMap of the namespace, and a key that it has; or optional: true
 */
export const envReferenceMissing = defineRule({
  id: 'env-reference-missing',
  title: 'Variable is taken from what is not there',
  severity: 'medium',
  category: 'hygiene',
  visit: 'container',
  profile: 'all',
  frameworks: {},
  fix: 'none',
  description:
    'Reported for each reference to a Secret or ConfigMap that is not among the resources given, and for each key that the one given does not have. A Secret that a SealedSecret or an ExternalSecret among them makes counts as given, and so does the ConfigMap `kube-root-ca.crt`, which every namespace has. Others may well be in the cluster too; that is why the rule is off by default.',
  why: 'The container does not start.',
  remedy: 'Declare it, correct the name, or mark the reference as optional.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      env:
        - name: HOST
          valueFrom:
            configMapKeyRef:
              name: shop
              key: hosts
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
data:
  host: db
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      env:
        - name: HOST
          valueFrom:
            configMapKeyRef:
              name: shop
              key: host
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
data:
  host: db
`,
  },
  *check({ container, workload, cluster }) {
    for (const { kind, name, key, optional, path: at } of containerReferences(container)) {
      if (optional) continue
      const found = find(cluster, workload, kind, name)
      if (!found && isMadeElsewhere(cluster, workload, kind, name)) continue
      if (!found) yield { at, message: `there is no ${kind} ${name} in what was given` }
      else if (key !== undefined && !keysOf(found).has(key))
        yield { at, message: `the ${kind} ${name} has no key ${key}` }
    }
  },
})

/** One declared without a namespace lands where the workload does. */
function find(cluster: Cluster, { resource }: Workload, kind: string, name: string): Resource | undefined {
  const own = cluster.find(kind, resource.namespace, name)
  if (own || resource.namespace === undefined) return own
  const anywhere = cluster.find(kind, undefined, name)
  return anywhere?.namespace === undefined ? anywhere : undefined
}

/** ConfigMaps that Kubernetes puts in every namespace, and Secrets that an operator makes from a resource given. */
function isMadeElsewhere(cluster: Cluster, workload: Workload, kind: string, name: string): boolean {
  if (kind === 'ConfigMap') return name === 'kube-root-ca.crt'
  if (find(cluster, workload, 'SealedSecret', name)) return true
  return cluster.ofKind('ExternalSecret').some((resource) => {
    const target = valueIn(resource, 'spec', 'target', 'name') ?? resource.name
    return target === name && effectiveNamespace(resource) === effectiveNamespace(workload.resource)
  })
}

function keysOf(resource: Resource): ReadonlySet<string> {
  return new Set(
    ['data', 'stringData', 'binaryData'].flatMap((field) => Object.keys(asObject(valueIn(resource, field)))),
  )
}

function asObject(value: unknown): object {
  return isObject(value) ? value : {}
}

import { isNamespaced, pathIn, systemNamespaces } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'
import { hasController, isMadeByKubernetes } from './own-objects.ts'

/**
 * An object is in a namespace that belongs to the cluster.
 *
 * Restricted fields: metadata.namespace
 * Allowed values:    anything but kube-system, kube-public and kube-node-lease
 */
export const systemNamespaceUsed = defineRule({
  id: 'system-namespace-used',
  title: "Object is in one of the cluster's own namespaces",
  severity: 'low',
  category: 'scope',
  visit: 'resource',
  profile: 'all',
  frameworks: { cis: ['5.7.1'] },
  fix: 'none',
  description:
    "Reported for every object in kube-system, kube-public or kube-node-lease, except Roles and RoleBindings, which have to stand where they grant something, what Kubernetes itself keeps there, what a controller made for another object, and what carries the label `kubernetes.io/cluster-service`, `kubernetes.io/bootstrapping`, `addonmanager.kubernetes.io/mode`, `k8s-app` or `tier: control-plane`, as the cluster's own components do.",
  why: 'Who may create pods there may mount the credentials of the control plane; and policies usually leave these namespaces out.',
  remedy: 'Give it a namespace of its own.',
  examples: {
    bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
  namespace: kube-system
data:
  a: b
`,
    good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
  namespace: shop
data:
  a: b
`,
  },
  *check({ resource }) {
    const { namespace, metadata } = resource
    if (isNamespaced(resource) === false || namespace === undefined || !systemNamespaces.includes(namespace)) return
    if (resource.group === 'rbac.authorization.k8s.io' || isMadeByKubernetes(resource)) return
    if (hasController(resource)) return
    if (metadata.labels?.['tier'] === 'control-plane') return
    if (ownLabels.some((label) => metadata.labels?.[label] !== undefined)) return
    yield { at: pathIn(resource, 'metadata', 'namespace'), message: `the namespace is ${namespace}` }
  },
})

/** Labels that the cluster's own components and the objects that belong to them carry. */
const ownLabels = [
  'kubernetes.io/cluster-service',
  'kubernetes.io/bootstrapping',
  'addonmanager.kubernetes.io/mode',
  'k8s-app',
]

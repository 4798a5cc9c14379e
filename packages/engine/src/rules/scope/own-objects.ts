import { isObject, type Resource, valueIn } from '../../cluster/index.ts'

/** What the API server and its controllers make in every namespace. */
const inEveryNamespace: ReadonlySet<string> = new Set(['ServiceAccount/default', 'ConfigMap/kube-root-ca.crt'])

/** What they make in the namespace default. */
const inDefault: ReadonlySet<string> = new Set([
  'Service/kubernetes',
  'Endpoints/kubernetes',
  'EndpointSlice/kubernetes',
])

/**
 * Whether an object is one that Kubernetes made by itself, rather than something that a person put into its namespace.
 * Leases and Events are left out too: they are records of what runs, not declarations.
 */
export function isMadeByKubernetes(resource: Resource): boolean {
  const { kind, name, namespace } = resource
  const id = `${kind}/${name}`
  if (inEveryNamespace.has(id) || kind === 'Lease' || kind === 'Event') return true
  return (namespace ?? 'default') === 'default' && inDefault.has(id)
}

/** Whether a controller made an object for another one, which is reported in its place. */
export function hasController(resource: Resource): boolean {
  const owners = valueIn(resource, 'metadata', 'ownerReferences')
  return Array.isArray(owners) && owners.some((owner) => isObject(owner) && owner['controller'] === true)
}

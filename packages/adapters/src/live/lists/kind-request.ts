import type { ApiResource } from '../discovery/index.ts'

type KubernetesObject = Readonly<Record<string, unknown>>

/** How the objects of a kind are asked for, in all namespaces or in one. */
export interface KindRequest {
  readonly listAccept: string
  readonly watchAccept: string
  listPath(page: { readonly limit?: number; readonly continue?: string }): string
  watchPath(from: string, timeoutSeconds: number): string
  /** An object as the server gave it, in the form that is handed on. */
  read(object: KubernetesObject): KubernetesObject
}

const json = 'application/json'
/** Only names, labels, annotations and the like. */
const metadata = (kind: string) => `${json};as=${kind};g=meta.k8s.io;v=v1,${json}`

const tokenType = 'kubernetes.io/service-account-token'

/** Of Secrets only those that hold tokens of service accounts are asked for, and no value of any. */
export function requestFor(resource: ApiResource, namespace?: string, isMetadataOnly = false): KindRequest {
  const isSecret = resource.group === '' && resource.resource === 'secrets'
  const isPartial = isSecret || isMetadataOnly
  const path = pathOf(resource, namespace)
  const selector: Record<string, string> = isSecret ? { fieldSelector: `type=${tokenType}` } : {}
  const query = (parameters: Record<string, string>) => `${path}?${new URLSearchParams({ ...parameters, ...selector })}`
  return {
    listAccept: isPartial ? metadata('PartialObjectMetadataList') : json,
    watchAccept: isPartial ? metadata('PartialObjectMetadata') : json,
    listPath: ({ limit, continue: token }) =>
      query({ ...(limit !== undefined && { limit: String(limit) }), ...(token !== undefined && { continue: token }) }),
    watchPath: (from, timeoutSeconds) =>
      query({
        watch: '1',
        allowWatchBookmarks: 'true',
        timeoutSeconds: String(timeoutSeconds),
        ...(from !== '' && { resourceVersion: from }),
      }),
    read: (object) => {
      const { apiVersion: _, kind: __, metadata: found, ...rest } = object
      return {
        apiVersion: resource.group === '' ? resource.version : `${resource.group}/${resource.version}`,
        kind: resource.kind,
        metadata: withoutBookkeeping(found),
        ...(isSecret && { type: tokenType }),
        // A server that knows no metadata alone gives all; it is left out all the same.
        ...(!isPartial && rest),
      }
    },
  }
}

function pathOf({ group, version, resource, namespaced }: ApiResource, namespace: string | undefined): string {
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`
  return namespaced && namespace !== undefined
    ? `${root}/namespaces/${encodeURIComponent(namespace)}/${resource}`
    : `${root}/${resource}`
}

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

/** What the server and kubectl keep about an object for themselves, and nobody wrote. */
function withoutBookkeeping(found: unknown): unknown {
  if (found === null || typeof found !== 'object') return found
  const { managedFields: _, annotations, ...rest } = found as KubernetesObject
  if (annotations === null || typeof annotations !== 'object') return rest
  const { [lastApplied]: __, ...own } = annotations as KubernetesObject
  return { ...rest, annotations: own }
}

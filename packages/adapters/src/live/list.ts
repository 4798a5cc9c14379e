import { type ApiClient, ApiError } from './client.ts'
import type { ApiResource } from './discovery.ts'

/** Objects of a kind, or why they could not be read. */
export type Listed =
  | { readonly kind: 'objects'; readonly objects: readonly Readonly<Record<string, unknown>>[] }
  | { readonly kind: 'gap'; readonly reason: string }

const pageSize = 500
const mostRestarts = 3

/** Only names, labels and annotations. */
const metadataOnly = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json'

interface Page {
  readonly items?: readonly Readonly<Record<string, unknown>>[] | null
  readonly metadata?: { readonly continue?: string }
}

/**
 * Lists a kind in pages, in all namespaces or in one. A list that takes so long that the server forgets its place is begun
 * anew. Of Secrets only those that hold tokens of service accounts are asked for, and no value of any.
 */
export async function list(client: ApiClient, resource: ApiResource, namespace: string | undefined): Promise<Listed> {
  const isSecret = resource.group === '' && resource.resource === 'secrets'
  const query = new URLSearchParams({ limit: String(pageSize) })
  if (isSecret) query.set('fieldSelector', `type=${tokenType}`)
  for (let attempt = 1; ; attempt++) {
    try {
      const objects = await pages(client, pathOf(resource, namespace), query, isSecret ? metadataOnly : undefined)
      return { kind: 'objects', objects: objects.map((object) => typed(object, resource, isSecret)) }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.status !== 410 || attempt >= mostRestarts) return { kind: 'gap', reason: error.message }
    }
  }
}

const tokenType = 'kubernetes.io/service-account-token'

async function pages(
  client: ApiClient,
  path: string,
  query: URLSearchParams,
  accept: string | undefined,
): Promise<Readonly<Record<string, unknown>>[]> {
  const objects: Readonly<Record<string, unknown>>[] = []
  for (let token = ''; ; ) {
    const asked = new URLSearchParams(query)
    if (token !== '') asked.set('continue', token)
    const { items, metadata } = (await client.get(`${path}?${asked}`, accept)) as Page
    objects.push(...(items ?? []))
    token = metadata?.continue ?? ''
    if (token === '') return objects
  }
}

function pathOf({ group, version, resource, namespaced }: ApiResource, namespace: string | undefined): string {
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`
  return namespaced && namespace !== undefined
    ? `${root}/namespaces/${encodeURIComponent(namespace)}/${resource}`
    : `${root}/${resource}`
}

/** Items of a list leave their type out. Bookkeeping of the server that nobody wrote is left out too. */
function typed(
  object: Readonly<Record<string, unknown>>,
  { group, version, kind }: ApiResource,
  isSecret: boolean,
): Readonly<Record<string, unknown>> {
  const { apiVersion: _, kind: __, metadata, ...rest } = object
  return {
    apiVersion: group === '' ? version : `${group}/${version}`,
    kind,
    metadata: withoutBookkeeping(metadata),
    ...(isSecret && { type: tokenType }),
    ...rest,
  }
}

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

function withoutBookkeeping(metadata: unknown): unknown {
  if (metadata === null || typeof metadata !== 'object') return metadata
  const { managedFields: _, annotations, ...rest } = metadata as Readonly<Record<string, unknown>>
  if (annotations === null || typeof annotations !== 'object') return rest
  const { [lastApplied]: __, ...own } = annotations as Readonly<Record<string, unknown>>
  return { ...rest, annotations: own }
}

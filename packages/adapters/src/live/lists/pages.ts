import { isObject } from '@warrant/engine/cluster'
import { type ApiClient, ApiError } from '../client/index.ts'
import type { KindRequest } from './kind-request.ts'

const pageSize = 500
const mostRestarts = 3

/** A part of a list, or that what was given so far is void since the list begins anew. */
export type Page =
  | {
      readonly kind: 'page'
      readonly items: readonly Readonly<Record<string, unknown>>[]
      /** The list is of this resourceVersion; empty from a server that keeps none. */
      readonly version: string
    }
  | { readonly kind: 'anew' }

export interface PageOptions {
  readonly signal?: AbortSignal | undefined
  /**
   * Whether all pages must be of the same moment, as a watch needs that goes on from there. Otherwise, when the server
   * has forgotten that moment, the rest is read as it is by then, where the server offers it.
   */
  readonly isConsistent: boolean
}

interface List {
  readonly items: readonly Readonly<Record<string, unknown>>[]
  readonly token: string | undefined
  readonly version: string
}

/**
 * Lists a kind in pages. A list that takes so long that the server forgets its place is begun anew, and after a few times
 * asked for as a whole, as client-go does. Source: kubernetes/client-go tools/pager/pager.go.
 *
 * @throws ApiError for what the server refuses; WarrantError `cluster-unreachable`.
 */
export async function* pagesOf(
  client: ApiClient,
  request: KindRequest,
  { signal, isConsistent }: PageOptions,
): AsyncGenerator<Page, void, undefined> {
  let token: string | undefined
  for (let restarts = 0; ; ) {
    const limit = restarts < mostRestarts ? { limit: pageSize } : {}
    const path = request.listPath({ ...limit, ...(token !== undefined && { continue: token }) })
    let list: List
    try {
      list = listIn(await client.get(path, request.listAccept, signal))
    } catch (error) {
      if (!(error instanceof ApiError) || !error.isExpired || token === undefined) throw error
      const offered = isConsistent ? undefined : error.details.continue
      token = offered === token ? undefined : offered
      if (token !== undefined) continue
      if (restarts++ === mostRestarts) throw error
      yield { kind: 'anew' }
      continue
    }
    yield { kind: 'page', items: list.items, version: list.version }
    token = list.token
    if (token === undefined) return
  }
}

/** What is no list, with whatever status it comes, is not an empty one. */
function listIn(answer: unknown): List {
  const { items, metadata }: Readonly<Record<string, unknown>> = isObject(answer) ? answer : {}
  const isEmpty = items === null
  if (!isEmpty && !(Array.isArray(items) && items.every(isObject)))
    throw new ApiError(200, 'NoList', 'the server gives something else than a list')
  const { continue: token, resourceVersion: version }: Readonly<Record<string, unknown>> = isObject(metadata)
    ? metadata
    : {}
  return {
    items: isEmpty ? [] : items,
    token: typeof token === 'string' && token !== '' ? token : undefined,
    version: typeof version === 'string' ? version : '',
  }
}

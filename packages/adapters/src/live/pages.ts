import { type ApiClient, ApiError } from './client.ts'
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

interface Answer {
  readonly items?: readonly Readonly<Record<string, unknown>>[] | null
  readonly metadata?: { readonly continue?: string; readonly resourceVersion?: string }
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
    let answer: Answer
    try {
      answer = (await client.get(path, request.listAccept, signal)) ?? {}
    } catch (error) {
      if (!(error instanceof ApiError) || !error.isExpired || token === undefined) throw error
      const offered = isConsistent ? undefined : error.details.continue
      token = offered === token ? undefined : offered
      if (token !== undefined) continue
      if (restarts++ === mostRestarts) throw error
      yield { kind: 'anew' }
      continue
    }
    yield { kind: 'page', items: answer.items ?? [], version: answer.metadata?.resourceVersion ?? '' }
    token = answer.metadata?.continue === '' ? undefined : answer.metadata?.continue
    if (token === undefined) return
  }
}

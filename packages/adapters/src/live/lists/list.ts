import { type ApiClient, ApiError } from '../client/index.ts'
import type { ApiResource } from '../discovery/index.ts'
import { requestFor } from './kind-request.ts'
import { pagesOf } from './pages.ts'

/** Objects of a kind, or why they could not be read. */
export type Listed =
  | { readonly kind: 'objects'; readonly objects: readonly Readonly<Record<string, unknown>>[] }
  | { readonly kind: 'gap'; readonly reason: string }

export interface ListOptions {
  readonly signal?: AbortSignal | undefined
  /** Told after each page how many objects there are so far. */
  readonly onPage?: (objects: number) => void
}

/** Lists a kind, in all namespaces or in one. */
export async function list(
  client: ApiClient,
  resource: ApiResource,
  namespace: string | undefined,
  { signal, onPage }: ListOptions = {},
): Promise<Listed> {
  const request = requestFor(resource, namespace)
  const objects: Readonly<Record<string, unknown>>[] = []
  try {
    for await (const page of pagesOf(client, request, { signal, isConsistent: false })) {
      if (page.kind === 'anew') objects.length = 0
      else for (const item of page.items) objects.push(request.read(item))
      onPage?.(objects.length)
    }
    return { kind: 'objects', objects }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return { kind: 'gap', reason: error.message }
  }
}

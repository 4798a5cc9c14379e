import { type ApiError, errorOfStatus } from '../client/index.ts'

type KubernetesObject = Readonly<Record<string, unknown>>

/** What a line of a watch says. */
export type WatchLine =
  | { readonly type: 'exists' | 'gone' | 'bookmark'; readonly object: KubernetesObject; readonly version: string }
  | { readonly type: 'error'; readonly error: ApiError }
  | { readonly type: 'unreadable' }

const types: Readonly<Record<string, 'exists' | 'gone' | 'bookmark'>> = {
  ADDED: 'exists',
  MODIFIED: 'exists',
  DELETED: 'gone',
  BOOKMARK: 'bookmark',
}

/** Source: kubernetes/apimachinery pkg/watch/watch.go. */
export function readWatchLine(line: string): WatchLine {
  const { type = '', object } = parsed(line)
  if (type === 'ERROR') return { type: 'error', error: errorOfStatus(object) }
  const known = Object.hasOwn(types, type) ? types[type] : undefined
  if (known === undefined || typeof object !== 'object' || object === null) return { type: 'unreadable' }
  const { metadata } = object as { readonly metadata?: { readonly resourceVersion?: unknown } | null }
  const version = metadata?.resourceVersion
  return { type: known, object: object as KubernetesObject, version: typeof version === 'string' ? version : '' }
}

function parsed(line: string): { readonly type?: string; readonly object?: unknown } {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

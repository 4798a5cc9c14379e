import { fieldTerms } from './field-selector.ts'
import { isLabelSelector } from './label-selector.ts'
import { isInt64 } from './numbers.ts'
import type { RequestUrl } from './url.ts'

/** What the query of a request without a name decides about its attributes. */
export interface ListOptions {
  readonly watch: boolean
  /** The one name that a field selector asks for; empty when it asks for none, or for one that fits no URL. */
  readonly name: string
}

/**
 * Reads the query of a list. Where one of its parameters does not decode, no name is taken from it, and only `watch` counts.
 * Of a parameter that is given several times, the first counts.
 *
 * Sources: kubernetes/apiserver pkg/endpoints/request/requestinfo.go, kubernetes/apimachinery pkg/runtime/conversion.go
 */
export function listOptions(query: RequestUrl['query']): ListOptions {
  const first = (key: string) => query.get(key)?.[0]
  const watch = first('watch')
  const terms = fieldTerms(first('fieldSelector') ?? '')
  const decodes =
    isLabelSelector(first('labelSelector') ?? '') &&
    isInt64(first('timeoutSeconds') ?? '0') &&
    isInt64(first('limit') ?? '0')
  const name = decodes ? terms?.find(({ field, equals }) => field === 'metadata.name' && equals)?.value : undefined
  return {
    watch: watch !== undefined && watch !== '0' && watch.toLowerCase() !== 'false',
    name: name !== undefined && isPathSegment(name) ? name : '',
  }
}

function isPathSegment(name: string): boolean {
  return name !== '.' && name !== '..' && !/[/%]/.test(name)
}

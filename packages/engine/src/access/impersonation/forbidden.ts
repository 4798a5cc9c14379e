import type { AccessRequest } from '../objects.ts'
import { isResourceRequest } from '../rule.ts'

/**
 * What an API server answers to a request that is not allowed.
 *
 * Sources: kubernetes/apiserver pkg/endpoints/handlers/responsewriters/errors.go, kubernetes/apimachinery
 * pkg/api/errors/errors.go NewForbidden
 */
export function forbiddenMessage(request: AccessRequest, reason = ''): string {
  const { apiGroup = '', resource = '', name = '' } = request
  const because = reason === '' ? '' : `: ${reason}`
  const kind = apiGroup === '' ? resource : `${resource}.${apiGroup}`
  const what = [kind, name === '' ? '' : JSON.stringify(name), 'is'].filter((part) => part !== '').join(' ')
  return `${kind === '' ? '' : `${what} `}forbidden: ${sanitized(cannot(request))}${because}`
}

function cannot(request: AccessRequest): string {
  const { user, verb, apiGroup = '', resource = '', subresource = '', namespace = '', path = '' } = request
  const who = `User ${JSON.stringify(user.name ?? '')} cannot ${verb}`
  if (!isResourceRequest(request)) return `${who} path ${JSON.stringify(path)}`
  const what = JSON.stringify(subresource === '' ? resource : `${resource}/${subresource}`)
  const where = namespace === '' ? 'at the cluster scope' : `in the namespace ${JSON.stringify(namespace)}`
  return `${who} resource ${what} in API group ${JSON.stringify(apiGroup)} ${where}`
}

function sanitized(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

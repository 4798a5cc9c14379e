import { serviceAccountUser } from '../bindings.ts'
import { isDnsLabel, isDnsSubdomain } from '../names.ts'

/** Somebody as the API server knows them. */
export interface UserInfo {
  readonly name: string
  /** Empty when unknown. */
  readonly uid: string
  readonly groups: readonly string[]
  readonly extra: Readonly<Record<string, readonly string[]>>
}

export const anonymous = 'system:anonymous'
export const authenticated = 'system:authenticated'
export const unauthenticated = 'system:unauthenticated'

/** The service account that a user name stands for. Source: kubernetes/apiserver pkg/authentication/serviceaccount/util.go */
export function serviceAccountNamed(
  userName: string,
): { readonly namespace: string; readonly name: string } | undefined {
  const [, , namespace = '', name = ''] = userName.split(':')
  const isOne = isDnsLabel(namespace) && isDnsSubdomain(name) && userName === serviceAccountUser(namespace, name)
  return isOne ? { namespace, name } : undefined
}

const nodePrefix = 'system:node:'

/** The node that a user name stands for. Source: kubernetes/apiserver pkg/endpoints/filters/impersonation/mode.go */
export function nodeNamed(userName: string): string | undefined {
  if (!userName.startsWith(nodePrefix)) return undefined
  const name = userName.slice(nodePrefix.length)
  return isDnsSubdomain(name) ? name : undefined
}

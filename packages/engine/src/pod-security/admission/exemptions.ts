/** Whom Pod Security admission passes over, as the API server is configured. Names are exact: there are no patterns. */
export interface Exemptions {
  /** Of the user that sends the request; a controller sends those for its pods under its own name. */
  readonly usernames: readonly string[]
  readonly namespaces: readonly string[]
  readonly runtimeClasses: readonly string[]
}

/** Those that go by the pod itself, whoever makes it. */
export type PodExemptions = Pick<Exemptions, 'namespaces' | 'runtimeClasses'>

export const noExemptions: Exemptions = { usernames: [], namespaces: [], runtimeClasses: [] }

/** What an exemption goes by, as the audit annotation `exempt` says it. */
export type ExemptBy = 'namespace' | 'user' | 'runtimeClass'

/** Whether a namespace is exempt. An empty name never is; so it is for users and runtime classes. */
export function isExemptNamespace({ namespaces }: Exemptions, namespace: string): boolean {
  return namespace !== '' && namespaces.includes(namespace)
}

export function isExemptUser({ usernames }: Exemptions, user: string): boolean {
  return user !== '' && usernames.includes(user)
}

export function isExemptRuntimeClass({ runtimeClasses }: Exemptions, runtimeClass: string | undefined): boolean {
  return runtimeClass !== undefined && runtimeClass !== '' && runtimeClasses.includes(runtimeClass)
}

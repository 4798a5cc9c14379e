/** How dangerous something is that RBAC allows, worst first. */
export const dangers = ['critical', 'high', 'medium', 'low', 'none'] as const

export type Danger = (typeof dangers)[number]

/** Something dangerous that rules may add up to. */
export interface Power {
  readonly id: string
  /** What whoever holds it may do: follows `may`. */
  readonly may: string
  /**
   * The same where names limit it: the names follow. Where it matters what the names are of, by resource. Without, a limited
   * form is no power.
   */
  readonly mayNamed?: string | Readonly<Record<string, string>>
  /** Why that matters, in a few words. */
  readonly why: string
  /** How dangerous it is for the whole cluster. */
  readonly cluster: Danger
  /** How dangerous it is in one namespace; undefined where it has a meaning for the cluster only. */
  readonly namespace?: Danger
  /** How dangerous it is when names limit it. `roles`: as dangerous as the roles that are named. */
  readonly named?: { readonly cluster: Danger; readonly namespace?: Danger } | 'roles'
  /** The only namespace that it is about. */
  readonly only?: string
  /** Powers that need no word beside it. */
  readonly implies?: readonly string[]
  /**
   * Any of these ways; each needs all its requests. A request is `verbs resources names`: any of the verbs on any of the
   * resources. Without names it is about every object, or about none where such requests have no name. Names: `=a|b` one of
   * these, `=~` any at all, `=*` every one by name, `=` a request without a name. `@namespace` behind asks of a resource
   * without namespace as of one in the namespace.
   */
  readonly ways: readonly (readonly string[])[]
}

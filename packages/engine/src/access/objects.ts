/** Objects of rbac.authorization.k8s.io as the API has them. Every list may be missing or null, and grants nothing then. */

export interface PolicyRule {
  readonly verbs?: readonly string[] | null | undefined
  readonly apiGroups?: readonly string[] | null | undefined
  readonly resources?: readonly string[] | null | undefined
  readonly resourceNames?: readonly string[] | null | undefined
  readonly nonResourceURLs?: readonly string[] | null | undefined
}

export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>> | null | undefined
  readonly matchExpressions?:
    | readonly { readonly key?: string; readonly operator?: string; readonly values?: readonly string[] | null }[]
    | null
}

export interface RoleObject {
  readonly metadata?: {
    readonly name?: string | undefined
    readonly namespace?: string | undefined
    readonly labels?: Readonly<Record<string, string>> | null | undefined
    readonly annotations?: Readonly<Record<string, string>> | null | undefined
  }
  readonly rules?: readonly PolicyRule[] | null | undefined
}

export interface ClusterRoleObject extends RoleObject {
  readonly aggregationRule?: { readonly clusterRoleSelectors?: readonly LabelSelector[] | null } | null
}

export interface Subject {
  readonly kind?: string | undefined
  readonly name?: string | undefined
  readonly namespace?: string | undefined
  readonly apiGroup?: string | undefined
}

export interface BindingObject {
  readonly metadata?: {
    readonly name?: string | undefined
    readonly namespace?: string | undefined
    readonly annotations?: Readonly<Record<string, string>> | null | undefined
  }
  readonly subjects?: readonly Subject[] | null | undefined
  readonly roleRef?: { readonly kind?: string; readonly name?: string; readonly apiGroup?: string } | undefined
}

/** All that role-based access control decides by. A list that is missing is empty. */
export interface RbacObjects {
  readonly roles?: readonly RoleObject[] | undefined
  readonly clusterRoles?: readonly ClusterRoleObject[] | undefined
  readonly roleBindings?: readonly BindingObject[] | undefined
  readonly clusterRoleBindings?: readonly BindingObject[] | undefined
}

/** Who asks. */
export interface User {
  readonly name?: string | undefined
  readonly groups?: readonly string[] | undefined
}

/** What is asked of the API server. Empty and missing mean the same. */
export interface AccessRequest {
  readonly user: User
  readonly verb: string
  /** Empty for the core group. */
  readonly apiGroup?: string | undefined
  /** Plural name, as in URLs. */
  readonly resource?: string | undefined
  readonly subresource?: string | undefined
  readonly name?: string | undefined
  /** Empty for cluster-scoped requests, and for those across all namespaces. */
  readonly namespace?: string | undefined
  /** For requests that are about no resource, such as /healthz. */
  readonly path?: string | undefined
  /** Whether it is about a resource; so it is, unless a path is given and no resource. */
  readonly resourceRequest?: boolean | undefined
}

/** A request by anybody. */
export type AccessQuery = Omit<AccessRequest, 'user'>

/** Something as it may be given from outside: null, wherever it stands, is not given, as it is for the API server. */
export type Given<T> = (T extends object ? { readonly [Key in keyof T]: Given<T[Key]> } : T) | null | undefined

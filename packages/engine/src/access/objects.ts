/** Objects of rbac.authorization.k8s.io as the API has them. Every list may be missing or null, and grants nothing then. */

export interface PolicyRule {
  readonly verbs?: readonly string[] | null
  readonly apiGroups?: readonly string[] | null
  readonly resources?: readonly string[] | null
  readonly resourceNames?: readonly string[] | null
  readonly nonResourceURLs?: readonly string[] | null
}

export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>> | null
  readonly matchExpressions?:
    | readonly { readonly key?: string; readonly operator?: string; readonly values?: readonly string[] | null }[]
    | null
}

export interface RoleObject {
  readonly metadata?: {
    readonly name?: string
    readonly namespace?: string
    readonly labels?: Readonly<Record<string, string>> | null
  }
  readonly rules?: readonly PolicyRule[] | null
}

export interface ClusterRoleObject extends RoleObject {
  readonly aggregationRule?: { readonly clusterRoleSelectors?: readonly LabelSelector[] | null } | null
}

export interface Subject {
  readonly kind?: string
  readonly name?: string
  readonly namespace?: string
  readonly apiGroup?: string
}

export interface BindingObject {
  readonly metadata?: { readonly name?: string; readonly namespace?: string }
  readonly subjects?: readonly Subject[] | null
  readonly roleRef?: { readonly kind?: string; readonly name?: string; readonly apiGroup?: string }
}

/** All that role-based access control decides by. A list that is missing is empty. */
export interface RbacObjects {
  readonly roles?: readonly RoleObject[]
  readonly clusterRoles?: readonly ClusterRoleObject[]
  readonly roleBindings?: readonly BindingObject[]
  readonly clusterRoleBindings?: readonly BindingObject[]
}

/** Who asks. */
export interface User {
  readonly name?: string
  readonly groups?: readonly string[]
}

/** What is asked of the API server. Empty and missing mean the same. */
export interface AccessRequest {
  readonly user: User
  readonly verb: string
  /** Empty for the core group. */
  readonly apiGroup?: string
  /** Plural name, as in URLs. */
  readonly resource?: string
  readonly subresource?: string
  readonly name?: string
  /** Empty for cluster-scoped requests, and for those across all namespaces. */
  readonly namespace?: string
  /** For requests that are about no resource, such as /healthz. */
  readonly path?: string
  /** Whether it is about a resource; so it is, unless a path is given and no resource. */
  readonly resourceRequest?: boolean
}

/** A request by anybody. */
export type AccessQuery = Omit<AccessRequest, 'user'>

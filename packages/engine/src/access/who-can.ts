import type { Binding, Rbac } from './bindings.ts'
import type { AccessQuery, Given, PolicyRule, RbacObjects, Subject, User } from './objects.ts'
import { rbacOf } from './rbac-of.ts'
import { PreparedRequest } from './rule.ts'

/** A subject that may do something, and what lets it. */
export interface Holder {
  readonly subject: Subject
  readonly binding: Binding
  readonly rule: PolicyRule
}

/**
 * Everybody whom a binding allows a request, in the order of the bindings; a subject comes once for each binding. Members
 * of system:masters may do everything besides, and no object says who they are.
 */
export function whoCan(objects: Given<RbacObjects> | Rbac, query: Given<AccessQuery>): Holder[] {
  const request = new PreparedRequest(query)
  return rbacOf(objects)
    .scopesFor(query?.namespace)
    .flatMap(({ bindings }) => bindings)
    .flatMap((binding) => {
      const rule = binding.list.rules[binding.list.firstFor(request)]
      if (rule === undefined) return []
      return binding.subjects.filter(isSomebody(binding)).map((subject) => ({ subject, binding, rule }))
    })
}

/** A service account without a namespace in a ClusterRoleBinding is nobody, and so is a subject of another kind. */
export function isSomebody({ namespace: bindingNamespace }: Binding): (subject: Subject) => boolean {
  return ({ kind, namespace }) => {
    if (kind === 'ServiceAccount') return (namespace || bindingNamespace) !== ''
    return kind === 'User' || kind === 'Group'
  }
}

/** Whom a binding gives something; a member of system:masters is allowed everything without it. */
export function holdersIn(binding: Binding): readonly Subject[] {
  const somebody = isSomebody(binding)
  return binding.subjects.filter((subject) => somebody(subject) && !isMasters(subject))
}

/** Whether a subject is the group whose members are allowed everything before any authorizer is asked. */
export function isMasters({ kind, name }: Subject): boolean {
  return kind === 'Group' && name === 'system:masters'
}

/** A rule that somebody holds, and where from. */
export interface HeldRule {
  readonly rule: PolicyRule
  readonly binding: Binding
  readonly subject: Subject
}

/**
 * The rules that a user holds in a namespace, or in none of them when it is empty, in the order in which they are visited.
 *
 * Source: kubernetes/kubernetes pkg/registry/rbac/validation/rule.go, RulesFor
 */
export function rulesFor(objects: Given<RbacObjects> | Rbac, user: Given<User>, namespace = ''): HeldRule[] {
  return rbacOf(objects)
    .scopesFor(namespace)
    .flatMap((scope) => {
      const applications = new Map<Binding, number>()
      for (const { binding, subject } of scope.listsFor(user).flatMap(({ all }) => all))
        applications.set(binding, Math.min(subject, applications.get(binding) ?? subject))
      return [...applications]
        .sort(([a], [b]) => a.order - b.order)
        .flatMap(([binding, subject]) =>
          binding.list.rules.map((rule) => ({ rule, binding, subject: binding.subjects[subject] ?? {} })),
        )
    })
}

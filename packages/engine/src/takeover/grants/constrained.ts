import {
  type Binding,
  type ClusterAccess,
  namesAllowed,
  type PolicyRule,
  RuleList,
  type Subject,
} from '../../access/index.ts'
import { everywhere, masters, type Who, whoKey, whoText } from '../graph/index.ts'
import { commonRule } from './common-rules.ts'
import { isEverything } from './rule-hits.ts'
import { groupsOf, peopleIn, whoOf } from './who.ts'

/** Ways to impersonate that may be limited to some requests, by whom, with the resource that stands for them. */
export const constrainedModes = {
  'user-info': { User: 'users', Group: 'groups', ServiceAccount: undefined },
  serviceaccount: { User: undefined, Group: undefined, ServiceAccount: 'serviceaccounts' },
} as const

export type ConstrainedMode = keyof typeof constrainedModes

/** Somebody who may make some requests as another. */
export interface Constrained {
  readonly mode: ConstrainedMode
  readonly by: Who
  readonly as: Who
  /** Stands for the other, as far as the requests go; nobody is called so, as names hold no spaces. */
  readonly limited: Who
  /** What the other's bindings give to that. */
  readonly bindings: readonly Binding[]
}

interface Held {
  readonly rule: PolicyRule
  readonly scope: string
}

/**
 * Whom the input lets make requests as another, constrained: what each may do is what both `impersonate-on` and the other's
 * own rules allow. Whoever holds everything needs nobody else's rights and is left out.
 *
 * Source: kubernetes/apiserver pkg/endpoints/filters/impersonation/mode.go
 */
export function constrainedIn({ rbac }: ClusterAccess): Constrained[] {
  const bindings = rbac.bindings.filter(({ problem }) => problem === undefined)
  // Rarely is anything granted so, and most clusters are done with here.
  const isOn = ({ verbs }: PolicyRule) => verbs?.some((verb) => verb.startsWith('impersonate-on:')) === true
  const requesters = unique(bindings.filter(({ list }) => list.rules.some(isOn)).flatMap(peopleIn))
  if (requesters.length === 0) return []
  const bindingsOf = bindingsByWho(bindings)
  const others = unique(bindings.flatMap(peopleIn)).filter(({ kind, name }) => kind !== 'Group' || name !== masters)
  return requesters.flatMap((by) => {
    const own = new Set([by, ...groupsOf(by)].flatMap((who) => bindingsOf(who).map(({ binding }) => binding)))
    const held = [...own].flatMap(({ list, namespace }) =>
      list.rules.filter((rule) => !isEverything(rule)).map((rule): Held => ({ rule, scope: namespace || everywhere })),
    )
    return (Object.keys(constrainedModes) as ConstrainedMode[]).flatMap((mode) => {
      const limit = limiter(by, mode, held)
      return others
        .filter((as) => whoKey(as) !== whoKey(by) && mayImpersonate(held, mode, as))
        .flatMap((as): Constrained[] => {
          const name = `${whoText(as)}, as impersonate-on:${mode} lets ${whoText(by)}`
          const theirs = [as, ...groupsOf(as)].flatMap(bindingsOf).filter(({ binding }) => !own.has(binding))
          const given = theirs.flatMap(({ binding, subject }) => limit(binding, subject, name))
          return given.length === 0 ? [] : [{ mode, by, as, limited: { kind: 'User', name }, bindings: given }]
        })
    })
  })
}

/** A name goes with groups; any will do. Users of service accounts and nodes have modes of their own. */
function mayImpersonate(held: readonly Held[], mode: ConstrainedMode, as: Who): boolean {
  const resource = constrainedModes[mode][as.kind]
  if (resource === undefined || (as.kind === 'User' && as.name.startsWith('system:node:'))) return false
  const may = (plural: string, name?: string) =>
    held.some(({ rule, scope }) => {
      if (scope !== everywhere && (as.kind !== 'ServiceAccount' || scope !== as.namespace)) return false
      const query = {
        verb: `impersonate:${mode}`,
        apiGroup: 'authentication.k8s.io',
        resource: plural,
        subresource: '',
      }
      const names = namesAllowed(rule, query)
      return names === undefined || (name === undefined ? names.length > 0 : names.includes(name))
    })
  return may(resource, as.name) && (as.kind !== 'Group' || may('users'))
}

/** What is left of a binding of the other: everywhere, or where `impersonate-on` is granted. */
function limiter(by: Who, mode: ConstrainedMode, held: readonly Held[]) {
  const scopes = [...Map.groupBy(held, ({ scope }) => scope)].flatMap(([scope, own]) => {
    const on = own.flatMap(({ rule }) => requestsOn(rule, mode))
    return on.length === 0 ? [] : [{ scope, on, known: new Map<RuleList, RuleList>() }]
  })
  return (binding: Binding, subject: number, name: string): Binding[] =>
    scopes.flatMap(({ scope, on, known }): Binding[] => {
      if (scope !== everywhere && binding.namespace !== '' && scope !== binding.namespace) return []
      let list = known.get(binding.list)
      if (list === undefined) known.set(binding.list, (list = new RuleList(inCommon(binding.list.rules, on))))
      if (list.rules.length === 0) return []
      const subjects = binding.subjects.map((_, i): Subject => (i === subject ? { kind: 'User', name } : {}))
      const where = scope === everywhere ? '' : ` in ${scope}`
      const role = {
        kind: binding.role.kind,
        name: `${binding.role.name}, as far as impersonate-on:${mode} lets ${whoText(by)} use it${where}`,
      }
      const place = scope === everywhere ? {} : ({ kind: 'RoleBinding', namespace: scope } as const)
      return [{ ...binding, ...place, role, target: undefined, list, subjects }]
    })
}

/** What the API server asks about while it serves a request: of the other alone, whatever `impersonate-on` says. */
const besides: PolicyRule = {
  verbs: ['approve', 'attest', 'bind', 'escalate', 'sign', 'use'],
  apiGroups: ['*'],
  resources: ['*'],
}

function inCommon(rules: readonly PolicyRule[], on: readonly PolicyRule[]): PolicyRule[] {
  const common = rules.flatMap((rule) => on.flatMap((each) => commonRule(each, rule) ?? []))
  return common.length === 0 ? [] : [...common, ...rules.flatMap((rule) => commonRule(besides, rule) ?? [])]
}

const requestVerbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection']

/** The requests that a rule lets be made as another. A star behind the mode is no pattern: no request has that verb. */
function requestsOn(rule: PolicyRule, mode: ConstrainedMode): PolicyRule[] {
  const held = new Set(rule.verbs ?? [])
  const verbs = requestVerbs.filter((verb) => held.has('*') || held.has(`impersonate-on:${mode}:${verb}`))
  return verbs.length === 0 ? [] : [{ ...rule, verbs }]
}

function bindingsByWho(bindings: readonly Binding[]) {
  const found = new Map<string, { readonly binding: Binding; readonly subject: number }[]>()
  for (const binding of bindings) {
    for (const [subject, each] of binding.subjects.entries()) {
      const who = whoOf(each, binding.namespace)
      if (who === undefined) continue
      const known = found.get(whoKey(who))
      if (known) known.push({ binding, subject })
      else found.set(whoKey(who), [{ binding, subject }])
    }
  }
  return (who: Who) => found.get(whoKey(who)) ?? []
}

function unique(people: readonly Who[]): Who[] {
  return [...new Map(people.map((who) => [whoKey(who), who])).values()]
}

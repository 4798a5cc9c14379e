import { accountOfUser, type Binding, type Rbac, serviceAccountUser, userOfServiceAccount } from './bindings.ts'
import type { Subject, User } from './objects.ts'

/** Who can be granted something. */
export interface Identity {
  readonly kind: 'ServiceAccount' | 'User' | 'Group'
  /** Of a service account. */
  readonly namespace: string | undefined
  readonly name: string
}

/** A binding that names somebody. */
export interface IdentityBinding {
  readonly binding: Binding
  readonly subject: Subject
}

/** The identity that a subject stands for; a user with the name of a service account is that account. */
export function identityOf({ kind, name = '', namespace }: Subject, bindingNamespace: string): Identity | undefined {
  if (kind === 'Group') return { kind, namespace: undefined, name }
  if (kind === 'User') {
    const account = accountOfUser(name)
    return account ? { kind: 'ServiceAccount', ...account } : { kind, namespace: undefined, name }
  }
  const of = namespace || bindingNamespace
  return kind === 'ServiceAccount' && of !== '' ? { kind, namespace: of, name } : undefined
}

export function identityKey({ kind, namespace = '', name }: Identity): string {
  return `${kind}\0${namespace}\0${name}`
}

/** An identity as one that asks: with the groups that it has in any case. */
export function userOfIdentity({ kind, namespace = '', name }: Identity): Required<User> {
  if (kind === 'ServiceAccount') return userOfServiceAccount(namespace, name)
  if (kind === 'Group') return { name: '', groups: [name] }
  if (name === 'system:anonymous') return { name, groups: ['system:unauthenticated'] }
  return { name, groups: ['system:authenticated', ...(name.startsWith('system:node:') ? ['system:nodes'] : [])] }
}

/** Whether everybody is it, or whoever gets into some namespace. */
export function isEverybody({ kind, name }: Identity): boolean {
  if (kind === 'User') return name === 'system:anonymous'
  return kind === 'Group' && /^system:(un)?authenticated$|^system:serviceaccounts(:|$)/.test(name)
}

/** Bindings by whom they name. */
export class BindingsByIdentity {
  readonly #users = new Map<string, IdentityBinding[]>()
  readonly #groups = new Map<string, IdentityBinding[]>()
  /** Everybody whom a binding names. */
  readonly identities: ReadonlyMap<string, Identity>

  constructor(rbac: Rbac) {
    const identities = new Map<string, Identity>()
    for (const binding of rbac.bindings) {
      for (const subject of binding.subjects) {
        const identity = identityOf(subject, binding.namespace)
        if (identity === undefined) continue
        const key = identityKey(identity)
        if (!identities.has(key)) identities.set(key, identity)
        const index = identity.kind === 'Group' ? this.#groups : this.#users
        const name = userName(identity)
        const list = index.get(name)
        if (list === undefined) index.set(name, [{ binding, subject }])
        else if (list.at(-1)?.binding !== binding) list.push({ binding, subject })
      }
    }
    this.identities = identities
  }

  /** The bindings that name an identity itself. */
  of(identity: Identity): readonly IdentityBinding[] {
    const index = identity.kind === 'Group' ? this.#groups : this.#users
    return index.get(userName(identity)) ?? []
  }

  /** The groups of an identity that a binding names. */
  groupsOf(identity: Identity): string[] {
    return identity.kind === 'Group' ? [] : userOfIdentity(identity).groups.filter((group) => this.#groups.has(group))
  }
}

function userName({ kind, namespace = '', name }: Identity): string {
  return kind === 'ServiceAccount' ? serviceAccountUser(namespace, name) : name
}

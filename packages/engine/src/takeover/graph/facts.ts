import type { Place, Spot } from '../world/index.ts'

/** Somebody who sends requests. */
export type Who =
  | { readonly kind: 'ServiceAccount'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'User'; readonly name: string }
  | { readonly kind: 'Group'; readonly name: string }

/** Everything of the cluster at once, where a namespace could stand. */
export const everywhere = '*'

/** Each namespace by itself, where a namespace could stand: what bindings in all of them give, and none of the cluster. */
export const inEach = '* each'

/** A namespace that the intruder makes; no other is called so, as names hold no spaces. */
export const newNamespace = 'a new namespace'

/** What an intruder has. Facts are told apart by their key alone. */
export type Fact = { readonly key: string } & (
  | { readonly kind: 'code'; readonly spot: Spot }
  /** Root on a node; without a node, on any that the intruder likes. */
  | { readonly kind: 'node'; readonly place: Place | undefined }
  /** Every file of a node, for reading. */
  | { readonly kind: 'node-files'; readonly place: Place }
  /** The tokens and Secrets that the kubelet laid out for the pods of a node. */
  | { readonly kind: 'pod-files'; readonly place: Place }
  /** The client key of a node's kubelet. */
  | { readonly kind: 'kubelet-key'; readonly place: Place }
  /** A place outside the cluster, from where what is exposed is reached. */
  | { readonly kind: 'outside' }
  | { readonly kind: 'identity'; readonly who: Who }
  /** Rules of a role, in a namespace or everywhere. */
  | { readonly kind: 'role'; readonly role: string; readonly scope: string }
  | { readonly kind: 'can'; readonly words: string; readonly scope: string }
  /** Code in any pod of a namespace. */
  | { readonly kind: 'pods'; readonly scope: string }
  /** Acting as any service account of a namespace. */
  | { readonly kind: 'accounts'; readonly scope: string }
  /** Making pods at will in a namespace, as far as its admission lets them through. */
  | { readonly kind: 'makes-pods'; readonly scope: string }
  | { readonly kind: 'secrets'; readonly scope: string }
  | { readonly kind: 'secret'; readonly namespace: string; readonly name: string }
  /** A namespace whose admission the intruder has opened. */
  | { readonly kind: 'unguarded'; readonly scope: string }
  | { readonly kind: 'namespace-admin'; readonly scope: string }
  | { readonly kind: 'cluster-admin' }
  /** Something worth having that leads no further in this model. */
  | { readonly kind: 'effect'; readonly words: string }
)

export const clusterAdmin: Fact = { kind: 'cluster-admin', key: 'cluster-admin' }

/** The group that is let through before any authorizer is asked. */
export const masters = 'system:masters'

export function code(spot: Spot): Fact {
  return { kind: 'code', key: `code ${spot.id}`, spot }
}

/** Root on a node; on any node when none is given. */
export function nodeRoot(place?: Place): Fact {
  return { kind: 'node', key: `node ${place?.name ?? everywhere}`, place }
}

export function nodeFiles(place: Place): Fact {
  return { kind: 'node-files', key: `node-files ${place.name}`, place }
}

export function podFiles(place: Place): Fact {
  return { kind: 'pod-files', key: `pod-files ${place.name}`, place }
}

export function kubeletKey(place: Place): Fact {
  return { kind: 'kubelet-key', key: `kubelet-key ${place.name}`, place }
}

export const outside: Fact = { kind: 'outside', key: 'outside' }

export function identity(who: Who): Fact {
  return { kind: 'identity', key: `as ${whoKey(who)}`, who }
}

export function account(namespace: string, name: string): Fact {
  return identity({ kind: 'ServiceAccount', namespace, name })
}

export function holdsRole(role: string, scope: string): Fact {
  return { kind: 'role', key: `role ${role} ${scope}`, role, scope }
}

/**
 * A role that the intruder may give to whomever it has, so that what it allows counts together with whatever else any of
 * them may do.
 */
export function takesRole(role: string, scope: string): Fact {
  return { kind: 'role', key: `taken role ${role} ${scope}`, role, scope }
}

export function pods(scope: string): Fact {
  return { kind: 'pods', key: `pods ${scope}`, scope }
}

export function accounts(scope: string): Fact {
  return { kind: 'accounts', key: `accounts ${scope}`, scope }
}

export function makesPods(scope: string): Fact {
  return { kind: 'makes-pods', key: `makes-pods ${scope}`, scope }
}

/** All Secrets of a namespace, or of the cluster. */
export function secrets(scope: string): Fact {
  return { kind: 'secrets', key: `secrets ${scope}`, scope }
}

export function secret(namespace: string, name: string): Fact {
  return { kind: 'secret', key: `secret ${namespace}/${name}`, namespace, name }
}

export function unguarded(scope: string): Fact {
  return { kind: 'unguarded', key: `unguarded ${scope}`, scope }
}

export function namespaceAdmin(scope: string): Fact {
  return { kind: 'namespace-admin', key: `namespace-admin ${scope}`, scope }
}

/** Something that leads no further, said in words, such as `the traffic of Services in shop`. */
export function effect(words: string): Fact {
  return { kind: 'effect', key: `effect ${words}`, words }
}

export function whoKey(who: Who): string {
  return who.kind === 'ServiceAccount' ? `ServiceAccount ${who.namespace}/${who.name}` : `${who.kind} ${who.name}`
}

/** Somebody in words. */
export function whoText(who: Who): string {
  if (who.kind === 'ServiceAccount') return `service account ${who.namespace}/${who.name}`
  return `${who.kind.toLowerCase()} ${who.name}`
}

/** A namespace, or all of them, in words: `in shop`, `in every namespace`. */
export function scopeText(scope: string): string {
  return scope === everywhere || scope === inEach ? 'in every namespace' : `in ${scope}`
}

type KubernetesObject = Readonly<Record<string, unknown>>

/** What became of an object. */
export type Change =
  | { readonly type: 'added' | 'changed'; readonly object: KubernetesObject }
  | {
      readonly type: 'deleted'
      readonly object: KubernetesObject
      /** Whether the object is as it was last; otherwise only its kind, name and uid are known, as nobody saw it go. */
      readonly isFinalState: boolean
    }

interface Mark {
  readonly uid: string
  readonly version: string
}

interface Identity extends Mark {
  readonly key: string
}

/**
 * Which objects of a kind there are, and in which version: enough to tell what changed while nobody watched, and to tell
 * nothing twice.
 */
export class Known {
  #marks = new Map<string, Mark>()
  /** Marks from before a list that have not been met in it yet. */
  #unmet = new Map<string, Mark>()

  /** Begins to compare with a list; also one that begins anew. */
  beginList(): void {
    for (const [key, mark] of this.#marks) this.#unmet.set(key, mark)
    this.#marks = new Map()
  }

  /** An object that exists, by a list or a watch. */
  *see(object: KubernetesObject): Generator<Change, void, undefined> {
    const { key, uid, version } = identityOf(object)
    const mark = this.#marks.get(key) ?? this.#unmet.get(key)
    this.#unmet.delete(key)
    this.#marks.set(key, { uid, version })
    if (mark === undefined) return yield { type: 'added', object }
    if (mark.uid !== uid) {
      yield { type: 'deleted', object: remains(object, key, mark), isFinalState: false }
      return yield { type: 'added', object }
    }
    // A server that gives no versions leaves open whether anything changed.
    if (mark.version !== version || version === '') yield { type: 'changed', object }
  }

  /** An object that a watch saw go. */
  *lose(object: KubernetesObject): Generator<Change, void, undefined> {
    const { key, uid } = identityOf(object)
    if (this.#marks.get(key)?.uid !== uid) return
    this.#marks.delete(key)
    yield { type: 'deleted', object, isFinalState: true }
  }

  /** Ends the comparison with a list: what was not met in it is gone. */
  *endList(like: KubernetesObject): Generator<Change, void, undefined> {
    const unmet = this.#unmet
    this.#unmet = new Map()
    for (const [key, mark] of unmet) yield { type: 'deleted', object: remains(like, key, mark), isFinalState: false }
  }
}

function identityOf({ metadata }: KubernetesObject): Identity {
  const { namespace, name, uid, resourceVersion } = (metadata ?? {}) as Readonly<Record<string, unknown>>
  const place = typeof namespace === 'string' ? `${namespace}/` : ''
  return { key: `${place}${text(name)}`, uid: text(uid), version: text(resourceVersion) }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** What is left of an object of which only the mark is known. No name has a slash in it. */
function remains({ apiVersion, kind }: KubernetesObject, key: string, { uid }: Mark): KubernetesObject {
  const slash = key.indexOf('/')
  const place = slash === -1 ? {} : { namespace: key.slice(0, slash) }
  return { apiVersion, kind, metadata: { ...place, name: key.slice(slash + 1), uid } }
}

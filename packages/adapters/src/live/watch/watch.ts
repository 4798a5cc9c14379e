import { setTimeout as sleep } from 'node:timers/promises'
import type { ApiClient } from '../client/index.ts'
import type { ApiResource } from '../discovery/index.ts'
import { type KindRequest, pagesOf, requestFor } from '../lists/index.ts'
import { Backoff } from './backoff.ts'
import { type Change, Known } from './known.ts'
import { failureInside, failureOf, type WatchFailure } from './watch-failure.ts'
import { readWatchLine } from './watch-line.ts'

/** What happens to the objects of a kind, or to the sight of them. */
export type WatchEvent =
  | Change
  /** All that there is has been told: after each list, and after a gap when the server says that nothing is left out. */
  | { readonly type: 'synced' }
  /** Changes may go unseen, until the next `synced`. */
  | { readonly type: 'gap'; readonly reason: string }

export interface WatchOptions {
  readonly namespace?: string | undefined
  /** Only names, labels, annotations and the like, which saves where no more is wanted. */
  readonly isMetadataOnly?: boolean | undefined
  /** Ends the watch. */
  readonly signal?: AbortSignal | undefined
  /** Numbers from 0 to 1 that spread out what many clients would do at once. */
  readonly random?: (() => number) | undefined
  readonly timing?: Partial<WatchTiming> | undefined
}

/** Milliseconds, but for the seconds that the server is told. */
export interface WatchTiming {
  /** How long the server is asked to keep a stream open: so long, up to twice as long. */
  readonly timeoutSeconds: number
  /** How much longer than that a stream may be silent. */
  readonly grace: number
  /** A stream that ends sooner, with nothing in it, is a failure. */
  readonly shortest: number
  /** The longest wait for a server that does not answer. */
  readonly longestWait: number
  /** The longest wait where the server refuses. */
  readonly refusedWait: number
}

/** Source of the time that a stream stays open: kubernetes/client-go tools/cache/reflector.go. */
const usual: WatchTiming = {
  timeoutSeconds: 300,
  grace: 15_000,
  shortest: 1000,
  longestWait: 30_000,
  refusedWait: 300_000,
}

/** Failures in a row after which a gap is told, and errors in the stream after which a list is made. */
const untilGap = 5
const untilList = 3

/**
 * Lists a kind and then tells what changes, until the signal ends it; it never throws. After a break it goes on where it
 * was: no change is lost or told twice. Where the server has forgotten that place, it lists again and tells the difference;
 * what came and went meanwhile is not known. Memory holds the name, uid and version of each object and nothing else, and
 * the next event is read only when it is asked for.
 *
 * The resource may be a function, for one whose served version may change.
 */
export function watch(
  client: ApiClient,
  resource: ApiResource | (() => ApiResource),
  options: WatchOptions = {},
): AsyncGenerator<WatchEvent, void, undefined> {
  return new Watcher(client, typeof resource === 'function' ? resource : () => resource, options).run()
}

type Events<T> = AsyncGenerator<WatchEvent, T, undefined>

class Watcher {
  readonly #client: ApiClient
  readonly #resource: () => ApiResource
  readonly #options: WatchOptions
  readonly #timing: WatchTiming
  readonly #random: () => number
  readonly #backoff: Backoff
  readonly #known = new Known()
  /** All up to here has been told; undefined before the first list, and where the server does not go on from it. */
  #version: string | undefined
  /** Why changes may go unseen at present. */
  #gap: string | undefined
  #hasListed = false

  constructor(client: ApiClient, resource: () => ApiResource, options: WatchOptions) {
    this.#client = client
    this.#resource = resource
    this.#options = options
    this.#timing = { ...usual, ...options.timing }
    this.#random = options.random ?? Math.random
    this.#backoff = new Backoff(this.#random)
  }

  async *run(): Events<void> {
    const { signal, namespace, isMetadataOnly } = this.#options
    const isOver = () => signal?.aborted === true
    while (!isOver()) {
      const request = requestFor(this.#resource(), namespace, isMetadataOnly)
      let failure: WatchFailure | undefined
      try {
        this.#version ??= yield* this.#list(request)
        failure = yield* this.#follow(request, this.#version)
      } catch (error) {
        failure = failureOf(error)
      }
      // Without versions there is no place to go on from.
      if (this.#version === '') this.#version = undefined
      if (failure === undefined) this.#backoff.reset()
      else if (!isOver()) {
        const wait = this.#afterFailure(failure)
        if (failure.kind === 'refused' || this.#backoff.failures >= untilGap) yield* this.#lose(failure.reason)
        await sleep(wait, undefined, { signal }).catch(() => undefined)
      }
    }
  }

  /** Tells all objects that are new or changed, then those that are gone; gives the version of the list. */
  async *#list(request: KindRequest): Events<string> {
    let version = ''
    this.#known.beginList()
    for await (const page of pagesOf(this.#client, request, { signal: this.#options.signal, isConsistent: true })) {
      if (page.kind === 'anew') {
        this.#known.beginList()
        continue
      }
      for (const item of page.items) yield* this.#known.see(request.read(item))
      version = page.version
    }
    yield* this.#known.endList(request.read({}))
    this.#hasListed = true
    this.#gap = undefined
    yield { type: 'synced' }
    return version
  }

  /** Tells what happens from a version on, until the stream ends; gives what was wrong with it, if anything was. */
  async *#follow(request: KindRequest, from: string): Events<WatchFailure | undefined> {
    const { timeoutSeconds, grace, shortest } = this.#timing
    const { signal } = this.#options
    const seconds = Math.ceil(timeoutSeconds * (1 + this.#random()))
    const stalledAfter = seconds * 1000 + grace
    const began = performance.now()
    let isEmpty = true
    const lines = this.#client.follow(request.watchPath(from, seconds), request.watchAccept, { stalledAfter, signal })
    for await (const text of lines) {
      if (signal?.aborted) return undefined
      const line = readWatchLine(text)
      if (line.type === 'error') return failureInside(line.error)
      if (line.type === 'unreadable') return unreadable
      isEmpty = false
      this.#backoff.reset()
      if (line.version !== '') this.#version = line.version
      if (line.type === 'bookmark') yield* this.#regain()
      else if (line.type === 'exists') yield* this.#known.see(request.read(line.object))
      else yield* this.#known.lose(request.read(line.object))
    }
    if (isEmpty && performance.now() - began < shortest) return empty
    return yield* this.#regain()
  }

  /** Decides whether the place in the history is still good; gives milliseconds to wait. */
  #afterFailure(failure: WatchFailure): number {
    const { longestWait, refusedWait } = this.#timing
    const isFirst = this.#backoff.failures === 0
    if (failure.kind === 'expired') {
      this.#version = undefined
      const wait = this.#backoff.next(longestWait)
      return isFirst ? 0 : wait
    }
    if (failure.kind === 'refused') {
      // A kind that may be listed and not watched is at least compared each time.
      this.#version = undefined
      const wait = this.#backoff.next(refusedWait)
      // What was granted before may be so again soon: a server that starts may not know all its rules yet.
      return this.#hasListed ? wait : this.#backoff.spread(refusedWait)
    }
    const wait = this.#backoff.next(longestWait)
    if (failure.isInside && this.#backoff.failures >= untilList) this.#version = undefined
    return Math.max(wait, Math.min(failure.retryAfter, refusedWait))
  }

  *#lose(reason: string): Generator<WatchEvent, void, undefined> {
    if (this.#gap === reason) return
    this.#gap = reason
    yield { type: 'gap', reason }
  }

  *#regain(): Generator<WatchEvent, undefined, undefined> {
    if (this.#gap === undefined) return
    this.#gap = undefined
    yield { type: 'synced' }
  }
}

const unreadable: WatchFailure = {
  kind: 'passing',
  reason: 'the stream holds something else than events',
  retryAfter: 0,
  isInside: true,
}

const empty: WatchFailure = {
  kind: 'passing',
  reason: 'the server ends the stream at once',
  retryAfter: 0,
  isInside: false,
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { ApiClient } from '../client/index.ts'
import { connect, type ConnectionOptions } from '../connection/index.ts'
import { type ApiResource, discover, type Discovery, isWanted, pathOfGap, pathOfGroup } from '../discovery/index.ts'
import { watch, type WatchEvent, type WatchOptions } from './watch.ts'

/** An event and what it is about: a kind as a gap of a snapshot names it, such as `pods in shop`, or an API group. */
export type ClusterEvent = WatchEvent & { readonly path: string }

export interface ClusterWatchOptions extends ConnectionOptions {
  /** Watch only these namespaces, for somebody who may not read all; all when empty. */
  readonly namespaces: readonly string[]
  /** Ends the watch. */
  readonly signal: AbortSignal
  /**
   * Told of one kind in order, of several side by side. The next event of a kind is read when the promise is kept; when
   * it is broken, the watch ends with its error.
   */
  readonly onEvent: (event: ClusterEvent) => void | Promise<void>
  /** Which kinds are watched; those that judgements look at when left out. */
  readonly isWanted?: (resource: ApiResource) => boolean
  /** Kinds of which only metadata are wanted. */
  readonly isMetadataOnly?: (resource: ApiResource) => boolean
  /** Milliseconds until the server is asked again which kinds it serves. */
  readonly discoverEvery?: number
  readonly random?: WatchOptions['random']
  readonly timing?: WatchOptions['timing']
}

/** Long enough to cost nothing; a kind that is new is rarely urgent. */
const usualDiscovery = 300_000

/**
 * Watches all that judgements look at in a live cluster, kinds that are served later too, until the signal ends it.
 *
 * @throws WarrantError `cluster-unreachable` when the cluster does not answer at the beginning; later that is a gap.
 */
export async function watchCluster(options: ClusterWatchOptions): Promise<void> {
  const client = connect(options)
  const first = await discover(client, options.signal).catch((error: unknown) => {
    if (options.signal.aborted) return undefined
    throw error
  })
  if (first === undefined) return
  const stop = new AbortController()
  const signal = AbortSignal.any([options.signal, stop.signal])
  const watches = new Watches(client, options, signal)
  const rediscovering = rediscover(client, watches, options, signal)
  try {
    await watches.update(first)
    await Promise.race([rediscovering, watches.failed])
  } finally {
    stop.abort()
    await Promise.allSettled([rediscovering, watches.ended()])
  }
}

async function rediscover(
  client: ApiClient,
  watches: Watches,
  { discoverEvery = usualDiscovery }: ClusterWatchOptions,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    await sleep(discoverEvery, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return
    // A server that does not answer is told by each watch.
    const found = await discover(client, signal).catch(() => undefined)
    if (found && !signal.aborted) await watches.update(found)
  }
}

/** The watches that run, one for each kind and namespace. */
class Watches {
  readonly #client: ApiClient
  readonly #options: ClusterWatchOptions
  readonly #signal: AbortSignal
  readonly #served = new Map<string, ApiResource>()
  readonly #running: Promise<void>[] = []
  readonly #failure = Promise.withResolvers<never>()
  #gaps: ReadonlyMap<string, string> = new Map()

  constructor(client: ApiClient, options: ClusterWatchOptions, signal: AbortSignal) {
    this.#client = client
    this.#options = options
    this.#signal = signal
    // Nobody may be there to see it yet.
    this.#failure.promise.catch(() => undefined)
  }

  /** Broken when a receiver of events fails. */
  get failed(): Promise<never> {
    return this.#failure.promise
  }

  async ended(): Promise<void> {
    await Promise.all(this.#running)
  }

  /** Starts watches of kinds that are new, and tells which groups do not answer. */
  async update({ resources, gaps }: Discovery): Promise<void> {
    const { namespaces, onEvent, isWanted: wanted = isWanted } = this.#options
    for (const resource of resources.filter(wanted)) {
      const places = resource.namespaced && namespaces.length > 0 ? namespaces : [undefined]
      for (const namespace of places) this.#start(resource, namespace)
    }
    const now = new Map(gaps.map(({ group, reason }) => [pathOfGroup(group), reason]))
    const before = this.#gaps
    this.#gaps = now
    for (const [path, reason] of now) if (before.get(path) !== reason) await onEvent({ type: 'gap', path, reason })
    for (const path of before.keys()) if (!now.has(path)) await onEvent({ type: 'synced', path })
  }

  #start(resource: ApiResource, namespace: string | undefined): void {
    const path = pathOfGap(resource, namespace)
    const isRunning = this.#served.has(path)
    // A watch that runs asks for the version that is served now when it next asks for anything.
    this.#served.set(path, resource)
    if (!isRunning) this.#running.push(this.#run(path, resource, namespace).catch(this.#failure.reject))
  }

  async #run(path: string, first: ApiResource, namespace: string | undefined): Promise<void> {
    const { random, timing, onEvent, isMetadataOnly } = this.#options
    const events = watch(this.#client, () => this.#served.get(path) ?? first, {
      namespace,
      random,
      timing,
      signal: this.#signal,
      isMetadataOnly: isMetadataOnly?.(first),
    })
    for await (const event of events) {
      if (this.#signal.aborted) return
      await onEvent({ ...event, path })
    }
  }
}

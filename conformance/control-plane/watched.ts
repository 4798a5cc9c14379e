import { type ApiClient, watch, type WatchEvent, type WatchOptions } from '../../packages/adapters/src/live/index.ts'
import { metadataOf, sorted } from './object-versions.ts'
import { configMaps, namespace } from './shop.ts'

/** Streams that end often, and no long waits. */
const timing = { timeoutSeconds: 2, grace: 5000, longestWait: 1000, refusedWait: 1000 }

/** What somebody holds who listens to a watch, and what did not fit to what was told before. */
export class Watched {
  readonly events: WatchEvent[] = []
  readonly faults: string[] = []
  hasData = false
  /** The newest version that was told. */
  version = '0'
  readonly #held = new Map<string, { readonly uid: string; readonly version: string }>()
  readonly #controller = new AbortController()
  readonly #done: Promise<void>

  constructor(client: ApiClient, options: WatchOptions = {}) {
    this.#done = this.#listen(
      watch(client, configMaps, { namespace, timing, signal: this.#controller.signal, ...options }),
    )
  }

  versions(): string[] {
    return sorted(new Map([...this.#held].map(([name, { version }]) => [name, version])))
  }

  count(type: WatchEvent['type']): number {
    return this.events.filter((event) => event.type === type).length
  }

  async until(isDone: () => boolean): Promise<void> {
    const deadline = Date.now() + 60_000
    while (!isDone() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50))
  }

  async end(): Promise<void> {
    this.#controller.abort()
    await this.#done
  }

  async #listen(events: AsyncIterable<WatchEvent>): Promise<void> {
    for await (const event of events) {
      this.events.push(event)
      if (event.type === 'synced' || event.type === 'gap') continue
      this.hasData ||= event.object['data'] !== undefined
      const { name, uid, resourceVersion: version } = metadataOf(event.object)
      const held = this.#held.get(name)
      const fits = event.type === 'added' ? held === undefined : held?.uid === uid && held.version !== version
      if (!fits) this.faults.push(wordsOf(event))
      if (event.type === 'deleted') this.#held.delete(name)
      else this.#held.set(name, { uid, version })
      if (event.type !== 'deleted') this.version = version
    }
  }
}

/** An event as a text: `changed NAME VERSION`. */
export function wordsOf(event: WatchEvent): string {
  if (event.type === 'synced') return event.type
  if (event.type === 'gap') return `gap: ${event.reason}`
  const { name, resourceVersion } = metadataOf(event.object)
  return event.type === 'deleted' ? `deleted ${name}` : `${event.type} ${name} ${resourceVersion}`
}

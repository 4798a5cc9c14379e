import type { ApiResource } from '../../packages/adapters/src/live/index.ts'
import { metadataOf, sorted } from './object-versions.ts'
import type { ControlPlane } from './server.ts'
import type { Tally } from './tally.ts'
import type { Watched } from './watched.ts'

export const namespace = 'watch'
export const configMaps: ApiResource = {
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  resource: 'configmaps',
  namespaced: true,
  verbs: ['list', 'watch'],
  otherNames: [],
}
export const collection = `/api/v1/namespaces/${namespace}/configmaps`

/** Makes, changes and deletes ConfigMaps, and knows what there is. */
export class Shop {
  readonly #plane: ControlPlane
  readonly #versions = new Map<string, string>()

  constructor(plane: ControlPlane) {
    this.#plane = plane
  }

  create(name: string): Promise<string> {
    return this.#keep(name, 'POST', collection, { metadata: { name }, data: { state: 'new' } })
  }

  change(name: string, state: string): Promise<string> {
    return this.#keep(name, 'PUT', `${collection}/${name}`, { metadata: { name }, data: { state } })
  }

  async remove(name: string): Promise<void> {
    const { status } = await this.#plane.call('DELETE', `${collection}/${name}`)
    if (status !== 200) throw new Error(`${name} was not deleted: ${status}`)
    this.#versions.delete(name)
  }

  versions(): string[] {
    return sorted(this.#versions)
  }

  /** Waits until a watch has told all that there is. */
  async caught(watched: Watched, tally: Tally): Promise<void> {
    await watched.until(() => this.versions().join() === watched.versions().join())
    tally.compare('the objects that there are', this.versions(), watched.versions())
  }

  async #keep(name: string, method: string, path: string, body: object): Promise<string> {
    const { status, body: answer } = await this.#plane.call(method, path, body)
    if (status >= 300) throw new Error(`${method} ${path}: ${String(answer['message'])}`)
    const version = metadataOf(answer).resourceVersion
    this.#versions.set(name, version)
    return version
  }
}

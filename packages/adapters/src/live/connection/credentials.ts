import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent, type RequestOptions } from 'node:https'
import { type Cluster, KubeConfig, type User } from '@kubernetes/client-node'
import { WarrantError } from '@warrant/engine/errors'
import { messageOf } from '../client/index.ts'
import { withExecInfo } from './exec-info.ts'

/** What a request to a cluster carries. Plugins give tokens that end, so each request asks anew. */
export class Credentials {
  readonly #cluster: Cluster
  readonly #user: User
  /** The library's agent ends a connection after each answer. Undefined where a proxy is on the way, which it knows. */
  readonly #agent: HttpAgent | HttpsAgent | undefined
  #config: KubeConfig | undefined
  #asked: Promise<RequestOptions> | undefined

  constructor(cluster: Cluster, user: User) {
    this.#cluster = cluster
    this.#user = user
    const Agent = cluster.server.startsWith('http:') ? HttpAgent : HttpsAgent
    this.#agent = cluster.proxyUrl ? undefined : new Agent({ keepAlive: true })
  }

  /**
   * Requests at the same time share one answer: a plugin may ask a person.
   *
   * @throws WarrantError `cluster-unreachable`.
   */
  get(): Promise<RequestOptions> {
    this.#asked ??= this.#ask().finally(() => (this.#asked = undefined))
    return this.#asked
  }

  /** Forgets what a plugin gave; whether there is one, that may give something else. */
  renew(): boolean {
    if (!this.#user.exec) return false
    // Another request was refused too, and asks already.
    if (this.#asked === undefined) this.#config = undefined
    return true
  }

  async #ask(): Promise<RequestOptions> {
    const request: RequestOptions = {}
    try {
      this.#config ??= this.#fresh()
      await this.#config.applyToHTTPSOptions(request)
    } catch (cause) {
      const { server } = this.#cluster
      throw new WarrantError('cluster-unreachable', `no credentials for ${server}: ${this.#reasonOf(cause)}`, { cause })
    }
    return this.#agent ? { ...request, agent: this.#agent } : request
  }

  #reasonOf(cause: unknown): string {
    const { command } = (this.#user.exec ?? {}) as { readonly command?: unknown }
    if (typeof command !== 'string') return messageOf(cause)
    const plugin = `the plugin ${command} of the kubeconfig`
    const { code, syscall = '' } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT' && syscall.startsWith('spawn')) return `${plugin} is not installed`
    if (cause instanceof SyntaxError || cause instanceof TypeError) return `${plugin} gave no ExecCredential`
    return `${plugin} failed${messageOf(cause) === '' ? '' : `: ${messageOf(cause)}`}`
  }

  #fresh(): KubeConfig {
    const config = new KubeConfig()
    config.loadFromClusterAndUser(this.#cluster, withExecInfo(this.#user, this.#cluster))
    return config
  }
}

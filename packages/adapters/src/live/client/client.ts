import { setTimeout as sleep } from 'node:timers/promises'
import { WarrantError } from '@warrant/engine/errors'
import { ApiError, errorOfResponse } from './api-error.ts'
import { type Asked, type ClientOptions, exchange, textOf } from './exchange.ts'
import { hintOf, refusalOf } from './hints.ts'
import { linesOf } from './lines.ts'
import { messageOf } from './message.ts'
import { Pace } from './pace.ts'

const mostAttempts = 5
/** The API server asks for 32 seconds at most. Source: kubernetes/apiserver pkg/util/flowcontrol/dropped_requests_tracker.go. */
const longestWait = 60_000

/** Reads from an API server and asks it questions; never writes. */
export class ApiClient {
  readonly #options: ClientOptions
  readonly #pace = new Pace()

  constructor(options: ClientOptions) {
    this.#options = options
  }

  /** The server's address. */
  get server(): string {
    return this.#options.base.href.replace(/\/$/, '')
  }

  /**
   * The JSON that a path gives. Waits and asks again where the server is busy or the connection broke.
   *
   * @throws ApiError for what the server refuses; WarrantError `cluster-unreachable` when it does not answer.
   */
  get(path: string, accept = 'application/json', signal?: AbortSignal): Promise<unknown> {
    return this.#pace.run(() => this.#request({ path, accept, signal }))
  }

  /**
   * Asks a question that is an object, such as an access review, of which the server keeps nothing.
   *
   * @throws WarrantError `cluster-unreachable` when it is refused or not answered.
   */
  async ask(path: string, question: object): Promise<unknown> {
    const asked = { path, accept: 'application/json', body: JSON.stringify(question) }
    try {
      return await this.#pace.run(() => this.#request(asked))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      throw new WarrantError('cluster-unreachable', `${this.server} refuses to answer: ${refusalOf(error)}`, {
        cause: error,
      })
    }
  }

  /**
   * The lines of a stream as they arrive, until the server ends it. It is asked for once, within the pace of all requests;
   * while it runs it holds no other request up.
   *
   * @throws ApiError for what the server refuses; WarrantError `cluster-unreachable` when it does not answer; Error when the
   * connection breaks or is silent for so many milliseconds.
   */
  async *follow(
    path: string,
    accept: string,
    { stalledAfter, signal }: { readonly stalledAfter: number; readonly signal?: AbortSignal | undefined },
  ): AsyncGenerator<string, void, undefined> {
    const response = await this.#pace.run(async () => {
      await this.#pace.step(signal)
      const answer = await exchange(this.#options, { path, accept, signal, isStream: true }).catch((error: unknown) => {
        throw this.#unreachable(error)
      })
      if ((answer.statusCode ?? 0) < 300) return answer
      throw errorOfResponse(answer.statusCode ?? 0, answer.headers, await textOf(answer))
    })
    yield* linesOf(response, stalledAfter)
  }

  async #request(asked: Asked): Promise<unknown> {
    let isRenewed = false
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#answer(asked).catch((error: unknown) => {
        asked.signal?.throwIfAborted()
        if (attempt >= mostAttempts || !isPassing(error)) throw this.#unreachable(error)
        return undefined
      })
      if (answer?.kind === 'text') return this.#parse(asked.path, answer.text)
      // Credentials of a plugin may end before their time.
      if (answer?.error.status === 401 && !isRenewed && this.#options.renew?.()) {
        isRenewed = true
        continue
      }
      if (answer && (attempt >= mostAttempts || !isBusy(answer.error))) throw answer.error
      const wait = answer?.error.details.retryAfter ?? 200 * 2 ** attempt
      await sleep(Math.min(wait, longestWait), undefined, { signal: asked.signal })
    }
  }

  async #answer(asked: Asked): Promise<Answer> {
    await this.#pace.step(asked.signal)
    const response = await exchange(this.#options, asked)
    const [status, text] = [response.statusCode ?? 0, await textOf(response)]
    return status < 300
      ? { kind: 'text', text }
      : { kind: 'error', error: errorOfResponse(status, response.headers, text) }
  }

  #parse(path: string, text: string): unknown {
    try {
      return JSON.parse(text)
    } catch (cause) {
      throw new WarrantError('cluster-unreachable', `${this.server}${path} gave no JSON: is it an API server?`, {
        cause,
      })
    }
  }

  #unreachable(error: unknown): WarrantError {
    if (error instanceof WarrantError) return error
    const code = (error as NodeJS.ErrnoException).code ?? ''
    const what = /CERT|ERR_TLS|UNABLE_TO/.test(code) ? 'cannot be trusted' : 'does not answer'
    return new WarrantError('cluster-unreachable', `${this.server} ${what}: ${messageOf(error)}${hintOf(code)}`, {
      cause: error,
    })
  }
}

type Answer = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'error'; readonly error: ApiError }

function isBusy({ status }: ApiError): boolean {
  return status === 429 || status >= 500
}

const passing: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'UND_ERR_SOCKET'])

/** Whether a connection may work the next time: it was there and broke. */
function isPassing(error: unknown): boolean {
  return passing.has((error as NodeJS.ErrnoException).code ?? '')
}

import { type IncomingMessage, type OutgoingHttpHeaders, request as requestHttp } from 'node:http'
import { type RequestOptions, request as requestHttps } from 'node:https'
import { WarrantError } from '@warrant/engine/errors'

export interface ClientOptions {
  readonly base: URL
  /** Milliseconds for a single request; 0 for none. */
  readonly timeout: number
  readonly headers: Readonly<Record<string, string | string[]>>
  /** Certificates and tokens for a request. */
  readonly authenticate: () => Promise<RequestOptions>
}

/** What the API server refused, with its own message. */
export class ApiError extends Error {
  readonly status: number
  readonly reason: string

  constructor(status: number, reason: string, message: string) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.reason = reason
  }
}

/** Requests that are on their way at once, and the most in a second: no more than one busy kubectl asks. */
const mostAtOnce = 4
const mostPerSecond = 50
const mostAttempts = 5

/** Reads from an API server and asks it questions; never writes. */
export class ApiClient {
  readonly #options: ClientOptions
  #free = mostAtOnce
  readonly #waiting: (() => void)[] = []
  #next = 0

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
  get(path: string, accept = 'application/json'): Promise<unknown> {
    return this.#request(path, accept, undefined)
  }

  /**
   * Asks a question that is an object, such as an access review, of which the server keeps nothing.
   *
   * @throws WarrantError `cluster-unreachable` when it is refused or not answered.
   */
  async ask(path: string, question: object): Promise<unknown> {
    try {
      return await this.#request(path, 'application/json', JSON.stringify(question))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      throw new WarrantError('cluster-unreachable', `${this.server} refuses to answer: ${error.message}`, {
        cause: error,
      })
    }
  }

  async #request(path: string, accept: string, body: string | undefined): Promise<unknown> {
    await this.#enter()
    try {
      for (let attempt = 1; ; attempt++) {
        const answer = await this.#send(path, accept, body).catch((error: unknown) => {
          if (attempt >= mostAttempts || !isPassing(error)) throw this.#unreachable(error)
          return undefined
        })
        if (answer && answer.status < 300) return this.#parse(path, answer.text)
        if (answer && (attempt >= mostAttempts || (answer.status !== 429 && answer.status < 500)))
          throw apiError(answer)
        await sleep(answer?.retryAfter ?? 200 * 2 ** attempt)
      }
    } finally {
      this.#leave()
    }
  }

  async #send(path: string, accept: string, body: string | undefined): Promise<Sent> {
    const { base, timeout, headers, authenticate } = this.#options
    const authentication = await authenticate()
    return new Promise((resolve, reject) => {
      const url = new URL(base.href.replace(/\/$/, '') + path)
      const options: RequestOptions = {
        ...authentication,
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          ...(authentication.headers as OutgoingHttpHeaders | undefined),
          ...headers,
          accept,
          'user-agent': 'warrant',
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
      }
      const onResponse = (response: IncomingMessage) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => (text += chunk))
        response.on('error', reject)
        response.on('end', () => {
          const seconds = Number(response.headers['retry-after'])
          const retryAfter = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined
          resolve({ status: response.statusCode ?? 0, text, retryAfter })
        })
      }
      const sent =
        url.protocol === 'http:' ? requestHttp(url, options, onResponse) : requestHttps(url, options, onResponse)
      if (timeout > 0) sent.setTimeout(timeout, () => sent.destroy(new Error(`no answer within ${timeout / 1000} s`)))
      sent.on('error', reject)
      sent.end(body)
    })
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
    return new WarrantError('cluster-unreachable', `${this.server} does not answer: ${(error as Error).message}`, {
      cause: error,
    })
  }

  /** Lets a few requests through at once, and spaces them out. */
  async #enter(): Promise<void> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    const now = performance.now()
    this.#next = Math.max(this.#next, now) + 1000 / mostPerSecond
    const wait = this.#next - now - 1000 / mostPerSecond
    if (wait > 1) await sleep(wait)
  }

  #leave(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#free++
  }
}

interface Sent {
  readonly status: number
  readonly text: string
  /** Milliseconds that the server asks to wait. */
  readonly retryAfter: number | undefined
}

function apiError({ status, text }: Sent): ApiError {
  try {
    const { reason = '', message = '' } = JSON.parse(text) as { readonly reason?: string; readonly message?: string }
    return new ApiError(status, reason, message === '' ? `status ${status}` : message)
  } catch {
    return new ApiError(status, '', `status ${status}`)
  }
}

const passing: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'UND_ERR_SOCKET'])

/** Whether a connection may work the next time: it was there and broke. */
function isPassing(error: unknown): boolean {
  return passing.has((error as NodeJS.ErrnoException).code ?? '')
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds, 30_000)))
}

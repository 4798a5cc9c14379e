import { type IncomingMessage, type OutgoingHttpHeaders, request as requestHttp } from 'node:http'
import { type RequestOptions, request as requestHttps } from 'node:https'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'

export interface ClientOptions {
  readonly base: URL
  /** Milliseconds for a single request; 0 for none. */
  readonly timeout: number
  readonly headers: Readonly<Record<string, string | string[]>>
  /** Whether large answers may come compressed; so when left out. */
  readonly isCompressed?: boolean
  /** Certificates and tokens for a request. */
  readonly authenticate: () => Promise<RequestOptions>
  /** Forgets credentials that the server refused; whether others may be had. */
  readonly renew?: () => boolean
}

export interface Asked {
  readonly path: string
  readonly accept: string
  readonly body?: string
  readonly signal?: AbortSignal | undefined
  /** Whether the answer is a stream that may be silent for long. */
  readonly isStream?: boolean
}

/** Sends a request; gives the answer when its head is there. */
export async function exchange(options: ClientOptions, asked: Asked): Promise<IncomingMessage> {
  const { base, timeout, headers, authenticate, isCompressed = true } = options
  const { path, accept, body, signal, isStream = false } = asked
  const authentication = await authenticate()
  return new Promise((resolve, reject) => {
    const url = new URL(base.href.replace(/\/$/, '') + path)
    const request: RequestOptions = {
      ...authentication,
      ...(signal && { signal }),
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(authentication.headers as OutgoingHttpHeaders | undefined),
        ...headers,
        accept,
        // The API server compresses only large answers, and no stream; others on the way might hold a stream back for it.
        ...(isCompressed && !isStream && { 'accept-encoding': 'gzip' }),
        'user-agent': 'warrant',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
    }
    let head: IncomingMessage | undefined
    const onResponse = (response: IncomingMessage) => {
      head = response
      if (isStream) {
        sent.setTimeout(0)
        // A peer that is gone without a word is noticed by the system, long before the stream ought to end.
        response.socket.setKeepAlive(true, 30_000)
      }
      resolve(response)
    }
    const send = url.protocol === 'http:' ? requestHttp : requestHttps
    const sent = send(url, request, onResponse)
    const giveUp = () => (head ?? sent).destroy(new Error(`no answer within ${timeout / 1000} s`))
    if (timeout > 0) sent.setTimeout(timeout, giveUp)
    sent.on('error', reject)
    sent.end(body)
  })
}

/** The whole body of an answer. */
export function textOf(response: IncomingMessage): Promise<string> {
  return response.headers['content-encoding'] === 'gzip'
    ? pipeline(response, createGunzip(), (body) => text(body))
    : text(response)
}

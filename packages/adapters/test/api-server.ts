import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'

/** Answers a request: with what it returns, as JSON, or by itself with the response. The status is set by it. */
export type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => unknown

export interface Served {
  readonly url: string
  /** Ends the server and its connections, as a process that is killed does. */
  readonly kill: () => Promise<void>
}

/** A server on the loopback interface, until the test ends. Without an answer a request is left hanging. */
export async function serveAt(port: number, handler: Handler): Promise<Served> {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json')
    const answer = handler(request, response, new URL(request.url ?? '/', 'http://localhost'))
    if (answer === undefined) return
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer))
  })
  const kill = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  onTestFinished(kill)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, kill }
}

export async function serve(handler: Handler): Promise<string> {
  return (await serveAt(0, handler)).url
}

/** Waits until something holds, on a machine that is busy with other things too. */
export function until(check: () => unknown): Promise<void> {
  return vi.waitFor(() => void check(), { timeout: 10_000, interval: 10 })
}

/** What the API server answers with where it refuses. */
export function status(response: ServerResponse, code: number, reason: string, message: string, more: object = {}) {
  response.statusCode = code
  return { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason, message, code, ...more }
}

/** A kubeconfig without any cluster: what is in the home folder of whoever runs tests is none of their business. */
export const emptyKubeconfig = join(mkdtempSync(join(tmpdir(), 'warrant-kubeconfig-')), 'config')
writeFileSync(emptyKubeconfig, 'apiVersion: v1\nkind: Config\nclusters: []\nusers: []\ncontexts: []\n')

/** A folder that is gone after the test, or after the run when there is no test yet. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'warrant-live-'))
  try {
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  } catch {
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  }
  return folder
}

import { type ChildProcess, spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { OutgoingHttpHeaders } from 'node:http'
import { Agent, request } from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AuditPolicy } from '../../packages/engine/src/evidence/index.ts'

/** Whom the server knows by their name as token, beside the admin. */
export const users = ['ann', 'ben', 'cyd', 'dan'].map((name) => ({ name, uid: `uid-${name}`, groups: ['dev', 'ops'] }))

/** What the server keeps in its audit log: the requests of those users, and of one service account. */
export const auditPolicy: AuditPolicy = {
  omitStages: ['RequestReceived', 'ResponseStarted'],
  rules: [
    { level: 'None', users: ['admin'] },
    { level: 'RequestResponse', userGroups: ['ops'], resources: [{ resources: ['pods/*'] }], namespaces: ['red'] },
    { level: 'Request', verbs: ['create'], resources: [{ group: '*', resources: ['selfsubjectreviews'] }] },
    { level: 'Metadata', users: users.map(({ name }) => name) },
    { level: 'Metadata', userGroups: ['system:serviceaccounts:red'] },
  ],
}

export interface Answer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  /** Texts of the warning headers. */
  readonly warnings: readonly string[]
}

/** An API server with its store, on free ports of the loopback interface. */
export class ControlPlane {
  readonly #folder: string
  readonly #port: number
  readonly #processes: ChildProcess[] = []
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16, rejectUnauthorized: false })

  private constructor(folder: string, port: number) {
    this.#folder = folder
    this.#port = port
  }

  /** Starts etcd and kube-apiserver of a folder, with further flags, and waits until the API server is ready. */
  static async start(assets: string, flags: readonly string[] = []): Promise<ControlPlane> {
    const folder = mkdtempSync(join(tmpdir(), 'warrant-control-plane-'))
    const [client, peer, secure] = [await freePort(), await freePort(), await freePort()]
    const plane = new ControlPlane(folder, secure)
    const { publicKey, privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    writeFileSync(join(folder, 'sa.pub'), publicKey)
    writeFileSync(join(folder, 'sa.key'), privateKey, { mode: 0o600 })
    const rows = users.map(({ name, uid, groups }) => `${name},${name},${uid},"${groups.join()}"\n`)
    writeFileSync(join(folder, 'tokens.csv'), `admin,admin,admin,"system:masters"\n${rows.join('')}`, { mode: 0o600 })
    const policy = { apiVersion: 'audit.k8s.io/v1', kind: 'Policy', ...auditPolicy }
    writeFileSync(join(folder, 'audit-policy.yaml'), JSON.stringify(policy))
    plane.#run(join(assets, 'etcd'), [
      `--data-dir=${join(folder, 'etcd')}`,
      `--listen-client-urls=http://127.0.0.1:${client}`,
      `--advertise-client-urls=http://127.0.0.1:${client}`,
      `--listen-peer-urls=http://127.0.0.1:${peer}`,
      '--unsafe-no-fsync',
    ])
    plane.#run(join(assets, 'kube-apiserver'), [
      `--etcd-servers=http://127.0.0.1:${client}`,
      `--secure-port=${secure}`,
      '--bind-address=127.0.0.1',
      `--cert-dir=${join(folder, 'certs')}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${join(folder, 'sa.pub')}`,
      `--service-account-signing-key-file=${join(folder, 'sa.key')}`,
      '--service-cluster-ip-range=10.0.0.0/24',
      '--authorization-mode=RBAC',
      `--token-auth-file=${join(folder, 'tokens.csv')}`,
      `--audit-policy-file=${join(folder, 'audit-policy.yaml')}`,
      `--audit-log-path=${join(folder, 'audit.log')}`,
      '--disable-admission-plugins=ServiceAccount',
      '--allow-privileged=true',
      ...flags,
    ])
    const deadline = Date.now() + 120_000
    while (!(await plane.#isReady())) {
      if (Date.now() > deadline || plane.#processes.some(({ exitCode }) => exitCode !== null)) {
        plane.stop()
        throw new Error('the API server did not get ready')
      }
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    return plane
  }

  get url(): string {
    return `https://127.0.0.1:${this.#port}`
  }

  /** All events that the server wrote into its audit log until now. */
  auditEvents(): unknown[] {
    const lines = readFileSync(join(this.#folder, 'audit.log'), 'utf8').split('\n')
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as unknown)
  }

  /** Sends a request, as a member of system:masters unless another token is given. */
  call(
    method: string,
    path: string,
    body?: unknown,
    { token = 'admin', headers = {} }: { readonly token?: string; readonly headers?: OutgoingHttpHeaders } = {},
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port: this.#port,
          path,
          method,
          agent: this.#agent,
          headers: { ...headers, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        },
        (response) => {
          let text = ''
          response.setEncoding('utf8')
          response.on('data', (chunk: string) => (text += chunk))
          response.on('end', () => {
            const isJson = (response.headers['content-type'] ?? '').startsWith('application/json')
            resolve({
              status: response.statusCode ?? 0,
              body: isJson ? (JSON.parse(text) as Record<string, unknown>) : { text },
              warnings: warningTexts(response.headersDistinct['warning'] ?? []),
            })
          })
        },
      )
      sent.on('error', reject)
      if (body !== undefined) sent.write(JSON.stringify(body))
      sent.end()
    })
  }

  stop(): void {
    this.#agent.destroy()
    for (const child of this.#processes.toReversed()) child.kill('SIGKILL')
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 })
  }

  #run(program: string, args: readonly string[]): void {
    this.#processes.push(spawn(program, args, { stdio: 'ignore' }))
  }

  async #isReady(): Promise<boolean> {
    try {
      return (await this.call('GET', '/readyz')).status === 200
    } catch {
      return false
    }
  }
}

/** `299 - "text"`, with quotes and backslashes escaped. Source: RFC 7234, 5.5; kubernetes/apimachinery pkg/util/net/http.go. */
function warningTexts(headers: readonly string[]): string[] {
  return headers.flatMap((header) =>
    [...header.matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text.replace(/\\(.)/g, '$1')),
  )
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

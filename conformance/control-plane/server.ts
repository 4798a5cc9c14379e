import { type ChildProcess, spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
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
  readonly #assets: string
  readonly #flags: readonly string[]
  readonly #folder: string
  readonly #etcd: number
  readonly #port: number
  readonly #processes: ChildProcess[] = []
  #apiServer: ChildProcess | undefined
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16, rejectUnauthorized: false })
  /** Whether the store and the folder are another's, who ends them. */
  readonly #isGuest: boolean

  private constructor(
    assets: string,
    flags: readonly string[],
    folder: string,
    etcd: number,
    port: number,
    isGuest: boolean,
  ) {
    this.#assets = assets
    this.#flags = flags
    this.#folder = folder
    this.#etcd = etcd
    this.#port = port
    this.#isGuest = isGuest
  }

  /** Starts etcd and kube-apiserver of a folder, with further flags, and waits until the API server is ready. */
  static async start(assets: string, flags: readonly string[] = []): Promise<ControlPlane> {
    const folder = mkdtempSync(join(tmpdir(), 'warrant-control-plane-'))
    const [client, peer, secure] = [await freePort(), await freePort(), await freePort()]
    const plane = new ControlPlane(assets, flags, folder, client, secure, false)
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
    plane.#run('etcd', [
      `--data-dir=${join(folder, 'etcd')}`,
      `--listen-client-urls=http://127.0.0.1:${client}`,
      `--advertise-client-urls=http://127.0.0.1:${client}`,
      `--listen-peer-urls=http://127.0.0.1:${peer}`,
      '--unsafe-no-fsync',
    ])
    await plane.startApiServer()
    return plane
  }

  /** Starts a second API server on the same store. */
  async beside(): Promise<ControlPlane> {
    const guest = new ControlPlane(this.#assets, this.#flags, this.#folder, this.#etcd, await freePort(), true)
    await guest.startApiServer()
    return guest
  }

  /** Starts kube-apiserver, also again after `killApiServer`, and waits until it is ready. */
  async startApiServer(): Promise<void> {
    const file = (name: string) => join(this.#folder, name)
    this.#apiServer = this.#run('kube-apiserver', [
      `--etcd-servers=http://127.0.0.1:${this.#etcd}`,
      `--secure-port=${this.#port}`,
      '--bind-address=127.0.0.1',
      `--cert-dir=${file(`certs-${this.#port}`)}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${file('sa.pub')}`,
      `--service-account-signing-key-file=${file('sa.key')}`,
      '--service-cluster-ip-range=10.0.0.0/24',
      '--authorization-mode=RBAC',
      `--token-auth-file=${file('tokens.csv')}`,
      `--audit-policy-file=${file('audit-policy.yaml')}`,
      `--audit-log-path=${this.#auditLog}`,
      '--disable-admission-plugins=ServiceAccount',
      '--allow-privileged=true',
      ...this.#flags,
    ])
    const deadline = Date.now() + 120_000
    while (!(await this.#isReady())) {
      if (Date.now() > deadline || this.#processes.some(hasEnded)) {
        this.stop()
        throw new Error('the API server did not get ready')
      }
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }

  /** Ends kube-apiserver without a word to its clients; the store goes on. */
  async killApiServer(): Promise<void> {
    const child = this.#apiServer
    if (child === undefined || hasEnded(child)) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
    this.#processes.splice(this.#processes.indexOf(child), 1)
  }

  /** Makes the store forget all versions but the newest. Gives that version. */
  async compact(): Promise<number> {
    const etcd = async (path: string, body: object) => {
      const answer = await fetch(`http://127.0.0.1:${this.#etcd}${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
      })
      if (!answer.ok) throw new Error(`etcd refuses ${path}: ${await answer.text()}`)
      return (await answer.json()) as { readonly header?: { readonly revision?: string } }
    }
    const { header } = await etcd('/v3/kv/range', { key: 'AA==' })
    await etcd('/v3/kv/compaction', { revision: header?.revision, physical: true })
    return Number(header?.revision)
  }

  get url(): string {
    return `https://127.0.0.1:${this.#port}`
  }

  get #auditLog(): string {
    return join(this.#folder, `audit-${this.#port}.log`)
  }

  /** All events that the server wrote into its audit log until now. */
  auditEvents(): unknown[] {
    const lines = readFileSync(this.#auditLog, 'utf8').split('\n')
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
    if (!this.#isGuest) rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 })
  }

  #run(program: string, args: readonly string[]): ChildProcess {
    const child = spawn(join(this.#assets, program), args, { stdio: 'ignore' })
    this.#processes.push(child)
    return child
  }

  async #isReady(): Promise<boolean> {
    try {
      return (await this.call('GET', '/readyz')).status === 200
    } catch {
      return false
    }
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
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

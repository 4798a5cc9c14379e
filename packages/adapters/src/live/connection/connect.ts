import { readFileSync } from 'node:fs'
import type { Cluster, User } from '@kubernetes/client-node'
import { WarrantError } from '@warrant/engine/errors'
import { ApiClient } from '../client/index.ts'
import { Credentials } from './credentials.ts'
import { impersonationHeaders } from './impersonation.ts'
import { type Chosen, choose } from './kubeconfig.ts'

/** How to get to a cluster, in the words of kubectl's flags. */
export interface ConnectionOptions {
  readonly kubeconfig?: string
  readonly context?: string
  readonly cluster?: string
  readonly user?: string
  readonly server?: string
  readonly token?: string
  readonly username?: string
  readonly password?: string
  readonly as?: string
  readonly asGroup?: readonly string[]
  readonly asUid?: string
  readonly certificateAuthority?: string
  readonly clientCertificate?: string
  readonly clientKey?: string
  readonly insecureSkipTlsVerify?: boolean
  readonly tlsServerName?: string
  /** Whether answers are asked for as they are, not compressed. */
  readonly disableCompression?: boolean
  /** Seconds for a single request, or with a unit: 30, 30s, 2m. 0 waits for ever. */
  readonly requestTimeout?: string
}

/**
 * A client for the cluster that kubectl would talk to with the same flags: of the kubeconfig that is named, of KUBECONFIG,
 * of the home folder, or of the pod that this runs in.
 *
 * @throws WarrantError `cluster-unreachable` when there is no such cluster, `usage` for flags that fit nothing,
 * `config-invalid` for a kubeconfig that cannot be read.
 */
export function connect(options: ConnectionOptions): ApiClient {
  const timeout = timeoutOf(options.requestTimeout)
  const chosen = choose(options)
  const headers = impersonationHeaders(options, chosen.user?.name, options.kubeconfig)
  const server = options.server ?? chosen.cluster?.server
  if (server === undefined)
    throw new WarrantError(
      'cluster-unreachable',
      'there is no cluster to read: no kubeconfig names one; give files or folders, or --kubeconfig or --server',
    )
  const credentials = new Credentials(clusterOf(server, chosen, options), userOf(chosen, options))
  return new ApiClient({
    base: new URL(serverUrl(server)),
    timeout,
    headers,
    isCompressed: options.disableCompression !== true,
    authenticate: () => credentials.get(),
    renew: () => credentials.renew(),
  })
}

/** The cluster with what the flags say instead. */
function clusterOf(server: string, { cluster }: Chosen, options: ConnectionOptions): Cluster {
  return {
    ...cluster,
    name: 'cluster',
    server: serverUrl(server),
    // Without TLS, as through kubectl proxy, there is nothing to verify; the library wants to be told.
    skipTLSVerify: isPlain(server) || (options.insecureSkipTlsVerify ?? cluster?.skipTLSVerify ?? false),
    ...(options.certificateAuthority !== undefined && { caData: base64Of(options.certificateAuthority), caFile: '' }),
    ...(options.tlsServerName !== undefined && { tlsServerName: options.tlsServerName }),
  }
}

/** The user with what the flags say instead. */
function userOf({ user }: Chosen, options: ConnectionOptions): User {
  return {
    ...user,
    name: 'user',
    ...(options.token !== undefined && { token: options.token, exec: undefined, authProvider: undefined }),
    ...(options.username !== undefined && { username: options.username, exec: undefined, authProvider: undefined }),
    ...(options.password !== undefined && { password: options.password }),
    ...(options.clientCertificate !== undefined && { certData: base64Of(options.clientCertificate), certFile: '' }),
    ...(options.clientKey !== undefined && { keyData: base64Of(options.clientKey), keyFile: '' }),
  }
}

function isPlain(server: string): boolean {
  return server.startsWith('http://')
}

function serverUrl(text: string): string {
  const url = /^https?:\/\//.test(text) ? text : `https://${text}`
  if (!URL.canParse(url)) throw new WarrantError('usage', `${JSON.stringify(text)} is no address of a server`)
  return url
}

function base64Of(path: string): string {
  try {
    return readFileSync(path).toString('base64')
  } catch (cause) {
    throw new WarrantError('usage', `cannot read ${path}: ${(cause as Error).message}`, { cause })
  }
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }
const defaultTimeout = 60_000

/** Milliseconds; 0 for none. */
function timeoutOf(text: string | undefined): number {
  if (text === undefined) return defaultTimeout
  const [, number, unit = 's'] = /^(\d+)(ms|s|m|h)?$/.exec(text) ?? []
  if (number === undefined) throw new WarrantError('usage', `${JSON.stringify(text)} is no time; write 30s or 2m`)
  return Number(number) * (units[unit] ?? 0)
}

import { readFileSync } from 'node:fs'
import { Agent as HttpAgent } from 'node:http'
import type { RequestOptions } from 'node:https'
import { KubeConfig } from '@kubernetes/client-node'
import { WarrantError } from '@warrant/engine/errors'
import { ApiClient } from './client.ts'

/** How to get to a cluster, in the words of kubectl's flags. */
export interface ConnectionOptions {
  readonly kubeconfig?: string
  readonly context?: string
  readonly cluster?: string
  readonly user?: string
  readonly server?: string
  readonly token?: string
  readonly as?: string
  readonly asGroup?: readonly string[]
  readonly asUid?: string
  readonly certificateAuthority?: string
  readonly clientCertificate?: string
  readonly clientKey?: string
  readonly insecureSkipTlsVerify?: boolean
  readonly tlsServerName?: string
  /** Seconds for a single request, or with a unit: 30, 30s, 2m. 0 waits for ever. */
  readonly requestTimeout?: string
}

/**
 * A client for the cluster that kubectl would talk to with the same flags: of the kubeconfig that is named, of KUBECONFIG,
 * of the home folder, or of the pod that this runs in.
 *
 * @throws WarrantError `cluster-unreachable` when there is no such cluster, `usage` for flags that fit nothing.
 */
export function connect(options: ConnectionOptions): ApiClient {
  const headers = impersonation(options)
  const timeout = timeoutOf(options.requestTimeout)
  const config = loadConfig(options)
  const cluster = config.getCurrentCluster()
  if (!cluster?.server)
    throw new WarrantError(
      'cluster-unreachable',
      'there is no cluster to read: no kubeconfig names one; give files or folders, or --kubeconfig or --server',
    )
  const base = new URL(cluster.server)
  const agent = base.protocol === 'http:' ? new HttpAgent({ keepAlive: true, maxSockets: 8 }) : undefined
  return new ApiClient({
    base,
    timeout,
    headers,
    /** Credentials are asked for anew each time: plugins give tokens that end. */
    authenticate: async () => {
      const request: RequestOptions = {}
      try {
        await config.applyToHTTPSOptions(request)
      } catch (cause) {
        throw new WarrantError('cluster-unreachable', `no credentials for ${base.href}: ${(cause as Error).message}`, {
          cause,
        })
      }
      return agent ? { ...request, agent } : request
    },
  })
}

/** The namespace of the context that is used, where it names one. */
export function contextNamespace(options: ConnectionOptions): string | undefined {
  const config = readKubeconfig(options)
  return config.getContextObject(options.context ?? config.getCurrentContext())?.namespace || undefined
}

function readKubeconfig(options: ConnectionOptions): KubeConfig {
  const config = new KubeConfig()
  try {
    if (options.kubeconfig !== undefined) config.loadFromFile(options.kubeconfig)
    else config.loadFromDefault()
  } catch (cause) {
    throw new WarrantError('cluster-unreachable', `cannot read the kubeconfig: ${(cause as Error).message}`, { cause })
  }
  return config
}

function loadConfig(options: ConnectionOptions): KubeConfig {
  const config = readKubeconfig(options)
  if (options.context !== undefined) {
    if (config.getContextObject(options.context) === null)
      throw new WarrantError('usage', `the kubeconfig has no context ${JSON.stringify(options.context)}`)
    config.setCurrentContext(options.context)
  }
  // Without any kubeconfig the library makes one up for localhost:8080, where nothing listens nowadays.
  const isMadeUp = config.getCurrentCluster()?.server === 'http://localhost:8080' && options.kubeconfig === undefined
  return overridden(config, options, isMadeUp)
}

/** The context with what the flags say instead. */
function overridden(config: KubeConfig, options: ConnectionOptions, isMadeUp: boolean): KubeConfig {
  const clusterName = options.cluster ?? config.getContextObject(config.getCurrentContext())?.cluster
  const userName = options.user ?? config.getContextObject(config.getCurrentContext())?.user
  const cluster = isMadeUp ? null : clusterName === undefined ? null : config.getCluster(clusterName)
  const user = userName === undefined ? null : config.getUser(userName)
  if (options.cluster !== undefined && cluster === null)
    throw new WarrantError('usage', `the kubeconfig has no cluster ${JSON.stringify(options.cluster)}`)
  if (options.user !== undefined && user === null)
    throw new WarrantError('usage', `the kubeconfig has no user ${JSON.stringify(options.user)}`)
  const result = new KubeConfig()
  const server = options.server ?? cluster?.server
  if (server === undefined) return result
  result.loadFromClusterAndUser(
    {
      ...cluster,
      name: 'cluster',
      server: serverUrl(server),
      // Without TLS, as through kubectl proxy, there is nothing to verify; the library wants to be told.
      skipTLSVerify: isPlain(server) || (options.insecureSkipTlsVerify ?? cluster?.skipTLSVerify ?? false),
      ...(options.certificateAuthority !== undefined && { caData: base64Of(options.certificateAuthority) }),
      ...(options.tlsServerName !== undefined && { tlsServerName: options.tlsServerName }),
    },
    {
      ...user,
      name: 'user',
      ...(options.token !== undefined && { token: options.token }),
      ...(options.clientCertificate !== undefined && { certData: base64Of(options.clientCertificate) }),
      ...(options.clientKey !== undefined && { keyData: base64Of(options.clientKey) }),
    },
  )
  return result
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

/** Source: kubernetes/client-go transport/round_trippers.go. */
function impersonation({ as, asGroup = [], asUid }: ConnectionOptions): Record<string, string | string[]> {
  if (as === undefined) {
    if (asGroup.length > 0 || asUid !== undefined) throw new WarrantError('usage', '--as-group and --as-uid need --as')
    return {}
  }
  return {
    'impersonate-user': as,
    ...(asGroup.length > 0 && { 'impersonate-group': [...asGroup] }),
    ...(asUid !== undefined && { 'impersonate-uid': asUid }),
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

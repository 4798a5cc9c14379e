import { readFileSync } from 'node:fs'
import type { Cluster, User } from '@kubernetes/client-node'

interface Exec {
  readonly apiVersion?: string
  readonly env?: readonly { readonly name: string; readonly value: string }[] | null
  readonly provideClusterInfo?: boolean
}

/**
 * Tells a plugin what kubectl tells it: which version of ExecCredential is wanted, that nobody can be asked, and where to,
 * if it wants to know. Source: kubernetes/client-go plugin/pkg/client/auth/exec/exec.go.
 */
export function withExecInfo(user: User, cluster: Cluster): User {
  const exec = (user.exec ?? undefined) as Exec | undefined
  if (exec?.apiVersion === undefined) return user
  const info = {
    kind: 'ExecCredential',
    apiVersion: exec.apiVersion,
    spec: { interactive: false, ...(exec.provideClusterInfo === true && { cluster: clusterInfo(cluster) }) },
  }
  const env = [...(exec.env ?? []), { name: 'KUBERNETES_EXEC_INFO', value: JSON.stringify(info) }]
  return { ...user, exec: { ...exec, env } }
}

/** Source: kubernetes/client-go pkg/apis/clientauthentication/v1/types.go. */
function clusterInfo({ server, tlsServerName, skipTLSVerify, caData, caFile, proxyUrl }: Cluster): object {
  const authority = caData ?? (caFile ? readFileSync(caFile).toString('base64') : undefined)
  return {
    server,
    ...(tlsServerName && { 'tls-server-name': tlsServerName }),
    ...(skipTLSVerify && { 'insecure-skip-tls-verify': true }),
    ...(authority && { 'certificate-authority-data': authority }),
    ...(proxyUrl && { 'proxy-url': proxyUrl }),
  }
}

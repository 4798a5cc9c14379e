import type { Command } from 'commander'
import { collect } from './input-options.ts'

/** How to get to a cluster; names and meanings are kubectl's. */
export interface ConnectionFlags {
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
  readonly disableCompression?: boolean
  readonly requestTimeout?: string
}

/** Adds kubectl's connection flags, under a heading of their own. */
export function addConnectionOptions(command: Command): Command {
  return command
    .optionsGroup('Connection to a cluster, where no path is given:')
    .option('--kubeconfig <file>', 'kubeconfig to use instead of KUBECONFIG or ~/.kube/config')
    .option('--context <name>', 'context of the kubeconfig')
    .option('--cluster <name>', 'cluster of the kubeconfig')
    .option('--user <name>', 'user of the kubeconfig')
    .option('-s, --server <url>', 'address of the API server')
    .option('--token <token>', 'bearer token')
    .option('--username <name>', 'name for basic authentication')
    .option('--password <password>', 'password for basic authentication')
    .option('--as <name>', 'user to impersonate')
    .option('--as-group <name>', 'group to impersonate; may be repeated', collect)
    .option('--as-uid <uid>', 'uid to impersonate')
    .option('--certificate-authority <file>', 'certificate that the API server must be signed by')
    .option('--client-certificate <file>', 'certificate to sign in with')
    .option('--client-key <file>', 'key of the certificate')
    .option('--insecure-skip-tls-verify', 'do not check who the API server is')
    .option('--tls-server-name <name>', 'name that the certificate of the API server must have')
    .option('--disable-compression', 'ask for answers that are not compressed')
    .option('--request-timeout <time>', 'longest time for a single request, such as 30s (default: 60s); 0 for none')
}

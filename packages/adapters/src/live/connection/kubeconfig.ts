import { existsSync, readFileSync } from 'node:fs'
import { delimiter } from 'node:path'
import { type Cluster, KubeConfig, type User } from '@kubernetes/client-node'
import { WarrantError } from '@warrant/engine/errors'

/** Which part of which kubeconfig, and what need not come from it; all as kubectl's flags. */
export interface Choice {
  readonly kubeconfig?: string
  readonly context?: string
  readonly cluster?: string
  readonly user?: string
  readonly server?: string
  readonly token?: string
  readonly username?: string
  readonly clientCertificate?: string
}

/** Where to, and as whom; undefined where no kubeconfig says it. */
export interface Chosen {
  readonly cluster: Cluster | undefined
  readonly user: User | undefined
}

/**
 * The cluster and the user of the kubeconfig that is named, of those in KUBECONFIG, of the home folder, or of the pod that
 * this runs in.
 *
 * @throws WarrantError `config-invalid` for a kubeconfig that cannot be read, `usage` for what it does not have.
 */
export function choose(choice: Choice): Chosen {
  const config = load(choice.kubeconfig)
  // Without any kubeconfig the library makes one up for localhost:8080, where nothing listens nowadays.
  if (choice.kubeconfig === undefined && config.getCurrentCluster()?.server === 'http://localhost:8080')
    config.loadFromOptions({ clusters: [], users: [], contexts: [], currentContext: '' })
  const name = choice.context ?? config.getCurrentContext()
  const context = config.getContextObject(name)
  const { server, token, username, clientCertificate } = choice
  if (!context && (choice.context !== undefined || (name && server === undefined && choice.cluster === undefined)))
    throw new WarrantError('usage', `the kubeconfig has no context ${JSON.stringify(name)}`)
  const lacks = (kind: 'cluster' | 'user', isNeeded: boolean): undefined => {
    const [given, named] = [choice[kind], context?.[kind]]
    const asked = given ?? (isNeeded && named ? named : undefined)
    if (asked === undefined) return
    const by = given === undefined ? `, which its context ${JSON.stringify(name)} names` : ''
    throw new WarrantError('usage', `the kubeconfig has no ${kind} ${JSON.stringify(asked)}${by}`)
  }
  return {
    cluster: config.getCluster(choice.cluster ?? context?.cluster ?? '') ?? lacks('cluster', server === undefined),
    user:
      config.getUser(choice.user ?? context?.user ?? '') ??
      lacks('user', token === undefined && username === undefined && clientCertificate === undefined),
  }
}

/** The namespace of the context that is used, where it names one. */
export function contextNamespace({ kubeconfig, context }: Choice): string | undefined {
  const config = load(kubeconfig)
  return config.getContextObject(context ?? config.getCurrentContext())?.namespace || undefined
}

function load(file: string | undefined): KubeConfig {
  if (file !== undefined) return read(file)
  const named = (process.env['KUBECONFIG'] ?? '').split(delimiter).filter((name) => name !== '')
  if (named.length > 0) return merged(named.filter((name) => existsSync(name)).map(read))
  const config = new KubeConfig()
  try {
    config.loadFromDefault()
  } catch (cause) {
    throw unreadable('the kubeconfig', cause)
  }
  return config
}

function read(file: string): KubeConfig {
  const config = new KubeConfig()
  try {
    const text = readFileSync(file, 'utf8')
    // kubectl takes an empty file, such as /dev/null, for one that says nothing.
    if (text.trim() === '') config.loadFromOptions({ clusters: [], users: [], contexts: [], currentContext: '' })
    else config.loadFromFile(file)
  } catch (cause) {
    throw unreadable(`the kubeconfig ${file}`, cause)
  }
  return config
}

/** Of several files the first that says something is right, and those that are not there are passed over, as in kubectl. */
function merged(configs: readonly KubeConfig[]): KubeConfig {
  const [only] = configs
  if (only && configs.length === 1) return only
  const result = new KubeConfig()
  result.loadFromOptions({
    clusters: firstOfName(configs.flatMap(({ clusters }) => clusters)),
    users: firstOfName(configs.flatMap(({ users }) => users)),
    contexts: firstOfName(configs.flatMap(({ contexts }) => contexts)),
    currentContext: configs.map(({ currentContext }) => currentContext).find(Boolean) ?? '',
  })
  return result
}

function firstOfName<T extends { readonly name: string }>(entries: readonly T[]): T[] {
  return [...new Map(entries.toReversed().map((entry) => [entry.name, entry])).values()]
}

function unreadable(what: string, cause: unknown): WarrantError {
  // The lines after the first show the place in the text, which may hold credentials.
  const [said = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n')
  return new WarrantError('config-invalid', `cannot read ${what}: ${said}`, { cause })
}

import { type Cluster, type Container, effectiveNamespace, type Workload } from '../../cluster/index.ts'
import type { Path } from '../../yaml/index.ts'
import { parseIp } from '../world/ip.ts'
import { fields, text } from '../world/source.ts'

/** A name that a container is told to connect to. */
export interface NamedHost {
  readonly name: string
  readonly container: Container
  /** `env API_URL`, `args`. */
  readonly from: string
  readonly path: Path
}

/** The host names in the environment and the command line of a workload's containers; each once. */
export function hostsOf({ containers, resource }: Workload, cluster: Cluster): NamedHost[] {
  const found = new Map<string, NamedHost>()
  for (const container of containers) {
    const add = (value: string, hint: string, from: string, path: Path) => {
      for (const name of hostsIn(value, hint)) if (!found.has(name)) found.set(name, { name, container, from, path })
    }
    const { env = [], envFrom = [], command = [], args = [] } = container.spec
    for (const [i, { name = '', value, valueFrom }] of env.entries()) {
      const reference = valueFrom?.configMapKeyRef
      const given = value ?? (reference && dataOf(cluster, resource, reference.name)[reference.key ?? ''])
      if (typeof given === 'string') add(given, name, `env ${name}`, container.path('env', i))
    }
    for (const [i, { configMapRef }] of envFrom.entries())
      for (const [name, value] of Object.entries(dataOf(cluster, resource, configMapRef?.name)))
        add(text(value), name, `env ${name} from ConfigMap ${configMapRef?.name}`, container.path('envFrom', i))
    for (const [field, words] of Object.entries({ command, args }))
      for (const [i, word] of words.entries()) add(word, words[i - 1] ?? '', field, container.path(field, i))
  }
  return [...found.values()]
}

function dataOf(cluster: Cluster, resource: Workload['resource'], name: string | undefined): Record<string, unknown> {
  if (name === undefined || name === '') return {}
  return fields(cluster.find('ConfigMap', effectiveNamespace(resource), name)?.object['data'])
}

/** What a variable or flag is called that holds a host. */
const holdsHost =
  /(^|[_.-])(host|hostname|addr|address|endpoint|server|servers|broker|brokers|url|uri|upstream|nodes?|peer|proxy)s?$/i

/**
 * Host names in a value: in URLs, with a port behind them, and alone where the name of the variable or flag says that a
 * host is meant. Whatever else has dots in it (files, packages, images) is none.
 */
export function hostsIn(value: string, hint: string): string[] {
  if (value.length > 10_000) return []
  const urls = [...value.matchAll(/[a-z][a-z0-9+.-]*:\/\/(?:[^\s/@'"]*@)?([^\s/'"?#\\)]+)/gi)]
  if (urls.length > 0)
    return urls.flatMap(([, authority = '']) => authority.split(',')).flatMap((each) => hostOf(each, true))
  return value.split(/[\s,;|'"]+/).flatMap((item) => {
    const [, flag, given = item] = /^--?([\w.-]+)=(.*)$/.exec(item) ?? []
    const isHost = holdsHost.test(flag ?? hint.replace(/^-+/, ''))
    return hostOf(given.replace(/\/.*$/, ''), isHost && given.includes('.'))
  })
}

/** A name out of `name` or `name:port`. */
function hostOf(item: string, withoutPort: boolean): string[] {
  const [, name = '', port] = /^([a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?)(?::(\d{1,5}))?$/i.exec(item) ?? []
  if (name === '' || (port === undefined && !withoutPort) || Number(port ?? 1) > 65_535) return []
  if (parseIp(name) !== undefined || !/[a-z]/i.test(name.replace(/\.$/, '').split('.').at(-1) ?? '')) return []
  return name.toLowerCase() === 'localhost' || name.length > 254 ? [] : [name]
}

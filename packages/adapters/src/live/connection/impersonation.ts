import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { isObject } from '@warrant/engine/cluster'
import { WarrantError } from '@warrant/engine/errors'
import { readYaml } from '@warrant/engine/yaml'

/** Whom a request is made as. Flags count before the kubeconfig, each for itself, as kubectl merges them. */
export interface Impersonated {
  readonly as?: string
  readonly asGroup?: readonly string[]
  readonly asUid?: string
}

type Fields = Readonly<Record<string, unknown>>

/**
 * The headers of impersonation. Flags without a user are an error; groups, uid and extra of a kubeconfig that names no
 * user have no effect. Sources: kubernetes/client-go tools/clientcmd/client_config.go, transport/round_trippers.go.
 */
export function impersonationHeaders(
  { as, asGroup = [], asUid }: Impersonated,
  user: string | undefined,
  kubeconfig: string | undefined,
): Record<string, string | string[]> {
  const written = user === undefined ? {} : writtenUser(user, kubeconfig)
  const name = as ?? textIn(written, 'as')
  if (name === undefined) {
    if (asGroup.length > 0 || asUid !== undefined) throw new WarrantError('usage', '--as-group and --as-uid need --as')
    return {}
  }
  const groups = asGroup.length > 0 ? [...asGroup] : textsIn(written['as-groups'])
  const uid = asUid ?? textIn(written, 'as-uid')
  const extra = isObject(written['as-user-extra']) ? written['as-user-extra'] : {}
  return {
    'impersonate-user': name,
    ...(groups.length > 0 && { 'impersonate-group': groups }),
    ...(uid !== undefined && { 'impersonate-uid': uid }),
    ...Object.fromEntries(
      Object.entries(extra).map(([key, values]) => [`impersonate-extra-${headerKey(key)}`, textsIn(values)]),
    ),
  }
}

/** A user as the first file that has it says, for what the client library leaves out. */
function writtenUser(name: string, kubeconfig: string | undefined): Fields {
  for (const file of filesOf(kubeconfig)) {
    const config = existsSync(file) ? readYaml(file, readFileSync(file, 'utf8')).documents[0]?.value : undefined
    const users: readonly unknown[] = isObject(config) && Array.isArray(config['users']) ? config['users'] : []
    const found = users.find((each): each is Fields => isObject(each) && each['name'] === name)
    if (found) return isObject(found['user']) ? found['user'] : {}
  }
  return {}
}

/** The kubeconfigs that count, as kubectl finds them. */
function filesOf(kubeconfig: string | undefined): string[] {
  if (kubeconfig !== undefined) return [kubeconfig]
  const named = (process.env['KUBECONFIG'] ?? '').split(delimiter).filter((file) => file !== '')
  return named.length > 0 ? named : [join(homedir(), '.kube', 'config')]
}

/** Whatever may not stand in the name of a header is escaped by its bytes in hex. */
function headerKey(key: string): string {
  return [...Buffer.from(key)]
    .map((byte) => {
      const character = String.fromCharCode(byte)
      return /[!#$&'*+\-.^_`|~0-9A-Za-z]/.test(character)
        ? character
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
    })
    .join('')
}

function textIn(fields: Fields, key: string): string | undefined {
  const value = fields[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : []
}

import { isObject, pathIn, valueIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'
import { isHarmless } from './credentials.ts'

/**
 * The values of a Secret stand in a manifest.
 *
 * Restricted fields: data, stringData of Secret
 * Allowed values:    undefined, empty values, placeholders, certificates and public keys
 */
export const externalSecretStore = defineRule({
  id: 'external-secret-store',
  title: 'Secret is written into a manifest',
  severity: 'medium',
  category: 'secret',
  visit: 'resource',
  kinds: ['Secret'],
  profile: 'all',
  frameworks: { cis: ['5.4.2'], mitre: ['T1552.001'] },
  fix: 'none',
  description:
    'Reported for every Secret that carries its values in what was read, rather than having them from a store outside (External Secrets, Secrets Store CSI driver, Sealed Secrets, Vault). Encoding in base64 hides nothing. Placeholders that a tool replaces, values that SOPS encrypted, switches, numbers, paths, certificates and public keys do not count. Tokens of accounts, releases of Helm and bootstrap tokens are left out. Of a live cluster every Secret carries its values, so that the rule is off by default.',
  why: 'Whoever reads the repository has the credential, and its history keeps it after it was changed.',
  remedy: 'Keep the value in a secret store and let an operator or a driver bring it in.',
  examples: {
    bad: `apiVersion: v1
kind: Secret
metadata:
  name: db
stringData:
  password: hunter2-but-longer
`,
    good: `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: db
spec:
  secretStoreRef:
    name: vault
    kind: ClusterSecretStore
  target:
    name: db
`,
  },
  *check({ resource }) {
    const type = valueIn(resource, 'type')
    if (typeof type === 'string' && madeTypes.has(type)) return
    for (const field of ['data', 'stringData']) {
      const values = valueIn(resource, field)
      if (!isObject(values)) continue
      const keys = Object.keys(values).filter((key) => isValue(values[key], field))
      if (keys.length > 0)
        yield {
          at: pathIn(resource, field),
          message:
            keys.length === 1 ? `the value of ${keys[0]} stands here` : `the values of ${listed(keys)} stand here`,
        }
    }
  },
})

/** Types of Secrets that programs make and keep. */
const madeTypes: ReadonlySet<string> = new Set([
  'kubernetes.io/service-account-token',
  'bootstrap.kubernetes.io/token',
  'helm.sh/release.v1',
])

function isValue(value: unknown, field: string): boolean {
  return typeof value === 'string' && !isHarmless(value) && (field !== 'data' || !isHarmless(decoded(value)))
}

/** The first names of a list, and how many there are beside them. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ')
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown
}

/** The text of a value in base64; the value itself when it is none, as where a tool writes it in later. */
function decoded(value: string): string {
  try {
    return atob(value)
  } catch {
    return value
  }
}

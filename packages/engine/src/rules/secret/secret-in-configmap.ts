import { isObject, pathIn, valueIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'
import { credentialIn, isHarmless, matchesAnyPattern, namedCredentialIn, namesCredential } from './credentials.ts'

/**
 * A credential is kept in a ConfigMap.
 *
 * Restricted fields: data of ConfigMap
 * Allowed values:    anything that is no credential, by the name of the key, by the form of the value, or by a name within
 *                    a configuration text
 */
export const secretInConfigmap = defineRule({
  id: 'secret-in-configmap',
  title: 'Credential is kept in a ConfigMap',
  severity: 'high',
  category: 'secret',
  visit: 'resource',
  kinds: ['ConfigMap'],
  profile: 'default',
  conceals: true,
  frameworks: { cis: ['5.4.1'], nsa: true, mitre: ['T1552.001'] },
  fix: 'none',
  options: {
    names: { type: 'strings', default: [], description: 'Regular expressions of further names of credentials' },
    ignore: { type: 'strings', default: [], description: 'Regular expressions of names that are none' },
  },
  description:
    "Reported for every key of a ConfigMap's `data` that is named like a credential and has a literal value, whose value has the form of one, or whose text (properties, env, INI, YAML, JSON) sets one. Not reported are switches, numbers, paths, references, words that ask to be replaced, and names of Secrets. The value is never printed.",
  why: 'ConfigMaps are read by far more people and programs than Secrets, are not encrypted at rest, and end up in logs and diffs.',
  remedy: 'Move it into a Secret, or a store outside of the cluster, and change the credential: it has been seen.',
  examples: {
    bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
data:
  app.properties: |
    db.user=shop
    db.password=hunter2-but-longer
`,
    good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
data:
  app.properties: |
    db.user=shop
    db.password=\${DB_PASSWORD}
`,
  },
  *check({ resource, cluster, options }) {
    const data = valueIn(resource, 'data')
    if (!isObject(data)) return
    const isName = (name: string) =>
      !matchesAnyPattern(name, options.ignore) && (namesCredential(name) || matchesAnyPattern(name, options.names))
    for (const [key, text] of Object.entries(data)) {
      if (typeof text !== 'string' || matchesAnyPattern(key, options.ignore)) continue
      const value = text.trimEnd()
      const message = whatIn(key, value, isName)
      if (message === undefined || cluster.find('Secret', resource.namespace, value)) continue
      yield { at: pathIn(resource, 'data', key), message }
    }
  },
})

function whatIn(key: string, value: string, isName: (name: string) => boolean): string | undefined {
  const form = credentialIn(value)
  if (form !== undefined) return `the value of ${key} holds what looks like ${form}`
  if (!value.includes('\n') && isName(key) && !isHarmless(value)) return `${key} is written out`
  const named = namedCredentialIn(value, isName)
  return named && `${key} sets ${named.name} in its line ${named.line}`
}

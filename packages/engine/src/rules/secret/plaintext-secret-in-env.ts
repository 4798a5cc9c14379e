import { defineRule } from '../rule.ts'
import { credentialIn, isHarmless, matchesAnyPattern, namesCredential } from './credentials.ts'

/**
 * A credential is written out in a container's environment.
 *
 * Restricted fields: containers[*].env[*].value (init, sidecar, regular, ephemeral)
 * Allowed values:    anything that is no credential, by the name of the variable or by the form of the value
 */
export const plaintextSecretInEnv = defineRule({
  id: 'plaintext-secret-in-env',
  title: 'Credential is written into the manifest',
  severity: 'high',
  category: 'secret',
  visit: 'container',
  profile: 'default',
  conceals: true,
  frameworks: { cis: ['5.4.1'], nsa: true, mitre: ['T1552.001'] },
  fix: 'none',
  options: {
    names: { type: 'strings', default: [], description: 'Regular expressions of further names of credentials' },
    ignore: { type: 'strings', default: [], description: 'Regular expressions of names that are none' },
  },
  description:
    'Reported for every variable with a literal value that is named like a credential (password, token, secret, API key and their like), or whose value has the form of one (private keys, JSON web tokens, access keys of clouds and code hosts, URLs with a password). Not reported are switches, numbers, paths, references such as `$(NAME)`, words that ask to be replaced, names of Secrets, and names that speak about a credential, such as TOKEN_TTL or PASSWORD_FILE. The value is never printed.',
  why: 'Whoever reads the manifest, its repository, or the pod through the API has the credential; it cannot be rotated without a new rollout.',
  remedy: 'Move it into a Secret, or a store outside of the cluster, and change the credential: it has been seen.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      env:
        - name: DB_PASSWORD
          value: hunter2-but-longer
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      env:
        - name: DB_PASSWORD_FILE
          value: /run/secrets/db/password
`,
  },
  *check({ container, workload, cluster, options }) {
    for (const [i, { name = '', value = '' }] of (container.spec.env ?? []).entries()) {
      if (matchesAnyPattern(name, options.ignore)) continue
      const form = credentialIn(value)
      const named = namesCredential(name) || matchesAnyPattern(name, options.names)
      if (form === undefined && (!named || isHarmless(value))) continue
      if (cluster.find('Secret', workload.resource.namespace, value)) continue
      yield {
        at: container.path('env', i, 'value'),
        message: form === undefined ? `${name} is written out` : `the value of ${name} looks like ${form}`,
      }
    }
  },
})

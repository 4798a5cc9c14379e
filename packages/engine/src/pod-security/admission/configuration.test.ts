import { describe, expect, it } from 'vitest'
import { WarrantError } from '../../errors/index.ts'
import { readAdmissionConfiguration, readPodSecurityConfiguration } from './configuration.ts'
import { builtInSettings } from './settings.ts'

const head = 'apiVersion: pod-security.admission.config.k8s.io/v1\nkind: PodSecurityConfiguration\n'
const outer = 'apiVersion: apiserver.config.k8s.io/v1\nkind: AdmissionConfiguration\n'

function wrong(source: string): WarrantError {
  try {
    readAdmissionConfiguration('admission.yaml', source)
  } catch (error) {
    if (error instanceof WarrantError) return error
    throw error
  }
  throw new Error('it was read without an error')
}

describe('a PodSecurityConfiguration', () => {
  it.each(['v1', 'v1beta1', 'v1alpha1'])('is read in version %s', (version) => {
    const source = `apiVersion: pod-security.admission.config.k8s.io/${version}
kind: PodSecurityConfiguration
defaults:
  enforce: baseline
  enforce-version: v1.7
exemptions:
  usernames: ["alice","system:serviceaccount:ci:builder"]
  namespaces: ["kube-system"]
  runtimeClasses: ["special.example"]
`
    expect(readAdmissionConfiguration('a.yaml', source)).toEqual({
      kind: 'settings',
      settings: {
        defaults: { ...builtInSettings.defaults, enforce: { level: 'baseline', version: 7 } },
        exemptions: {
          usernames: ['alice', 'system:serviceaccount:ci:builder'],
          namespaces: ['kube-system'],
          runtimeClasses: ['special.example'],
        },
      },
    })
  })

  it.each([
    ['an empty text', ''],
    ['nothing but its type', head],
    ['JSON', '{"apiVersion":"pod-security.admission.config.k8s.io/v1","kind":"PodSecurityConfiguration"}'],
    ['null and empty strings', `${head}defaults: {enforce: "", warn: null}\nexemptions: null\n`],
  ])('stands for what is built in where it is %s', (_, source) => {
    expect(readAdmissionConfiguration('a.yaml', source)).toEqual({ kind: 'settings', settings: builtInSettings })
    expect(readPodSecurityConfiguration('a.yaml', source)).toEqual(builtInSettings)
  })

  it.each([
    ['no apiVersion', 'kind: PodSecurityConfiguration\n', /^admission\.yaml:1:1: apiVersion: /],
    ['no kind', 'apiVersion: pod-security.admission.config.k8s.io/v1\n', /kind/],
    ['another group', 'apiVersion: apps/v1\nkind: PodSecurityConfiguration\n', /:1:1: apiVersion/],
    [
      'another version',
      'apiVersion: pod-security.admission.config.k8s.io/v99\nkind: PodSecurityConfiguration\n',
      /:1:1: apiVersion/,
    ],
    ['another kind', 'apiVersion: pod-security.admission.config.k8s.io/v1\nkind: SomeConfiguration\n', /:2:1: kind/],
    ['an unknown field', `${head}deflaults: {enforce: baseline}\n`, /:3:1: deflaults: unknown key "deflaults"/],
    ['an unknown field within', `${head}defaults:\n  enforced: baseline\n`, /:4:3: defaults\.enforced: unknown key/],
    [
      'a bad level',
      `${head}defaults:\n  warn: Baseline\n`,
      /:4:3: defaults\.warn: must be one of privileged, baseline, restricted/,
    ],
    [
      'a bad version',
      `${head}defaults:\n  audit-version: v1.05\n`,
      /:4:3: defaults\.audit-version: must be "latest" or "v1\.x"/,
    ],
    [
      'a version that YAML takes for a number',
      `${head}defaults: {enforce-version: 1.30}\n`,
      /:3:12: .*expected string/,
    ],
    ['a key written twice', `${head}defaults: {}\ndefaults: {enforce: baseline}\n`, /:4:1: defaults: .*written twice/],
    ['a bad namespace', `${head}exemptions: {namespaces: [a, A]}\n`, /:3:30: exemptions\.namespaces\[1\]: "A" is no/],
    ['a namespace with a dot', `${head}exemptions: {namespaces: [a.b]}\n`, /"a\.b" is no namespace's name/],
    ['a bad runtime class', `${head}exemptions: {runtimeClasses: [a_b]}\n`, /"a_b" is no runtime class's name/],
    ['a user without a name', `${head}exemptions: {usernames: [""]}\n`, /usernames\[0\]: username must not be empty/],
    [
      'a name that is listed twice',
      `${head}exemptions: {usernames: [a, b, a]}\n`,
      /:3:32: .*"a" is in the list already/,
    ],
    ['several documents', `${head}---\n${head}`, /one YAML document/],
    ['a list', '- a\n', /expected object/],
    ['no YAML', 'a: [\n', /./],
  ])('is refused with %s', (_, source, message) => {
    const error = wrong(source)
    expect(error.code).toBe('config-invalid')
    expect(error.place.file).toBe('admission.yaml')
    expect(error.message).toMatch(message)
  })

  it('tells all that is wrong, in the order of the file', () => {
    const { message, place } = wrong(`${head}exemptions:\n  usernames: [""]\n  namespaces: [a, a]\n`)
    expect(message.split('\n').map((line) => line.split(': ')[0])).toEqual([
      'admission.yaml:4:15',
      'admission.yaml:5:19',
    ])
    expect(place).toMatchObject({ line: 4, column: 15 })
  })
})

describe('an AdmissionConfiguration', () => {
  const inline = `${outer}plugins:
  - name: EventRateLimit
    configuration: {apiVersion: eventratelimit.admission.k8s.io/v1alpha1, kind: Configuration, limits: []}
  - name: PodSecurity
    configuration:
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      defaults: {audit: restricted}
`
  it('holds the configuration of the plug-in', () => {
    expect(readAdmissionConfiguration('a.yaml', inline)).toEqual({
      kind: 'settings',
      settings: {
        ...builtInSettings,
        defaults: { ...builtInSettings.defaults, audit: { level: 'restricted', version: 'latest' } },
      },
    })
  })

  it('names the place of what is wrong within', () => {
    expect(wrong(inline.replace('restricted', 'strict')).message).toMatch(
      /^admission\.yaml:10:18: plugins\[1\]\.configuration\.defaults\.audit: must be one of/,
    )
  })

  it('or says where it is', () => {
    expect(readAdmissionConfiguration('a.yaml', `${outer}plugins: [{name: PodSecurity, path: psa.yaml}]\n`)).toEqual({
      kind: 'path',
      path: 'psa.yaml',
    })
  })

  it('leaves the plug-in as it is built in when it does not name it', () => {
    for (const rest of [
      '',
      'plugins: []\n',
      'plugins: [{name: NodeRestriction}]\n',
      'plugins: [{name: PodSecurity}]\n',
    ])
      expect(readAdmissionConfiguration('a.yaml', outer + rest)).toEqual({
        kind: 'settings',
        settings: builtInSettings,
      })
  })

  it('is refused with unknown keys, and in place of what it names', () => {
    expect(wrong(`${outer}plugin: []\n`).message).toMatch(/:3:1: plugin: unknown key/)
    expect(wrong(`${outer}plugins: [{name: PodSecurity, configuration: {kind: Pod}}]\n`).message).toMatch(/apiVersion/)
    expect(() => readPodSecurityConfiguration('a.yaml', inline)).toThrow(WarrantError)
  })
})

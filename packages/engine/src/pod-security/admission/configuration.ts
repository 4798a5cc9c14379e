import { z } from 'zod'
import { isObject } from '../../cluster/index.ts'
import { configurationError, type Problem, problemsOf, readConfigurationDocument } from '../../configuration/index.ts'
import { isWithin, type Path, type YamlDocument } from '../../yaml/index.ts'
import { levels, parseLevel, parseVersion } from '../levels.ts'
import { problemsInList, nameProblem, subdomainProblem } from './configured-names.ts'
import type { Mode, NamespacePolicy } from './labels.ts'
import { type AdmissionSettings, builtInSettings } from './settings.ts'

/** What a file for `--admission-control-config-file` or for the plug-in says. */
export type AdmissionConfiguration =
  | { readonly kind: 'settings'; readonly settings: AdmissionSettings }
  /** The plug-in's configuration is in another file; `path` is relative to the folder of the one that was read. */
  | { readonly kind: 'path'; readonly path: string }

const level = z
  .string()
  .refine((text) => text === '' || parseLevel(text) !== undefined, `must be one of ${levels.join(', ')}`)
const version = z
  .string()
  .refine((text) => text === '' || parseVersion(text) !== undefined, 'must be "latest" or "v1.x"')
const names = z.array(z.string()).nullish()

/** Fields of pod-security.admission.config.k8s.io; its three versions are alike. Go takes null for what is not written. */
const podSecurityConfiguration = z.strictObject({
  apiVersion: z.enum([
    'pod-security.admission.config.k8s.io/v1',
    'pod-security.admission.config.k8s.io/v1beta1',
    'pod-security.admission.config.k8s.io/v1alpha1',
  ]),
  kind: z.literal('PodSecurityConfiguration'),
  defaults: z
    .strictObject({
      enforce: level.nullish(),
      'enforce-version': version.nullish(),
      audit: level.nullish(),
      'audit-version': version.nullish(),
      warn: level.nullish(),
      'warn-version': version.nullish(),
    })
    .nullish(),
  exemptions: z.strictObject({ usernames: names, namespaces: names, runtimeClasses: names }).nullish(),
})

/** Fields of apiserver.config.k8s.io. Configurations of other plug-ins are not looked at. */
const admissionConfiguration = z.strictObject({
  apiVersion: z.enum(['apiserver.config.k8s.io/v1', 'apiserver.k8s.io/v1alpha1']),
  kind: z.literal('AdmissionConfiguration'),
  plugins: z
    .array(z.strictObject({ name: z.string(), path: z.string().nullish(), configuration: z.unknown().optional() }))
    .nullish(),
})

/**
 * Reads a PodSecurityConfiguration, or the AdmissionConfiguration around it. An empty text, and an AdmissionConfiguration
 * without the plug-in, stand for the settings that are built in.
 *
 * @throws WarrantError `config-invalid` with every problem and its place.
 */
export function readAdmissionConfiguration(name: string, source: string): AdmissionConfiguration {
  if (source === '') return { kind: 'settings', settings: builtInSettings }
  const document = readConfigurationDocument(name, source)
  const { value } = document
  if (!isObject(value) || value['kind'] !== 'AdmissionConfiguration')
    return { kind: 'settings', settings: settingsAt(document, []) }
  const parsed = admissionConfiguration.safeParse(value)
  if (!parsed.success) throw configurationError(document, problemsOf(parsed.error))
  const repeated = repeatedKeys(document, []).filter(({ path }) => path[2] !== 'configuration')
  if (repeated.length > 0) throw configurationError(document, repeated)
  const plugins = parsed.data.plugins ?? []
  const index = plugins.findIndex((plugin) => plugin.name === 'PodSecurity')
  const plugin = plugins[index]
  if (plugin?.configuration !== undefined && plugin.configuration !== null)
    return { kind: 'settings', settings: settingsAt(document, ['plugins', index, 'configuration']) }
  if (plugin?.path) return { kind: 'path', path: plugin.path }
  return { kind: 'settings', settings: builtInSettings }
}

/**
 * Reads the file that an AdmissionConfiguration names for the plug-in.
 *
 * @throws WarrantError `config-invalid` with every problem and its place.
 */
export function readPodSecurityConfiguration(name: string, source: string): AdmissionSettings {
  return source === '' ? builtInSettings : settingsAt(readConfigurationDocument(name, source), [])
}

function settingsAt(document: YamlDocument, base: Path): AdmissionSettings {
  let value: unknown = document.value
  for (const part of base) value = (value as Record<string | number, unknown>)[part]
  const parsed = podSecurityConfiguration.safeParse(value)
  const problems = [
    ...(parsed.success ? exemptionProblems(parsed.data.exemptions) : problemsOf(parsed.error)).map(
      ({ path, message }) => ({ path: [...base, ...path], message }),
    ),
    ...repeatedKeys(document, base),
  ]
  if (!parsed.success || problems.length > 0) throw configurationError(document, problems)
  const { defaults, exemptions } = parsed.data
  const mode = (name: Mode): NamespacePolicy[Mode] => ({
    level: parseLevel(defaults?.[name] ?? '') ?? 'privileged',
    version: parseVersion(defaults?.[`${name}-version`] ?? '') ?? 'latest',
  })
  return {
    defaults: { enforce: mode('enforce'), audit: mode('audit'), warn: mode('warn') },
    exemptions: {
      usernames: exemptions?.usernames ?? [],
      namespaces: exemptions?.namespaces ?? [],
      runtimeClasses: exemptions?.runtimeClasses ?? [],
    },
  }
}

function repeatedKeys(document: YamlDocument, base: Path): Problem[] {
  return document
    .duplicatePaths()
    .filter((path) => isWithin(path, base))
    .map((path) => ({ path, message: `key ${JSON.stringify(path.at(-1))} is written twice` }))
}

type RawExemptions = z.infer<typeof podSecurityConfiguration>['exemptions']

/** Source: kubernetes/pod-security-admission admission/api/validation/validation.go */
function exemptionProblems(exemptions: RawExemptions): Problem[] {
  return [
    ...problemsInList('namespaces', exemptions?.namespaces ?? [], nameProblem),
    ...problemsInList('runtimeClasses', exemptions?.runtimeClasses ?? [], subdomainProblem),
    ...problemsInList('usernames', exemptions?.usernames ?? [], (name) =>
      name === '' ? 'username must not be empty' : undefined,
    ),
  ]
}

import { z } from 'zod'
import { effectiveNamespace, isObject, resourcesOf } from '../cluster/index.ts'
import { configurationError, type Problem, problemsOf, readConfigurationDocument } from '../configuration/index.ts'
import { type Severity, severities } from '../findings/index.ts'
import { type OptionInfo, rules as catalogue, type Rule } from '../rules/index.ts'
import type { YamlDocument } from '../yaml/index.ts'
import { globMatches } from './glob.ts'
import { isDay, type JudgedPlace, labelsOf, type WarrantPlace, type WrittenWarrant } from './warrants.ts'

const text = z.string().min(1)
const ruleSettings = z.strictObject({
  enabled: z.boolean().optional().describe('Turns the rule on or off, whatever the profile says'),
  severity: z.enum(severities).optional().describe('Replaces the severity of the rule'),
  options: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('Settings of the rule, as `warrant rules <id>` lists them'),
})

const match = z.strictObject({
  kind: text.optional(),
  namespace: text.optional().describe('`*` stands for any characters'),
  name: text.optional().describe('`*` stands for any characters'),
  labels: z.record(z.string(), z.string()).optional().describe('Labels that the resource must carry'),
  container: text.optional(),
})

const writtenWarrant = z.strictObject({
  rule: text,
  match: match.optional().describe('Which resources it is about; every one when left out'),
  reason: z.string().regex(/\S/, 'a reason is required').describe('Why the grant stands'),
  owner: text.optional().describe('Who answers for it'),
  until: z.string().refine(isDay, 'must be a day written YYYY-MM-DD').optional().describe('Last day on which it holds'),
})

/** The shape of `warrant.yaml`. Unknown keys are errors. */
export const configurationSchema = z.strictObject({
  apiVersion: z.literal('unwarranted.dev/v1'),
  kind: z.literal('Configuration'),
  profile: z.enum(['default', 'all']).optional().describe('Which rules are on'),
  failOn: z.enum(severities).optional().describe('Least severity that makes the exit code 1'),
  peerWarrants: z
    .boolean()
    .optional()
    .describe("Whether reasons in other tools' annotations and labels count as written warrants"),
  exclude: z.array(text).optional().describe('Globs of files that are passed over when folders are read'),
  namespaces: z
    .strictObject({ include: z.array(text).optional(), exclude: z.array(text).optional() })
    .optional()
    .describe('Namespaces whose findings are shown; `*` stands for any characters'),
  rules: z.record(z.string(), ruleSettings).optional().describe('Settings by rule id'),
  warrants: z.array(writtenWarrant).optional().describe('Reasons why findings are accepted'),
})

type Raw = z.infer<typeof configurationSchema>

export interface RuleSettings {
  readonly enabled: boolean | undefined
  readonly severity: Severity | undefined
  readonly options: Readonly<Record<string, unknown>>
}

/** `warrant.yaml`, checked. */
export interface Configuration {
  readonly profile: 'default' | 'all' | undefined
  readonly failOn: Severity | undefined
  readonly peerWarrants: boolean | undefined
  readonly exclude: readonly string[]
  readonly namespaces: { readonly include: readonly string[]; readonly exclude: readonly string[] }
  readonly rules: ReadonlyMap<string, RuleSettings>
  readonly warrants: readonly WrittenWarrant[]
}

/**
 * Reads a configuration.
 *
 * @throws WarrantError `config-invalid` with file, line and column of the first thing that is wrong, all of them in the message.
 */
export function readConfiguration(name: string, source: string): Configuration {
  const document = readConfigurationDocument(name, source)
  const parsed = configurationSchema.safeParse(document.value)
  const problems = parsed.success ? optionProblems(parsed.data) : problemsOf(parsed.error)
  if (!parsed.success || problems.length > 0) throw configurationError(document, problems)
  return newConfiguration(document, parsed.data)
}

function optionProblems(raw: Raw): Problem[] {
  const known = new Map(catalogue.map((rule) => [rule.id, rule]))
  return Object.entries(raw.rules ?? {}).flatMap(([id, settings]) => {
    const rule = known.get(id)
    if (!rule) return [{ path: ['rules', id], message: `there is no rule named ${id}` }]
    return Object.entries(settings.options ?? {}).flatMap(([name, value]) => {
      const message = optionProblem(rule, name, value)
      return message ? [{ path: ['rules', id, 'options', name], message }] : []
    })
  })
}

function optionProblem(rule: Rule, name: string, value: unknown): string | undefined {
  const info = rule.options && Object.hasOwn(rule.options, name) ? rule.options[name] : undefined
  if (!info) {
    const names = Object.keys(rule.options ?? {})
    return `${rule.id} has no option ${JSON.stringify(name)}${names.length > 0 ? `; it has ${names.join(', ')}` : ''}`
  }
  return optionTypes[info.type].fits(value) ? undefined : `${name} must be ${optionTypes[info.type].name}`
}

const optionTypes: Record<OptionInfo['type'], { name: string; fits(value: unknown): boolean }> = {
  integer: { name: 'a whole number', fits: (value) => Number.isInteger(value) },
  string: { name: 'a string', fits: (value) => typeof value === 'string' },
  boolean: { name: 'true or false', fits: (value) => typeof value === 'boolean' },
  strings: {
    name: 'a list of strings',
    fits: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  },
}

function newConfiguration(document: YamlDocument, raw: Raw): Configuration {
  const self = resourcesOf(document).resources[0]
  const settings = Object.entries(raw.rules ?? {}).map(
    ([id, { enabled, severity, options = {} }]) => [id, { enabled, severity, options }] as const,
  )
  return {
    profile: raw.profile,
    failOn: raw.failOn,
    peerWarrants: raw.peerWarrants,
    exclude: raw.exclude ?? [],
    namespaces: { include: raw.namespaces?.include ?? [], exclude: raw.namespaces?.exclude ?? [] },
    rules: new Map(settings),
    warrants: self
      ? (raw.warrants ?? []).map((warrant, i) => newWarrant(warrant, { resource: self, path: ['warrants', i] }))
      : [],
  }
}

function newWarrant(raw: z.infer<typeof writtenWarrant>, at: WarrantPlace): WrittenWarrant {
  const { document } = at.resource
  const found = document.locate(at.path)
  return {
    rules: [raw.rule],
    reason: raw.reason,
    owner: raw.owner,
    until: raw.until,
    container: raw.match?.container,
    source: `${document.source.name}:${document.position(found.value.start).line}`,
    at,
    imported: false,
    covers: (place) => matches(place, raw.match ?? {}),
  }
}

function matches({ resource }: JudgedPlace, wanted: z.infer<typeof match>): boolean {
  const labels = labelsOf(resource)
  return (
    (wanted.kind === undefined || wanted.kind === resource.kind) &&
    (wanted.namespace === undefined || globMatches(wanted.namespace, effectiveNamespace(resource))) &&
    (wanted.name === undefined || globMatches(wanted.name, resource.name)) &&
    Object.entries(wanted.labels ?? {}).every(([key, value]) => isObject(labels) && labels[key] === value)
  )
}

/** The JSON Schema of `warrant.yaml`, for editors. */
export function configurationJsonSchema(): object {
  return z.toJSONSchema(configurationSchema, { target: 'draft-2020-12' })
}

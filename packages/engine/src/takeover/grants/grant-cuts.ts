import { type Binding, type ClusterAccess, type PolicyRule, type Subject } from '../../access/index.ts'
import { pathIn, type Resource } from '../../cluster/index.ts'
import { ruleChanges } from './rule-changes.ts'
import type { CutPoint, CutPoints, RulePart, WarrantFor } from '../graph/index.ts'

/** A rule of a role with the place where it is declared, which for an aggregate is another role. */
export interface DeclaredRule {
  readonly resource: Resource | undefined
  /** The role that holds it, as bindings name it, for where no resource declares the rule. */
  readonly role: string
  readonly index: number
  readonly rule: PolicyRule
  /** How many subjects hold it. */
  readonly holders: number
  /** Why it must stay, if so. */
  readonly kept: string | undefined
}

export interface CutContext {
  readonly cuts: CutPoints
  readonly access: ClusterAccess
  readonly warrantFor: WarrantFor | undefined
}

const ownAccounts =
  'Accounts of Kubernetes itself, such as those of its controllers, are taken to be there with the roles that every API server binds them to, as the input does not hold them.'

/** One subject of a binding; `own` says why the binding must stay, if so. */
export function subjectCut(
  { cuts, access, warrantFor }: CutContext,
  binding: Binding,
  index: number,
  own: string | undefined,
): CutPoint {
  const resource = access.resourceOf(binding.object)
  const where = binding.namespace === '' ? binding.name : `${binding.namespace}/${binding.name}`
  return cuts.get(`subject ${binding.kind} ${where} ${index}`, () => {
    const path = resource ? pathIn(resource, 'subjects', index) : []
    const place = { resource, path, container: undefined, rule: undefined }
    const kept = own ?? warrantFor?.(place)
    const subject = subjectWords(binding.subjects[index] ?? {}, binding.namespace)
    return {
      title: `${subject} in ${binding.kind} ${where}`,
      label: `${binding.kind} ${where}`,
      ...place,
      // Whoever is taken out loses all that the role gives.
      cost: kept === undefined ? 2 + Math.min(6, binding.list.rules.length) : Number.POSITIVE_INFINITY,
      kept,
      fix: {
        class: resource ? 'evidence' : 'none',
        description: `Take ${subject} out of ${binding.kind} ${where}`,
        changes: resource ? [{ op: 'delete', path, resource }] : [],
      },
      ...(resource ? {} : { assumes: ownAccounts }),
    }
  })
}

/** A verb on a resource in one rule of a role, as they stand there: `*` where the rule says so. */
export function ruleCut(
  { cuts, warrantFor }: CutContext,
  declared: DeclaredRule,
  verb: string,
  resource: string,
): CutPoint {
  const { resource: role, index, rule, holders } = declared
  const title =
    role === undefined
      ? declared.role
      : `${role.kind} ${role.namespace === undefined || role.kind === 'ClusterRole' ? '' : `${role.namespace}/`}${role.name}`
  const group =
    role === undefined ? 'default' : `${role.document.source.name} ${role.document.index} ${role.base.join('.')}`
  return cuts.get(`rule ${group} ${title} ${index} ${verb} ${resource}`, () => {
    const path = role
      ? pathIn(role, 'rules', index, 'resources', Math.max(0, (rule.resources ?? []).indexOf(resource)))
      : []
    const place = { resource: role, path, container: undefined, rule: undefined }
    const kept = declared.kept ?? warrantFor?.(place)
    const part = role && { role, title, index, rule, verb, resource }
    const { description, ...words } = partsWords([{ title, index, verb, resource }])
    return {
      ...words,
      ...place,
      // All others who hold the role lose it too, and a star takes away more than was asked for.
      cost: kept === undefined ? 2 + Math.min(6, holders - 1) + stars(verb, resource) : Number.POSITIVE_INFINITY,
      kept,
      fix: {
        class: part ? 'evidence' : 'none',
        description,
        changes: part ? ruleChanges([part]) : [],
      },
      ...(part ? { part } : {}),
    }
  })
}

type WrittenPart = Pick<RulePart, 'title' | 'index' | 'verb' | 'resource'>

/** Parts of one rule in words, verbs of the same resource together. */
export function partsWords(parts: readonly [WrittenPart, ...WrittenPart[]]) {
  const [{ title, index }] = parts
  const where = `rules[${index}] of ${title}`
  const verbsOn = (between: string) =>
    [...Map.groupBy(parts, ({ resource }) => resource)]
      .map(([resource, own]) => `${own.map(({ verb }) => verb).join(', ')}${between}${resource}`)
      .join(' and ')
  return {
    title: `${verbsOn(' ')} in ${where}`,
    label: `${title}: ${verbsOn(' ')}`,
    description: `Take ${verbsOn(' on ')} out of ${where}`,
  }
}

function stars(verb: string, resource: string): number {
  return (verb === '*' ? 2 : 0) + (resource === '*' ? 2 : 0)
}

function subjectWords({ kind = '', name = '', namespace }: Subject, bindingNamespace: string): string {
  return kind === 'ServiceAccount'
    ? `service account ${namespace || bindingNamespace}/${name}`
    : `${kind.toLowerCase()} ${name}`
}

import type { Cluster, Container, ContainerKind, Resource, Workload } from '../cluster/index.ts'
import type { Severity } from '../findings/index.ts'
import type { Change, FixClass } from '../fixes/index.ts'
import { type CheckId, levelOfCheck } from '../pod-security/index.ts'
import type { Path } from '../yaml/index.ts'

export const categories = [
  'pod',
  'token',
  'image',
  'secret',
  'resource',
  'reliability',
  'hygiene',
  'scope',
  'admission',
  'rbac',
  'network',
] as const

export type Category = (typeof categories)[number]

/** Where a rule stands in the frameworks that auditors ask for. */
export interface Frameworks {
  /** Items of the CIS Kubernetes Benchmark v1.12. */
  readonly cis?: readonly string[]
  /** Whether the topic appears in the NSA/CISA Kubernetes hardening guidance. */
  readonly nsa?: boolean
  /** The checks of the Pod Security Standards that it stands for, by upstream's names. */
  readonly podSecurity?: readonly CheckId[]
  /** MITRE ATT&CK techniques that it opens the way to. */
  readonly mitre?: readonly string[]
}

/** The laxest level of the Pod Security Standards that forbids what a rule is about; undefined when none does. */
export function podSecurityLevel({ podSecurity = [] }: Frameworks): 'baseline' | 'restricted' | undefined {
  if (podSecurity.length === 0) return undefined
  return podSecurity.some((id) => levelOfCheck(id) === 'baseline') ? 'baseline' : 'restricted'
}

/** A setting of a rule, given in `warrant.yaml`. */
export type OptionInfo =
  | { readonly type: 'integer'; readonly default: number; readonly description: string }
  | { readonly type: 'string'; readonly default: string; readonly description: string }
  | { readonly type: 'boolean'; readonly default: boolean; readonly description: string }
  | { readonly type: 'strings'; readonly default: readonly string[]; readonly description: string }

export interface OptionTable {
  readonly [name: string]: OptionInfo
}

export type OptionValues<Table extends OptionTable> = {
  readonly [Name in keyof Table]: Table[Name]['type'] extends 'integer'
    ? number
    : Table[Name]['type'] extends 'boolean'
      ? boolean
      : Table[Name]['type'] extends 'strings'
        ? readonly string[]
        : string
}

/** What would end a report; what the rule leaves out is taken from the rule itself. */
export interface ProposedFix {
  readonly description: string
  /** Absolute paths in the report's own resource, unless a change names another. */
  readonly changes?: readonly (Change & { readonly resource?: Resource })[]
  /** Only where it differs from the rule's. */
  readonly class?: FixClass
  /** What has to be known, or given, before it may be applied. */
  readonly needs?: string
}

/** What a rule yields for one place. */
export interface Report {
  /** Absolute path within the document of `resource`; the place may not exist. */
  readonly at: Path
  /** What is wrong, in this place. One sentence without a full stop; names values, never secrets. */
  readonly message: string
  /** Why it matters; only where it differs from the rule's. */
  readonly why?: string
  readonly fix?: ProposedFix
  /** Only where it differs from the rule's. */
  readonly severity?: Severity
}

export interface ResourceReport extends Report {
  readonly resource: Resource
  readonly container?: string
}

/** What can be said about a rule without running it. Catalogue, documentation and schema are made from it. */
export interface RuleInfo {
  /** Unique, kebab-case, also the name of its file and page. */
  readonly id: string
  /** What is wrong, in a few words, as a heading. */
  readonly title: string
  readonly severity: Severity
  readonly category: Category
  readonly frameworks: Frameworks
  /** What is looked at and when it is reported, in a paragraph or two. */
  readonly description: string
  /** Why it matters, in a sentence or two; shown with every finding. */
  readonly why: string
  /** How its findings are mended as a rule. */
  readonly fix: FixClass
  /** What to do, in a sentence; shown when a report proposes no fix of its own. */
  readonly remedy: string
  /** Whether it is on unless asked otherwise. */
  readonly profile: 'default' | 'all'
  /** Whether the values that it points at are credentials: reports show only their keys. */
  readonly conceals?: boolean
  /** Whether it says nothing about Windows pods. */
  readonly linux?: boolean
  /**
   * Whether what it says of an object follows from others, so that mending those may bring it up and does no harm by that;
   * its own edits wait until they are mended.
   */
  readonly derived?: boolean
  readonly options?: OptionTable
  /**
   * One manifest that it reports and one that it does not, shown to people and run as tests; with the options that they
   * need, for rules that say nothing until they are configured.
   */
  readonly examples: {
    readonly bad: string
    readonly good: string
    readonly options?: Readonly<Record<string, unknown>>
  }
}

interface Definition<Options extends OptionTable> extends RuleInfo {
  readonly options?: Options
}

export interface ContainerContext<Options> {
  readonly container: Container
  readonly workload: Workload
  readonly cluster: Cluster
  readonly options: Options
}

export interface WorkloadContext<Options> {
  readonly workload: Workload
  readonly cluster: Cluster
  readonly options: Options
}

export interface ResourceContext<Options> {
  readonly resource: Resource
  readonly cluster: Cluster
  readonly options: Options
}

export interface ClusterContext<Options> {
  readonly cluster: Cluster
  readonly options: Options
}

interface ContainerRule<Options extends OptionTable> extends Definition<Options> {
  readonly visit: 'container'
  /** Which kinds of container it looks at; all four when left out. */
  readonly containers?: readonly ContainerKind[]
  check(context: ContainerContext<OptionValues<Options>>): Iterable<Report>
}

interface WorkloadRule<Options extends OptionTable> extends Definition<Options> {
  readonly visit: 'workload'
  check(context: WorkloadContext<OptionValues<Options>>): Iterable<Report & { readonly container?: string }>
}

interface ResourceRule<Options extends OptionTable> extends Definition<Options> {
  readonly visit: 'resource'
  /** Kinds it looks at; every resource when left out. */
  readonly kinds?: readonly string[]
  check(context: ResourceContext<OptionValues<Options>>): Iterable<Report>
}

interface ClusterRule<Options extends OptionTable> extends Definition<Options> {
  readonly visit: 'cluster'
  check(context: ClusterContext<OptionValues<Options>>): Iterable<ResourceReport>
}

/** A written warrant that something is wrong with. */
export interface JudgedWarrant {
  readonly state: 'unused' | 'expired' | 'invalid'
  /** The rules that it is about, as written. */
  readonly rules: readonly string[]
  /** Whether all of these rules exist. */
  readonly known: boolean
  readonly until: string | undefined
  /** What is wrong with an invalid one. */
  readonly problem: string | undefined
  /** Absolute path, within its document, of the annotation or list item that it is written in. */
  readonly at: Path
  /** Whether it is another tool's annotation or label. */
  readonly imported: boolean
}

interface WarrantRule<Options extends OptionTable> extends Definition<Options> {
  readonly visit: 'warrant'
  check(context: { readonly warrant: JudgedWarrant }): Iterable<Report>
}

type AnyRule<Options extends OptionTable> =
  | WarrantRule<Options>
  | ContainerRule<Options>
  | WorkloadRule<Options>
  | ResourceRule<Options>
  | ClusterRule<Options>

/** A rule as the audit runs it. */
export type Rule = AnyRule<OptionTable>

/**
 * Defines a rule. It says what is wrong and where; the audit visits containers, workloads or resources for it, finds
 * lines, applies written warrants, sorts and counts.
 */
export function defineRule<const Options extends OptionTable>(rule: AnyRule<Options>): Rule {
  return rule
}

/** Sets a value, making missing parents. */
export function set(path: Path, value: unknown): Change {
  return { op: 'set', path, value }
}

/** Adds an item to a list, making the list when it is missing. */
export function append(path: Path, value: unknown): Change {
  return { op: 'append', path, value }
}

/** Removes a key or a list item. */
export function remove(path: Path): Change {
  return { op: 'delete', path }
}

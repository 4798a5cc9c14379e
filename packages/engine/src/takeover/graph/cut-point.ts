import type { Resource } from '../../cluster/index.ts'
import type { PolicyRule } from '../../access/index.ts'
import type { FixClass, ResourceChange } from '../../fixes/index.ts'
import type { Path } from '../../yaml/index.ts'

/** A declaration that paths stand on, and that could be taken back. One declaration may carry many steps. */
export interface CutPoint {
  readonly key: string
  /** What it is, such as `service account shop/cart in ClusterRoleBinding admins`. */
  readonly title: string
  /** The same in short, for where the workload is known: `privileged`. */
  readonly label: string
  /** Undefined for what no resource in the input declares. */
  readonly resource: Resource | undefined
  /** Absolute path within the document. */
  readonly path: Path
  readonly container: string | undefined
  /** The audit rule that reports it, so that a written warrant for that rule keeps it. */
  readonly rule: string | undefined
  /** How much it is to give up, from 1; infinite for what must stay. */
  readonly cost: number
  /** Why it must stay, where its cost is infinite. */
  readonly kept: string | undefined
  readonly fix: CutFix
  /** For a part of a rule of a role, which part. */
  readonly part?: RulePart
  /** What is taken for granted with it, in a sentence, where it is on every cluster and not in the input. */
  readonly assumes?: string
}

/** Why a declaration must stay, as a written warrant for what a rule reports of it says; undefined when none does. */
export type WarrantFor = (cut: Pick<CutPoint, 'rule' | 'resource' | 'container' | 'path'>) => string | undefined

/** A verb on a resource in a rule, as they are written there. */
export interface RulePart {
  readonly role: Resource
  /** The role as people call it: `ClusterRole view`. */
  readonly title: string
  readonly index: number
  readonly rule: PolicyRule
  readonly verb: string
  readonly resource: string
}

export interface CutFix {
  readonly class: FixClass
  readonly description: string
  readonly changes: readonly ResourceChange[]
}

/** Makes each cut-point once, so that steps on the same declaration share it. */
export class CutPoints {
  readonly #known = new Map<string, CutPoint>()

  get(key: string, make: () => Omit<CutPoint, 'key'>): CutPoint {
    let known = this.#known.get(key)
    if (known === undefined) this.#known.set(key, (known = { key, ...make() }))
    return known
  }
}

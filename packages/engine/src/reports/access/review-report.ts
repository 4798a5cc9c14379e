import type { AccessReview, ClusterAccess, Danger, HeldPower, Identity, IdentityReview } from '../../access/index.ts'
import { dangers } from '../../access/index.ts'
import type { InputError, NotAudited } from '../../audit/index.ts'
import { count, enumerate } from '../text.ts'

/** What is known of everybody's access, and what is to be shown of it. */
export interface AccessReviewReport extends AccessReview {
  readonly access: ClusterAccess
  /** How many identities were left out. */
  readonly leftOut: {
    /** Kubernetes' own, which hold what a new cluster gives them. */
    readonly default: number
    /** Those that no binding names, such as accounts that workloads run as. */
    readonly empty: number
  }
  /** Whether every identity is shown in full, since it was asked for by name. */
  readonly isNamed: boolean
  readonly errors: readonly InputError[]
  readonly notAudited: readonly NotAudited[]
}

/** An identity as people call it: `ServiceAccount shop/cart`. */
export function identityTitle({ kind, namespace, name }: Identity): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`
}

/** What a power lets do: `read Secrets named a and b`. */
export function powerText({ power, names, namesOf }: HeldPower): string {
  if (names === undefined) return power.may
  const { mayNamed = power.may } = power
  return `${typeof mayNamed === 'string' ? mayNamed : mayNamed[namesOf]} ${enumerate(names, 4)}`
}

/** How many identities there are of each danger, the worst first. */
export function dangerCounts(
  identities: readonly IdentityReview[],
): { readonly danger: Danger; readonly number: number }[] {
  return dangers.map((danger) => ({ danger, number: identities.filter((each) => each.danger === danger).length }))
}

/** The last lines: how many identities there are of each danger, and who was left out. */
export function closingText({ identities, leftOut }: AccessReviewReport): string {
  const levels = dangerCounts(identities)
    .filter(({ number }) => number > 0)
    .map(({ danger, number }) => `${number.toLocaleString('en')} ${danger === 'none' ? 'without danger' : danger}`)
  const { empty, default: own } = leftOut
  const others = [
    ...(empty > 0 ? [count(empty, 'holds nothing', 'hold nothing')] : []),
    ...(own > 0
      ? [
          count(
            own,
            "of Kubernetes' own holds what a new cluster gives it",
            "of Kubernetes' own hold what a new cluster gives them",
          ),
        ]
      : []),
  ]
  const rest =
    others.length === 0 ? '' : ` Not shown: ${enumerate(others)}; --all shows ${empty + own === 1 ? 'it' : 'them'}.`
  return identities.length === 0
    ? `No identity to review.${rest}`
    : `${count(identities.length, 'identity', 'identities')}: ${enumerate(levels)}.${rest}`
}

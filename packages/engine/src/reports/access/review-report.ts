import type { AccessReview, ClusterAccess, Danger, HeldPower, Identity, IdentityReview } from '../../access/index.ts'
import { dangers } from '../../access/index.ts'
import type { InputError, NotAudited } from '../../audit/index.ts'
import { count, enumerate } from '../text.ts'

/** What is known of everybody's access, and what is to be shown of it. */
export interface AccessReviewReport extends AccessReview {
  readonly access: ClusterAccess
  /** How many of Kubernetes' own identities were left out, since they hold what a new cluster gives them. */
  readonly folded: number
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

export function dangerCounts(
  identities: readonly IdentityReview[],
): { readonly danger: Danger; readonly number: number }[] {
  return dangers
    .map((danger) => ({ danger, number: identities.filter((each) => each.danger === danger).length }))
    .filter(({ number }) => number > 0)
}

/** The last lines: how many identities there are of each danger, and who was left out. */
export function closingText({ identities, folded }: AccessReviewReport): string {
  const levels = dangerCounts(identities).map(({ danger, number }) =>
    danger === 'none' ? `${number.toLocaleString('en')} without danger` : `${number.toLocaleString('en')} ${danger}`,
  )
  const own =
    folded === 0
      ? ''
      : ` ${count(folded, "of Kubernetes' own holds", "of Kubernetes' own hold")} what a new cluster gives ${folded === 1 ? 'it' : 'them'}; --all shows ${folded === 1 ? 'it' : 'them'}.`
  return identities.length === 0
    ? `No identity to review.${own}`
    : `${count(identities.length, 'identity', 'identities')}: ${enumerate(levels)}.${own}`
}

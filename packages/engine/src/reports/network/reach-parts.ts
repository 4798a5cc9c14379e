import type { Group, Party, Passage, Picture } from '../../network/index.ts'

/** A group with the members that are asked for. */
export interface Selected extends Omit<Group, 'id'> {
  readonly group: Group
}

/** Groups with the members that are asked for. */
export function selectedGroups({ groups }: Picture, isWanted: (party: Party) => boolean): Selected[] {
  return groups.flatMap((group) => {
    const parties = group.parties.filter(isWanted)
    return parties.length === 0 ? [] : [{ group, parties }]
  })
}

/** `all`, `TCP 80`, `TCP 80 (not defined: ICMP)`; undefined for nothing at all. */
export function passageText({ allowed, unclear }: Pick<Passage, 'allowed' | 'unclear'>): string | undefined {
  const isNone = allowed.ranges.length === 0
  if (unclear.ranges.length === 0) return isNone ? undefined : allowed.text
  // What becomes of ICMP between isolated pods is never defined by NetworkPolicies, and says nothing new.
  const told = unclear.text === 'ICMP' ? undefined : unclear.text
  if (told === undefined) return isNone ? undefined : allowed.text
  return isNone ? `not defined: ${told}` : `${allowed.text} (not defined: ${told})`
}

/** How much of its ports a passage has; `unclear` where some are not defined, and none is allowed. */
export function extentOf(passage: Pick<Passage, 'allowed' | 'unclear'>): 'all' | 'some' | 'unclear' | 'none' {
  const ports = passageText(passage)
  if (ports === undefined) return 'none'
  if (passage.allowed.ranges.length === 0) return 'unclear'
  return ports === 'all' ? 'all' : 'some'
}

import type { ApiResource } from './discovery.ts'

/** How a kind that could not be read is named: `pods`, `rollouts.argoproj.io in shop`. */
export function pathOfGap({ group, resource }: ApiResource, namespace: string | undefined): string {
  const name = group === '' ? resource : `${resource}.${group}`
  return namespace === undefined ? name : `${name} in ${namespace}`
}

/** How an API group that does not answer is named. */
export function pathOfGroup(group: string): string {
  return `group ${group}`
}

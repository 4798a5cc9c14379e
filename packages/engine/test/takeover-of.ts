import { builtInDefaults } from '../src/pod-security/index.ts'
import { analyse, startTitle, stepsOf, type TargetId, targetIds } from '../src/takeover/index.ts'
import { clusterOf } from './rule-tester.ts'

/** A path in plain values. */
export interface PlainPath {
  readonly start: string
  readonly target: TargetId
  /** Ids of the techniques, in order. */
  readonly techniques: readonly string[]
  /** Titles of the declarations that it stands on. */
  readonly grants: readonly string[]
}

/** Every path in manifests. */
export function takeoverOf(yaml: string, minor = 36): PlainPath[] {
  const { world, paths } = analyse(clusterOf(yaml), { minor, podSecurityDefaults: builtInDefaults, targets: targetIds })
  return paths.map((path) => {
    const steps = stepsOf(world, path)
    return {
      start: startTitle(path.start),
      target: path.target,
      techniques: steps.map(({ technique }) => technique.id),
      grants: steps.flatMap(({ grants }) => grants.map(({ title }) => title)),
    }
  })
}

import { builtInDefaults } from '../src/pod-security/index.ts'
import {
  analyse,
  type AnalyseOptions,
  startTitle,
  stepsOf,
  type Takeover,
  type TargetId,
  targetIds,
} from '../src/takeover/index.ts'
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

/** The takeover of manifests: in v1.36 and to every target, unless told otherwise. */
export function takeover(yaml: string, options: Partial<AnalyseOptions> = {}): Takeover {
  return analyse(clusterOf(yaml), { minor: 36, podSecurityDefaults: builtInDefaults, targets: targetIds, ...options })
}

/** Every path in manifests. */
export function pathsOf(yaml: string): PlainPath[] {
  const { world, paths } = takeover(yaml)
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

import { describe, expect, it } from 'vitest'
import { type Exemptions, noExemptions } from '../src/pod-security/index.ts'
import { raisedTechniques, stepsOf, type TargetId } from '../src/takeover/index.ts'
import type { Technique } from '../src/takeover/vocabulary/index.ts'
import { takeover } from './takeover-of.ts'

export interface TechniqueCase {
  readonly name: string
  readonly yaml: string
  /** Minor version of the API server; 36 unless given. */
  readonly minor?: number
  /** Whom and what Pod Security passes over. */
  readonly exemptions?: Partial<Exemptions>
}

export interface RaisedCase extends TechniqueCase {
  /** Who can use it: `container NAME` or `ServiceAccount namespace/name`, `User name`, `Group name`; all of them. */
  readonly by: readonly string[]
  /** Text at the declarations that it stands on, as the cut would name them; each must be among them. */
  readonly grants?: readonly (string | RegExp)[]
  /** A target that a path through this technique reaches. */
  readonly reaches?: TargetId
  readonly text?: RegExp
}

/** Tests a technique on manifests: who can use it, what it stands on, and where it leads. */
export function testTechnique(
  { info }: Technique,
  cases: { readonly raised: readonly RaisedCase[]; readonly not: readonly TechniqueCase[] },
): void {
  describe(info.id, () => {
    it.each(cases.raised.map((each) => [each.name, each] as const))('is raised by %s', (_, expected) => {
      const { world, paths } = analysed(expected)
      const found = raisedTechniques(world).filter(({ technique }) => technique.id === info.id)
      const by = found.map(({ by: who }) => nameOf(who))
      expect([...new Set(by)].sort()).toEqual([...expected.by].sort())
      const titles = found.flatMap(({ grants }) => grants.map(({ title }) => title))
      for (const grant of expected.grants ?? [])
        expect(titles.filter((title) => (typeof grant === 'string' ? title === grant : grant.test(title)))).not.toEqual(
          [],
        )
      for (const { text } of found) {
        expect(text).not.toMatch(/undefined|\[object|\.$/)
        if (expected.text) expect(text).toMatch(expected.text)
      }
      if (expected.reaches === undefined) return
      const through = paths.filter(({ target }) => target === expected.reaches)
      const ids = through.flatMap((path) => stepsOf(world, path).map(({ technique }) => technique.id))
      expect(ids).toContain(info.id)
    })
    it.each(cases.not.map((each) => [each.name, each] as const))('is not raised by %s', (_, each) => {
      const found = raisedTechniques(analysed(each).world).filter(({ technique }) => technique.id === info.id)
      expect(found.map(({ by, text }) => `${nameOf(by)}: ${text}`)).toEqual([])
    })
  })
}

function analysed({ yaml, minor = 36, exemptions }: TechniqueCase) {
  return takeover(yaml, { minor, podSecurityExemptions: { ...noExemptions, ...exemptions } })
}

function nameOf(by: ReturnType<typeof raisedTechniques>[number]['by']): string {
  if (by.kind === 'container') return `container ${by.spot.container.name}`
  return by.who.kind === 'ServiceAccount'
    ? `ServiceAccount ${by.who.namespace}/${by.who.name}`
    : `${by.who.kind} ${by.who.name}`
}

import { describe, expect, it } from 'vitest'
import { knownTechniques } from './known-techniques.ts'
import { techniqueClasses } from './graph/index.ts'
import { undecided } from './undecided.ts'

describe('undecided techniques', () => {
  it('are none of those that are known', () => {
    const known = new Set(knownTechniques.map(({ id }) => id))
    expect(undecided.filter(({ id }) => known.has(id))).toEqual([])
  })

  it('say why in sentences', () => {
    for (const { id, title, reason } of undecided) {
      expect(id).toMatch(/^[A-Z]+(-[A-Z0-9]+)+$/)
      expect(title).toMatch(/^\w.*[^.]$/)
      expect(reason).toMatch(/^[A-Z].*\.$/)
    }
  })
})

describe('known techniques', () => {
  it('have ids of their own, and a class, references and requirements each', () => {
    expect(new Set(knownTechniques.map(({ id }) => id)).size).toBe(knownTechniques.length)
    for (const technique of knownTechniques) {
      expect(technique.id).toMatch(/^[A-Z]+(-[A-Z0-9]+)*$/)
      expect(techniqueClasses).toContain(technique.class)
      expect(technique.description).toMatch(/\.$/)
      expect(technique.needs.every((all) => all.length > 0)).toBe(true)
      expect([technique.id, technique.needs.length]).not.toEqual([technique.id, 0])
      expect(technique.references.filter((reference) => !reference.startsWith('https://'))).toEqual([])
    }
  })
})

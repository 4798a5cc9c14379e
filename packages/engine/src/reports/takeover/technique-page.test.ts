import { describe, expect, it } from 'vitest'
import { knownTechniques, type TechniqueInfo, undecided } from '../../takeover/index.ts'
import { techniquesMarkdown } from './index.ts'

const technique = (more: Partial<TechniqueInfo>): TechniqueInfo => ({
  id: 'A-B',
  title: 'Do it',
  class: 'rbac',
  description: 'It is done.',
  references: [],
  needs: [['may create pods']],
  ...more,
})

const rowOf = (page: string, id: string) => page.split('\n').find((line) => line.startsWith('| ') && line.includes(id))

describe('techniquesMarkdown', () => {
  it('has a row and a section for every technique, and the reason for each that is not decided', () => {
    const page = techniquesMarkdown(knownTechniques, undecided)
    for (const { id } of knownTechniques) {
      expect(rowOf(page, `[${id}](#${id.toLowerCase()})`)).toBeDefined()
      expect(page).toContain(`\n### ${id}\n`)
    }
    for (const { id } of undecided) expect(rowOf(page, id)).toMatch(/\.$|\. \|$/)
  })

  it('keeps what must all hold on one line, and alternatives apart', () => {
    const page = techniquesMarkdown([technique({ needs: [['one', 'two'], ['three']] })], [])
    expect(page).toContain('- one; **and** two\n- three\n')
  })

  it('tells versions', () => {
    const version = (...needs: string[][]) =>
      rowOf(techniquesMarkdown([technique({ needs })], []), 'A-B')?.split(' | ')[3]
    expect(version(['may create pods'])).toBe('all |')
    expect(version(['kube-apiserver before v1.35', 'may get pods/exec'])).toBe('before v1.35 |')
    expect(version(['kube-apiserver v1.32 or newer'], ['x'])).toBe('all, one way v1.32 or newer |')
  })

  it('shows words as they are', () => {
    expect(techniquesMarkdown([technique({ needs: [['may * on *.*']] })], [])).toContain('- may \\* on \\*.\\*')
  })
})

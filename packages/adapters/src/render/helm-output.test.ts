import { describe, expect, it } from 'vitest'
import { splitByTemplate } from './helm-output.ts'

describe('splitByTemplate', () => {
  it('joins the documents of a template, wherever they stand', () => {
    const output = [
      '---\n# Source: c/templates/a.yaml\na: 1\n',
      '---\n# Source: c/templates/b.yaml\nb: 1\n',
      '---\n# Source: c/templates/a.yaml\na: 2\n',
    ]
    expect(splitByTemplate(output.join(''))).toEqual([
      { template: 'c/templates/a.yaml', text: `${output[0]}${output[2]}` },
      { template: 'c/templates/b.yaml', text: output[1] },
    ])
  })

  it('keeps documents that no comment speaks of, and drops empty space', () => {
    expect(splitByTemplate('a: 1\n---\n# Source: c/t.yaml\r\nb: 1\n---\nc: 1\n')).toEqual([
      { template: undefined, text: 'a: 1\n' },
      { template: 'c/t.yaml', text: '---\n# Source: c/t.yaml\r\nb: 1\n---\nc: 1\n' },
    ])
    expect(splitByTemplate('\n\n')).toEqual([])
  })

  it('is not misled by such lines within a text', () => {
    const output = '---\n# Source: c/t.yaml\ndata:\n  x: |\n    ---\n    # Source: other.yaml\n    y\n'
    expect(splitByTemplate(output)).toEqual([{ template: 'c/t.yaml', text: output }])
  })
})

import { describe, expect, it } from 'vitest'
import { hostileReport, render, reportOf, sampleReport } from '../../test/sample-report.ts'
import { formats, isFormat } from './index.ts'

describe.each(formats)('%s', (format) => {
  it('names every finding that counts', () => {
    const text = render(format)
    for (const rule of ['privileged-container', 'host-network']) expect(text).toContain(rule)
    expect(text).toContain('cart')
    expect(text.endsWith('\n')).toBe(true)
  })

  it('lets no control character of the input through', () => {
    const text = render(format, hostileReport())
    // Line feeds and tabs are what formats are made of; C1 controls are commands to some terminals.
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
    // What a person reads must not be turned around either; programs get the names as they are.
    if (['table', 'wide', 'markdown', 'name'].includes(format)) expect(text).not.toMatch(/[\u202a-\u202e]/)
  })

  it('lets nothing of the input set a colour where there are colours', () => {
    const text = render(format, hostileReport(), { color: true })
    expect(text.replace(/\u001b\[[\d;]*m/g, '')).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
    expect(text).not.toContain('\u001b[31mploy')
  })

  it('writes something for a report without findings', () => {
    const text = render(format, reportOf([], { resources: 3, files: 1 }))
    if (format !== 'name') expect(text.length).toBeGreaterThan(10)
    expect(text).not.toMatch(/undefined|NaN|\[object/)
  })

  it('tells of what could not be read when there is nothing else', () => {
    const { errors, notAudited } = sampleReport()
    const text = render(format, reportOf([], { errors, notAudited }))
    if (format === 'name') return expect(text).toBe('')
    expect(text).toContain('deploy/broken.yaml')
    expect(text).toContain('charts/shop')
    expect(text).toContain('permission denied')
  })

  it('is the same each time', () => {
    expect(render(format)).toBe(render(format))
  })

  it('has no colour unless asked for', () => {
    expect(render(format)).not.toContain('\u001b')
  })
})

it('knows its formats', () => {
  expect(isFormat('sarif')).toBe(true)
  expect(isFormat('xml')).toBe(false)
})

import { describe, expect, it } from 'vitest'
import { formatPolicy } from '../levels.ts'
import { modes, policyOf } from './labels.ts'

const prefix = 'pod-security.kubernetes.io/'

function printed(labels: Record<string, string>) {
  const { policy, errors } = policyOf(
    Object.fromEntries(Object.entries(labels).map(([key, value]) => [prefix + key, value])),
  )
  return { policy: modes.map((mode) => formatPolicy(policy[mode])), errors: errors.map(({ label }) => label) }
}

describe('the policies of a namespace', () => {
  it.each([
    [{}, ['privileged:latest', 'privileged:latest', 'privileged:latest']],
    [{ enforce: 'baseline' }, ['baseline:latest', 'privileged:latest', 'baseline:latest']],
    [
      { enforce: 'restricted', 'enforce-version': 'v1.30' },
      ['restricted:v1.30', 'privileged:latest', 'restricted:v1.30'],
    ],
    [
      { enforce: 'restricted', 'enforce-version': 'v1.30', 'warn-version': 'v1.35' },
      ['restricted:v1.30', 'privileged:latest', 'restricted:v1.35'],
    ],
    [{ enforce: 'baseline', warn: 'restricted' }, ['baseline:latest', 'privileged:latest', 'restricted:latest']],
    [{ enforce: 'restricted', warn: 'privileged' }, ['restricted:latest', 'privileged:latest', 'privileged:latest']],
  ])('%j', (labels, policy) => {
    expect(printed(labels)).toEqual({ policy, errors: [] })
  })

  it('takes a bad level to enforce for restricted, and does not warn by it', () => {
    expect(printed({ enforce: 'Baseline' })).toEqual({
      policy: ['restricted:latest', 'privileged:latest', 'privileged:latest'],
      errors: [`${prefix}enforce`],
    })
  })

  it('takes a bad level to audit or warn for privileged', () => {
    expect(printed({ enforce: 'baseline', audit: 'strict', warn: '' })).toEqual({
      policy: ['baseline:latest', 'privileged:latest', 'privileged:latest'],
      errors: [`${prefix}audit`, `${prefix}warn`],
    })
  })

  it.each(['1.30', 'v1.05', 'v2.0', 'V1.30', '', 'v1.', 'v1.9223372036854775808'])(
    'takes the bad version %j for latest',
    (version) => {
      expect(printed({ enforce: 'baseline', 'enforce-version': version })).toEqual({
        policy: ['baseline:latest', 'privileged:latest', 'baseline:latest'],
        errors: [`${prefix}enforce-version`],
      })
    },
  )

  it('lets warn keep a stricter default', () => {
    const warn = { level: 'restricted', version: 30 } as const
    const privileged = { level: 'privileged', version: 'latest' } as const
    const { policy } = policyOf({ [`${prefix}enforce`]: 'baseline' }, { enforce: privileged, audit: privileged, warn })
    expect(policy).toEqual({ enforce: { level: 'baseline', version: 'latest' }, audit: privileged, warn })
  })
})

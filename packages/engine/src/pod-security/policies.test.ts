import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checks } from './checks/index.ts'
import type { Check } from './checks/check.ts'
import { changePoints, checksOf } from './policies.ts'

const ids = (level: 'baseline' | 'restricted', minor: number) => checksOf(level, minor).map(({ check }) => check.id)

describe('policies', () => {
  it('has every check that there is a file for', () => {
    const helpers = ['check.ts', 'index.ts', 'text.ts', 'volume-offences.ts']
    const files = readdirSync(join(import.meta.dirname, 'checks')).filter(
      (file) => !file.endsWith('.test.ts') && !helpers.includes(file),
    )
    expect(checks).toHaveLength(files.length)
    expect(new Set(checks.map(({ id }) => id)).size).toBe(files.length)
  })

  it('has ascending versions, and overrides of restricted over baseline only', () => {
    const levelOf = new Map(checks.map((check: Check) => [check.id, check.level]))
    for (const { level, versions } of checks as readonly Check[]) {
      expect(versions.map(({ since }) => since)).toEqual(versions.map(({ since }) => since).toSorted((a, b) => a - b))
      const overrides = versions.flatMap((version) => version.overrides ?? [])
      if (level === 'baseline') expect(overrides).toEqual([])
      for (const id of overrides) expect(levelOf.get(id)).toBe('baseline')
    }
  })

  it('orders by bytes, baseline before restricted, without what is overridden', () => {
    expect(ids('baseline', 34)).toEqual([
      'appArmorProfile',
      'capabilities_baseline',
      'hostNamespaces',
      'hostPathVolumes',
      'hostPorts',
      'hostProbesAndHostLifecycle',
      'privileged',
      'procMount',
      'seLinuxOptions',
      'seccompProfile_baseline',
      'sysctls',
      'windowsHostProcess',
    ])
    expect(ids('restricted', 35).slice(-7)).toEqual([
      'allowPrivilegeEscalation',
      'capabilities_restricted',
      'procMount_restricted',
      'restrictedVolumes',
      'runAsNonRoot',
      'runAsUser',
      'seccompProfile_restricted',
    ])
  })

  it.each([
    [0, 11, 12],
    [8, 11, 13],
    [19, 11, 13],
    [22, 11, 13],
    [23, 11, 14],
    [34, 12, 15],
    [35, 12, 15],
    [37, 12, 15],
    [99, 12, 15],
  ])('runs as many checks at v1.%i as upstream', (minor, baseline, restricted) => {
    expect([ids('baseline', minor).length, ids('restricted', minor).length]).toEqual([baseline, restricted])
  })

  it('changes at the versions that upstream lists', () => {
    expect(changePoints).toEqual([0, 8, 19, 22, 23, 25, 27, 29, 31, 32, 34, 35, 37])
  })
})

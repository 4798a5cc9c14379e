import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { frameworks } from '@warrant/engine/audit'
import { severities } from '@warrant/engine/findings'
import { formats, mendedFormats } from '@warrant/engine/reports'
import { rules } from '@warrant/engine/rules'
import { describe, expect, it } from 'vitest'
import { folderOf, warrant } from '../test/warrant.ts'
import { formatNames, frameworkNames, severityNames } from './choices.ts'

describe('the command line', () => {
  it('offers what the engine knows', () => {
    expect(severityNames).toEqual(severities)
    expect(frameworkNames).toEqual(frameworks)
    expect(formatNames).toEqual(formats)
    expect(mendedFormats).toEqual(['table', 'json', 'yaml'])
  })

  it('is called kubectl warrant when it is a plug-in', async () => {
    const folder = folderOf({})
    symlinkSync(join(import.meta.dirname, '..', 'bin', 'warrant.js'), join(folder, 'kubectl-warrant'))
    const { stdout } = await warrant(['--help'], { cwd: folder, launcher: join(folder, 'kubectl-warrant') })
    expect(stdout).toContain('Usage: kubectl warrant')
  })

  it.each([
    [['--version'], 0, /^\d+\.\d+\.\d+\n$/],
    [['--help'], 0, /audit .*fix .*rules .*completion/s],
    [['help', 'fix'], 0, /--include/],
    [['audti'], 2, /unknown command 'audti'.*Did you mean audit/s],
    [[], 2, /Usage: warrant/],
  ])('answers %j with %i', async (args, exitCode, text) => {
    const ran = await warrant(args, { cwd: folderOf({}) })
    expect(ran.stdout + ran.stderr).toMatch(text)
    expect(ran.exitCode).toBe(exitCode)
  })

  it('lists and explains rules', async () => {
    const cwd = folderOf({})
    const { stdout: list } = await warrant(['rules', '-o', 'name'], { cwd })
    expect(list.trim().split('\n')).toEqual(rules.map(({ id }) => id))
    const { stdout: text } = await warrant(['rules', 'host-network'], { cwd })
    expect(text).toMatch(/Why it matters.*Reported.*hostNetwork: true.*Not reported/s)
    expect(await warrant(['rules', 'host-netwrk'], { cwd })).toMatchObject({ exitCode: 2 })
  })

  it.each(['bash', 'zsh', 'fish'])('completes in %s', async (shell) => {
    const { stdout, exitCode } = await warrant(['completion', shell], { cwd: folderOf({}) })
    expect(stdout).toContain('fail-on')
    expect(stdout).toMatch(/kubectl.warrant/)
    expect(exitCode).toBe(0)
  })

  it('colours only when asked, or on a terminal', async () => {
    const cwd = folderOf({ 'a.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostPID: true}\n' })
    const escape = '\u001B['
    expect((await warrant(['audit', '.'], { cwd })).stdout).not.toContain(escape)
    expect((await warrant(['audit', '.', '--color'], { cwd })).stdout).toContain(escape)
    expect((await warrant(['audit', '.'], { cwd, environment: { FORCE_COLOR: '1' } })).stdout).toContain(escape)
    const both = { FORCE_COLOR: '1', NO_COLOR: '1' }
    expect((await warrant(['audit', '.'], { cwd, environment: both })).stdout).not.toContain(escape)
  })
})

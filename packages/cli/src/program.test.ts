import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { frameworks } from '@warrant/engine/audit'
import { severities } from '@warrant/engine/findings'
import { levels, newestMinor } from '@warrant/engine/pod-security'
import { dangers } from '@warrant/engine/access'
import { accessFormats, accessReviewFormats, canIFormats } from '@warrant/engine/reports/access'
import { checkFormats, planFormats } from '@warrant/engine/reports/pod-security'
import { explainFormats, dnsFormats, reachFormats, networkDiffFormats } from '@warrant/engine/reports/network'
import { formats, mendedFormats } from '@warrant/engine/reports'
import { takeoverFormats } from '@warrant/engine/reports/takeover'
import { rules } from '@warrant/engine/rules'
import { targetIds } from '@warrant/engine/takeover'
import { describe, expect, it } from 'vitest'
import { folderOf, launcher, warrant } from '../test/warrant.ts'
import {
  accessFormatNames,
  accessReviewFormatNames,
  canIFormatNames,
  dangerNames,
  checkFormatNames,
  explainFormatNames,
  dnsFormatNames,
  reachFormatNames,
  formatNames,
  frameworkNames,
  levelNames,
  networkDiffFormatNames,
  newestKubernetes,
  planFormatNames,
  takeoverFormatNames,
  targetNames,
  severityNames,
} from './choices.ts'

describe('the command line', () => {
  it('offers what the engine knows', () => {
    expect(severityNames).toEqual(severities)
    expect(frameworkNames).toEqual(frameworks)
    expect(formatNames).toEqual(formats)
    expect(levelNames).toEqual(levels)
    expect(checkFormatNames).toEqual(checkFormats)
    expect(planFormatNames).toEqual(planFormats)
    expect(accessFormatNames).toEqual(accessFormats)
    expect(accessReviewFormatNames).toEqual(accessReviewFormats)
    expect(canIFormatNames).toEqual(canIFormats)
    expect([...dangerNames, 'none']).toEqual(dangers)
    expect(takeoverFormatNames).toEqual(takeoverFormats)
    expect(newestKubernetes).toBe(`v1.${newestMinor}`)
    expect(explainFormatNames).toEqual(explainFormats)
    expect(networkDiffFormatNames).toEqual(networkDiffFormats)
    expect(reachFormatNames).toEqual(reachFormats)
    expect(targetNames).toEqual(targetIds)
    expect(dnsFormatNames).toEqual(dnsFormats)
    expect(mendedFormats).toEqual(['table', 'json', 'yaml'])
  })

  it('is called kubectl warrant when it is a plug-in', async () => {
    const folder = folderOf({})
    symlinkSync(launcher, join(folder, 'kubectl-warrant'))
    const { stdout } = await warrant(['--help'], { cwd: folder, launcher: join(folder, 'kubectl-warrant') })
    expect(stdout).toContain('Usage: kubectl warrant')
  })

  it('runs from source too', async () => {
    const source = join(import.meta.dirname, '..', 'bin', 'warrant.js')
    const ran = await warrant(['rules', 'host-network'], { cwd: folderOf({}), launcher: source })
    expect(ran).toEqual(await warrant(['rules', 'host-network'], { cwd: folderOf({}) }))
  })

  it.each([
    [['--version'], 0, /^\d+\.\d+\.\d+\n$/],
    [['--help'], 0, /audit .*fix .*rules .*completion/s],
    [['help', 'fix'], 0, /--include/],
    [['pod-security', 'check', '--help'], 0, /--from-labels/],
    [['pod-security', 'plan', '--help'], 0, /--goal/],
    [['pod-security'], 2, /check.*plan/s],
    [['pod-security', 'chekc'], 2, /Did you mean check/],
    [['audit', '--version'], 2, /unknown option '--version'/],
    [['snapshot', '--help'], 0, /--kubeconfig/],
    [['snapshot', '--server', 'http://127.0.0.1:1'], 3, /127\.0\.0\.1:1 does not answer/],
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
    expect(stdout).toContain('from-labels')
    expect(exitCode).toBe(0)
  })

  it.each([
    [['audit', '--prof'], '--profile'],
    [['pod-security', ''], 'check'],
    [['pod-security', 'check', '--from'], '--from-labels'],
    [['pod-security', 'check', '--level', ''], 'privileged baseline restricted'],
    [['rules', 'host-i'], 'host-ipc'],
  ])('completes %j in bash', async (words, completed) => {
    const { stdout: script } = await warrant(['completion', 'bash'], { cwd: folderOf({}) })
    const ask = `COMP_WORDS=(warrant "$@"); COMP_CWORD=$#; _warrant; echo "\${COMPREPLY[*]}"`
    const answer = execFileSync('bash', ['-c', `${script}\n${ask}`, 'bash', ...words], { encoding: 'utf8' })
    expect(answer.trim().split(' ')).toEqual(expect.arrayContaining(completed.split(' ')))
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

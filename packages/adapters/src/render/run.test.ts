import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { Workspace } from '../../test/workspace.ts'
import { defaultRenderOptions } from './rendered.ts'
import { firstComplaint, run } from './run.ts'

const options = { ...defaultRenderOptions, timeoutMs: 5000, maxOutputBytes: 1000 }

describe('run', () => {
  it('gives what the program prints', async () => {
    const program = new Workspace().program('tool', 'printf "%s|" "$@"; echo warning >&2')
    expect(await run(program, ['a b', '$(id)', '*'], options)).toMatchObject({
      kind: 'done',
      output: Buffer.from('a b|$(id)|*|'),
    })
  })

  it('keeps the program from clusters, and from waiting for input', async () => {
    const program = new Workspace().program('tool', 'cat; printf "%s %s" "$KUBECONFIG" "$GIT_ALLOW_PROTOCOL"')
    expect(await run(program, [], options)).toMatchObject({ output: Buffer.from('/dev/null none') })
  })

  it.each([
    ['does not exist', undefined, { kind: 'missing' }],
    ['fails', 'echo "Error: it broke" >&2; exit 3', { kind: 'failed', reason: 'it broke' }],
    [
      'fails without a word',
      'exit 3',
      { kind: 'failed', reason: expect.stringContaining('failed without saying why') },
    ],
    [
      'prints too much',
      'head -c 5000 /dev/zero',
      { reason: expect.stringContaining('more than the limit of 1000 bytes') },
    ],
  ])('when a program %s', async (_, script, expected) => {
    const space = new Workspace()
    const program = script === undefined ? space.path('gone') : space.program('tool', script)
    expect(await run(program, [], options)).toMatchObject(expected)
  })

  it('ends a program that takes too long', async () => {
    const program = new Workspace().program('tool', 'exec sleep 30')
    const started = performance.now()
    const ran = await run(program, [], { ...options, timeoutMs: 100 })
    expect(ran).toMatchObject({ kind: 'failed', reason: expect.stringContaining('took longer than 0.1 s') })
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  it('tells of a program that may not be run', async () => {
    const space = new Workspace({ tool: 'text' })
    expect(await run(space.path('tool'), [], options)).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('cannot be run: permission denied'),
    })
  })

  it('takes a name that PATH may not lead to for missing, so that another tool can be asked', async () => {
    const space = new Workspace({ tool: 'text' })
    vi.stubEnv('PATH', space.root)
    onTestFinished(() => void vi.unstubAllEnvs())
    expect(await run('tool', [], options)).toEqual({ kind: 'missing' })
  })

  it('can be interrupted', async () => {
    const program = new Workspace().program('tool', 'exec sleep 30')
    const controller = new AbortController()
    const running = run(program, [], { ...options, signal: controller.signal })
    setTimeout(() => controller.abort(), 50)
    await expect(running).rejects.toMatchObject({ code: 'interrupted' })
  })
})

describe('firstComplaint', () => {
  it.each([
    ['the error among warnings', 'WARNING: old\nError: no such chart\nmore\n', 'no such chart'],
    ['the first line where nothing is called an error', '\n  something broke\nelse\n', 'something broke'],
    ['nothing', ' \n', undefined],
    ['no control characters', 'Error: \u001b[31mred\u001b[0m \u0007bell\u009b2J', 'red  bell 2J'],
  ])('gives %s', (_, stderr, said) => {
    expect(firstComplaint(stderr)).toBe(said)
  })

  it('is cut when it is very long', () => {
    expect(firstComplaint('x'.repeat(1000))).toBe(`${'x'.repeat(399)}…`)
  })
})

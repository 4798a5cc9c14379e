import { writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { emptyKubeconfig, temporaryFolder } from '../../../test/api-server.ts'
import { choose } from './kubeconfig.ts'

const context = (name: string, cluster: string, user: string) => ({ name, context: { cluster, user } })
const cluster = (name: string, server: string) => ({ name, cluster: { server } })

const full = {
  'current-context': 'one',
  contexts: [context('one', 'a', 'ann'), context('two', 'b', 'ben'), context('lost', 'gone', 'nobody')],
  clusters: [cluster('a', 'https://a'), cluster('b', 'https://b')],
  users: [
    { name: 'ann', user: { token: 't' } },
    { name: 'ben', user: { as: 'viewer' } },
  ],
}

function fileOf(config: object | string): string {
  const file = join(temporaryFolder(), 'config')
  writeFileSync(file, typeof config === 'string' ? config : JSON.stringify(config))
  return file
}

const of = (options: object) => {
  const { cluster: to, user } = choose({ kubeconfig: fileOf(full), ...options })
  return [to?.server, user?.name]
}

beforeEach(() => void vi.stubEnv('KUBECONFIG', emptyKubeconfig))

describe('a kubeconfig', () => {
  it.each([
    [{}, ['https://a', 'ann']],
    [{ context: 'two' }, ['https://b', 'ben']],
    [{ context: 'two', cluster: 'a' }, ['https://a', 'ben']],
    [{ context: 'two', user: 'ann' }, ['https://b', 'ann']],
    [{ context: 'lost', cluster: 'a', user: 'ann' }, ['https://a', 'ann']],
    [{ context: 'lost', server: 'https://c', token: 't' }, [undefined, undefined]],
  ])('is chosen from by %j', (options, expected) => expect(of(options)).toEqual(expected))

  it.each([
    [{ context: 'nowhere' }, 'the kubeconfig has no context "nowhere"'],
    [{ cluster: 'c' }, 'the kubeconfig has no cluster "c"'],
    [{ user: 'c' }, 'the kubeconfig has no user "c"'],
    [{ context: 'lost', user: 'ann' }, 'the kubeconfig has no cluster "gone", which its context "lost" names'],
    [{ context: 'lost', cluster: 'a' }, 'the kubeconfig has no user "nobody", which its context "lost" names'],
    [{ kubeconfig: fileOf({ ...full, 'current-context': 'no' }) }, 'the kubeconfig has no context "no"'],
  ])('lacks what %j asks for', (options, message) => {
    expect(() => of(options)).toThrow(expect.objectContaining({ code: 'usage', message }))
  })

  it('cannot be read, and no line of it is shown', () => {
    const broken = fileOf('users:\n- secret: [\n')
    expect(() => choose({ kubeconfig: broken })).toThrow(expect.objectContaining({ code: 'config-invalid' }))
    expect(() => choose({ kubeconfig: broken })).not.toThrow(/secret/)
    expect(() => choose({ kubeconfig: '/nowhere' })).toThrow(/^cannot read the kubeconfig \/nowhere: ENOENT/)
  })

  it('may be several files, of which the first is right and missing ones are passed over', () => {
    const first = fileOf({ 'current-context': 'two', clusters: [cluster('b', 'https://first')] })
    vi.stubEnv('KUBECONFIG', ['/nowhere', first, fileOf(full)].join(delimiter))
    expect(of({ kubeconfig: undefined })).toEqual(['https://first', 'ben'])
  })

  it('may be missing', () => {
    vi.stubEnv('KUBECONFIG', '/nowhere')
    expect(choose({})).toEqual({ cluster: undefined, user: undefined })
  })
})

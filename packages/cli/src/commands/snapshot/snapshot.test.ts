import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { folderOf, launcher, plain, warrant } from '../../../test/warrant.ts'

const kinds = [
  { resource: 'pods', responseKind: { kind: 'Pod' }, scope: 'Namespaced', verbs: ['list'] },
  { resource: 'namespaces', responseKind: { kind: 'Namespace' }, scope: 'Cluster', verbs: ['list'] },
]
const namespaces = { items: [{ metadata: { name: 'shop' } }] }
const pod = { metadata: { name: 'a', namespace: 'shop' }, spec: { containers: [{ name: 'a', image: 'a:1' }] } }

/** An API server that has pods and namespaces. */
async function serve(pods: (response: ServerResponse) => unknown): Promise<string> {
  const server = createServer(({ url = '' }, response) => {
    const answer = (value: unknown) => void response.end(JSON.stringify(value))
    const isCore = url === '/api'
    if (isCore || url === '/apis')
      return answer({
        kind: 'APIGroupDiscoveryList',
        items: isCore ? [{ metadata: {}, versions: [{ version: 'v1', resources: kinds }] }] : [],
      })
    if (url.startsWith('/api/v1/namespaces')) return answer(namespaces)
    const value = pods(response)
    if (value !== undefined) answer(value)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('warrant snapshot', () => {
  it('writes a list that audit reads back', async () => {
    const server = await serve(() => ({ items: [pod] }))
    const cwd = folderOf({})
    const { stdout, stderr, exitCode } = await warrant(['snapshot', '--server', server], { cwd })
    expect([exitCode, stderr]).toEqual([0, ''])
    expect(stdout.trimEnd().split('\n')).toEqual([
      '{"apiVersion":"v1","kind":"List","items":[',
      JSON.stringify({ apiVersion: 'v1', kind: 'Pod', ...pod }) + ',',
      JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', ...namespaces.items[0] }),
      ']}',
    ])
    const args = ['audit', '-', '-o', 'json', '--exit-code', '0']
    const audited = JSON.parse((await warrant(args, { cwd, stdin: stdout })).stdout) as { readonly summary: object }
    expect(audited.summary).toMatchObject({ resources: 2, workloads: 1, errors: 0 })
  })

  it('tells what it may not read, with exit status 3', async () => {
    const server = await serve((response) => {
      response.statusCode = 403
      return { kind: 'Status', code: 403, reason: 'Forbidden', message: 'pods is forbidden' }
    })
    const { stdout, stderr, exitCode } = await warrant(['snapshot', '--server', server], { cwd: folderOf({}) })
    expect(exitCode).toBe(3)
    expect(stderr).toBe('warrant: pods could not be read: pods is forbidden\n')
    expect((JSON.parse(stdout) as { readonly items: readonly object[] }).items).toHaveLength(1)
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('writes nothing when it is ended by %s in the middle', async (signal) => {
    const asked = Promise.withResolvers<undefined>()
    const server = await serve(() => asked.resolve(undefined))
    const child = spawn(process.execPath, [launcher, 'snapshot', '--server', server], { cwd: folderOf({}), env: plain })
    const said = Promise.all([text(child.stdout), text(child.stderr)])
    await asked.promise
    child.kill(signal)
    const [exitCode] = (await once(child, 'close')) as [number | null]
    expect([exitCode, ...(await said)]).toEqual([3, '', 'warrant: interrupted; nothing was written\n'])
  })

  it.each([
    [['--context', 'nowhere'], 2, /^warrant: the kubeconfig has no context "nowhere"\n$/],
    [['--kubeconfig', 'nofile'], 2, /^warrant: cannot read the kubeconfig nofile: .*\n$/],
    [['--server', 'http://127.0.0.1:1'], 3, /^warrant: http:\/\/127\.0\.0\.1:1 does not answer: .*\n$/],
    [['-n', 'ci,shop*'], 2, /^warrant: "shop\*" names no namespace; snapshot takes no patterns\n$/],
    [[], 3, /^warrant: there is no cluster to read: .*\n$/],
  ])('says in one line why %j leads nowhere', async (args, expected, message) => {
    const cwd = folderOf({ config: 'apiVersion: v1\nkind: Config\nclusters: []\nusers: []\ncontexts: []\n' })
    const environment = { KUBECONFIG: join(cwd, 'config') }
    const { stdout, stderr, exitCode } = await warrant(['snapshot', ...args], { cwd, environment })
    expect([exitCode, stdout]).toEqual([expected, ''])
    expect(stderr).toMatch(message)
  })
})
